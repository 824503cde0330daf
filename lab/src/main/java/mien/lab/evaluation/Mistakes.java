package mien.lab.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.metrics.Predictions;

/// The pictures that say most about a model, by number, at most [#MOST] each, the most telling first.
///
/// @param worst wrong, and the true label held for the least likely
/// @param doubtful the two likeliest labels closest together, right or wrong
/// @param confident wrong, and the surest of it: candidates for another label
public record Mistakes(List<Integer> worst, List<Integer> doubtful, List<Integer> confident) {
    public static final int MOST = 60;

    public Mistakes {
        worst = List.copyOf(worst);
        doubtful = List.copyOf(doubtful);
        confident = List.copyOf(confident);
    }

    static Mistakes of(Predictions predictions, Kind kind) {
        var all = IntStream.range(0, predictions.size()).boxed().toList();
        var wrong = all.stream()
                .filter(i -> predictions.answer(i) != predictions.truth()[i])
                .toList();
        if (!kind.hasProbabilities()) {
            return new Mistakes(wrong.stream().limit(MOST).toList(), List.of(), List.of());
        }
        return new Mistakes(
                first(wrong, i -> predictions.probability(i, predictions.truth()[i])),
                first(all, i -> lead(predictions, i)),
                first(wrong, i -> -predictions.probability(i, predictions.answer(i))));
    }

    private static List<Integer> first(List<Integer> pictures, ToDoubleFunction<Integer> by) {
        return pictures.stream()
                .sorted(Comparator.comparingDouble(by))
                .limit(MOST)
                .toList();
    }

    /// How much likelier the likeliest label is than the second.
    private static double lead(Predictions predictions, int picture) {
        int answer = predictions.answer(picture);
        double second = 0;
        for (int label = 0; label < predictions.labels().size(); label++) {
            second = label == answer ? second : Math.max(second, predictions.probability(picture, label));
        }
        return predictions.probability(picture, answer) - second;
    }
}
