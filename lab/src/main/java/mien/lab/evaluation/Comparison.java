package mien.lab.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Figure;
import mien.lab.metrics.McNemar;

/// Two models on the same pictures.
///
/// @param first number of a model
/// @param second number of another
/// @param test whether they differ by more than chance
/// @param differences second less first, from resampling both on the same pictures; undefined where one is
/// @param disagreements pictures to which they give different labels
public record Comparison(
        int first, int second, McNemar test, Map<Figure, Estimate> differences, Disagreements disagreements) {

    public Comparison {
        differences = Collections.unmodifiableMap(
                differences.isEmpty() ? new EnumMap<>(Figure.class) : new EnumMap<>(differences));
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
    }
}
