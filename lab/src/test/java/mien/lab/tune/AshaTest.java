package mien.lab.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;
import org.junit.jupiter.api.Test;

class AshaTest {
    private static final int EPOCHS = 27;

    /// Trials that get better from epoch to epoch, each up to its own `quality`.
    private static List<Trial> run(Asha asha, long seed) {
        var random = new SplittableRandom(seed);
        var trials = new ArrayList<Trial>();
        for (int number = 1; number <= 60; number++) {
            double quality = random.nextDouble();
            var trial = new Trial(number, 1, Map.of(), List.of(), Verdict.RUNNING, "");
            for (int e = 1; e <= EPOCHS && trial.verdict() == Verdict.RUNNING; e++) {
                double noise = 0.02 * random.nextGaussian();
                trial = trial.with(new Epoch(e, quality * (1 - Math.exp(-e / 5.0)) + noise, Map.of(), 1));
                if (asha.stops(trial, trials)) {
                    trial = trial.ended(Verdict.PRUNED, "");
                }
            }
            trials.add(trial.verdict() == Verdict.RUNNING ? trial.ended(Verdict.FINISHED, "") : trial);
        }
        return trials;
    }

    private static int spent(List<Trial> trials) {
        return trials.stream().mapToInt(t -> t.epochs().size()).sum();
    }

    @Test
    void spendsLessThanHalfForNearlyTheSameResult() {
        for (long seed = 0; seed < 20; seed++) {
            var all = run(Asha.NONE, seed);
            var some = run(Asha.forEpochs(EPOCHS), seed);
            assertThat(spent(all)).isEqualTo(60 * EPOCHS);
            assertThat(spent(some)).isLessThan(60 * EPOCHS / 2);
            assertThat(Ranking.best(some).orElseThrow().score())
                    .isGreaterThan(Ranking.best(all).orElseThrow().score() - 0.15);
        }
    }

    @Test
    void judgesAtANinthAndAThirdOfTheEpochs() {
        var asha = new Asha(2, 3);

        assertThat(java.util.stream.IntStream.rangeClosed(1, 60).filter(asha::judges))
                .containsExactly(2, 6);
        assertThat(java.util.stream.IntStream.rangeClosed(1, 40).filter(Asha.forEpochs(40)::judges))
                .containsExactly(4, 12);
        assertThat(Asha.NONE.judges(1)).isFalse();
    }

    @Test
    void aTrainingThatDivergedEndsAtTheFirstRung() {
        var trial = new Trial(1, 1, Map.of(), List.of(new Epoch(3, Double.NaN, Map.of(), 1)), Verdict.RUNNING, "");

        assertThat(new Asha(3, 3).stops(trial, List.of())).isTrue();
    }
}
