package mien.lab.tune;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Chooses what to try next.
public sealed interface Sampler {

    /// @param trials all so far
    /// @return a value for each parameter of the space
    Map<String, String> next(Space space, List<Trial> trials, RandomGenerator random);

    /// Every place of the space alike (Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", 2012).
    record Uniform() implements Sampler {
        @Override
        public Map<String, String> next(Space space, List<Trial> trials, RandomGenerator random) {
            return space.at(_ -> random.nextDouble());
        }
    }

    /// The tree-structured Parzen estimator (Bergstra et al., "Algorithms for Hyper-Parameter Optimization", 2011):
    /// where good trials are dense and the others are not, parameter by parameter.
    ///
    /// @param startUp trials that are chosen at random before there is something to learn from
    /// @param goodShare of the trials that count as good, in `(0, 1)`
    /// @param candidates drawn for each parameter, of which the most promising is taken
    record Tpe(int startUp, double goodShare, int candidates) implements Sampler {
        public static final Tpe DEFAULT = new Tpe(8, 0.1, 24);

        public Tpe {
            if (startUp < 1 || !(goodShare > 0 && goodShare < 1) || candidates < 1) {
                throw new IllegalArgumentException("tpe: startUp and candidates must be at least 1 and goodShare in"
                        + " (0, 1), got " + startUp + ", " + candidates + " and " + goodShare);
            }
        }

        @Override
        public Map<String, String> next(Space space, List<Trial> trials, RandomGenerator random) {
            var ended = Ranking.bestFirst(trials).stream()
                    .filter(t -> t.verdict() != Trial.Verdict.RUNNING)
                    .toList();
            if (ended.size() < startUp) {
                return new Uniform().next(space, trials, random);
            }
            int good = Math.max(2, (int) Math.ceil(goodShare * ended.size()));
            return space.at(p -> {
                var better = Density.of(p, ended.subList(0, Math.min(good, ended.size())));
                var worse = Density.of(p, ended.subList(Math.min(good, ended.size()), ended.size()));
                return promising(better, worse, random);
            });
        }

        private double promising(Density better, Density worse, RandomGenerator random) {
            double best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < candidates; i++) {
                double place = better.draw(random);
                double ratio = Math.log(better.at(place)) - Math.log(worse.at(place));
                if (ratio > most) {
                    most = ratio;
                    best = place;
                }
            }
            return best;
        }
    }
}
