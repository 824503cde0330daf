package mien.lab.evaluation;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Figure;
import mien.lab.metrics.McNemar;
import mien.lab.metrics.Predictions;
import mien.lab.metrics.Resampling;

/// Two models on the same pictures.
///
/// @param first number of a model
/// @param second number of another
/// @param test whether they differ by more than chance
/// @param differences second less first, from resampling both on the same pictures; undefined where one is
/// @param disagreements pictures to which they give different labels
public record Comparison(
        int first, int second, McNemar test, Map<Figure, Estimate> differences, Disagreements disagreements) {

    /// A smaller p-value is taken for more than chance.
    public static final double SIGNIFICANT = 0.05;

    public Comparison {
        differences = Collections.unmodifiableMap(
                differences.isEmpty() ? new EnumMap<>(Figure.class) : new EnumMap<>(differences));
    }

    /// @param resamplings of the models' predictions, drawn with one seed
    static Comparison of(List<ModelAssessment> models, List<Resampling> resamplings, int first, int second) {
        var one = models.get(first).predictions();
        var other = models.get(second).predictions();
        var disagreements = Disagreements.of(one, other);
        return new Comparison(
                first,
                second,
                McNemar.of(
                        disagreements.onlyFirst().size(),
                        disagreements.onlySecond().size()),
                resamplings.get(second).lessThoseOf(resamplings.get(first)),
                disagreements);
    }

    /// Picture numbers.
    ///
    /// @param onlyFirst that only the first model has right, the surest of the second first
    /// @param onlySecond that only the second model has right, the surest of the first first
    /// @param neither that both have wrong, each in its way
    public record Disagreements(List<Integer> onlyFirst, List<Integer> onlySecond, List<Integer> neither) {
        public Disagreements {
            onlyFirst = List.copyOf(onlyFirst);
            onlySecond = List.copyOf(onlySecond);
            neither = List.copyOf(neither);
        }

        private static Disagreements of(Predictions one, Predictions other) {
            var apart = IntStream.range(0, one.size())
                    .filter(i -> one.answer(i) != other.answer(i))
                    .boxed()
                    .toList();
            Predicate<Integer> firstRight = i -> one.answer(i) == one.truth()[i];
            Predicate<Integer> secondRight = i -> other.answer(i) == other.truth()[i];
            return new Disagreements(
                    apart.stream().filter(firstRight).sorted(surest(other)).toList(),
                    apart.stream().filter(secondRight).sorted(surest(one)).toList(),
                    apart.stream()
                            .filter(firstRight.negate().and(secondRight.negate()))
                            .toList());
        }

        private static Comparator<Integer> surest(Predictions wrong) {
            return Comparator.comparingDouble(i -> -wrong.probability(i, wrong.answer(i)));
        }
    }
}
