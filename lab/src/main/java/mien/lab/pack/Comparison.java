package mien.lab.pack;

import java.util.Arrays;
import java.util.List;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.Head;
import mien.model.ModelFile;

/// A model held against what it was made from, on this machine.
///
/// @param agreement share of the pictures whose likeliest label is the same, by the default head, in `[0, 1]`
/// @param difference mean absolute difference of a probability
/// @param before milliseconds for one face on one thread
/// @param after the same for the new model
public record Comparison(double agreement, double difference, double before, double after) {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 60;

    /// Runs both models on some pictures.
    ///
    /// @param pictures at least one, `[C, H, W]` raw pixels each
    public static Comparison of(ModelFile original, ModelFile made, List<byte[]> pictures) {
        var engine = Engine.DEFAULT.withThreads(1).withGpu(false);
        try (var old = original.open(engine);
                var now = made.open(engine)) {
            var head = old.contract().defaultHead();
            var first = old.classify(pictures, head);
            var second = now.classify(pictures, head);
            int same = 0;
            double sum = 0;
            for (int i = 0; i < first.length; i++) {
                same += likeliest(first[i]) == likeliest(second[i]) ? 1 : 0;
                for (int j = 0; j < first[i].length; j++) {
                    sum += Math.abs(first[i][j] - second[i][j]) / first[i].length;
                }
            }
            var times = times(List.of(old, now), pictures, head);
            return new Comparison((double) same / first.length, sum / first.length, times[0], times[1]);
        }
    }

    /// In turn, so that what else the machine does strikes both; the medians.
    private static double[] times(List<Classifier> models, List<byte[]> pictures, Head head) {
        var times = new double[models.size()][ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            var face = List.of(pictures.get(Math.floorMod(round, pictures.size())));
            for (int m = 0; m < times.length; m++) {
                long start = System.nanoTime();
                models.get(m).classify(face, head);
                times[m][Math.max(0, round)] = (System.nanoTime() - start) / 1e6;
            }
        }
        return Arrays.stream(times)
                .mapToDouble(of ->
                        Arrays.stream(of).sorted().skip(ROUNDS / 2).findFirst().orElseThrow())
                .toArray();
    }

    private static int likeliest(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }
}
