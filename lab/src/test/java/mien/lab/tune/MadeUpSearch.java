package mien.lab.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mien.lab.tune.Parameter.Choice;
import mien.lab.tune.Parameter.Real;
import mien.lab.tune.Parameter.Scale;
import mien.lab.tune.Parameter.Whole;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;

/// A search that trained nothing: scores come from a formula in which the rate matters most.
public final class MadeUpSearch {
    public static final int EPOCHS = 9;
    public static final Space SPACE = new Space(List.of(
            new Real("optimizer.learningRate", 1e-4, 1, Scale.LOG),
            new Whole("pace.batchSize", 64, 512, Scale.LOG),
            new Choice("network", List.of("mien-xs", "mien-s", "<b>my&net.yaml")),
            new Whole("network.blocks", 1, 3, Scale.LINEAR)));

    private MadeUpSearch() {}

    /// So many trials; the fourth failed, and the last one is being trained.
    public static List<Trial> trials(int count) {
        var random = new SplittableRandom(5);
        var trials = new ArrayList<Trial>();
        while (trials.size() < count) {
            int number = trials.size() + 1;
            var values = new LinkedHashMap<>(Sampler.Tpe.DEFAULT.next(SPACE, trials, random));
            var trial = new Trial(number, 1, values, List.of(), Verdict.RUNNING, "");
            if (number == 4) {
                trials.add(trial.ended(Verdict.FAILED, "memory: too little of it"));
            } else if (number == count) {
                trials.add(trial.with(epoch(trial, 1, 0)));
            } else {
                trials.add(trained(trial, trials, random));
            }
        }
        return trials;
    }

    private static Trial trained(Trial begun, List<Trial> others, SplittableRandom random) {
        var trial = begun;
        for (int e = 1; e <= EPOCHS; e++) {
            trial = trial.with(epoch(trial, e, 0.01 * random.nextGaussian()));
            if (e < EPOCHS && Asha.forEpochs(EPOCHS).stops(trial, others)) {
                return trial.ended(Verdict.PRUNED, "others were better after epoch " + e);
            }
        }
        return trial.ended(Verdict.FINISHED, "");
    }

    private static Epoch epoch(Trial trial, int number, double noise) {
        double rate =
                Math.log10(Double.parseDouble(trial.value(SPACE.parameters().getFirst()))) + 2;
        double size = Math.log(Integer.parseInt(trial.value(SPACE.parameters().get(1))) / 128.0);
        double net = trial.value(SPACE.parameters().get(2)).equals("mien-s") ? 0.03 : 0;
        double score = (0.66 - 0.08 * rate * rate - 0.01 * size * size + net) * (1 - Math.exp(-number / 2.5)) + noise;
        return new Epoch(number, score, Map.of("validation.accuracy", score), 12.5);
    }
}
