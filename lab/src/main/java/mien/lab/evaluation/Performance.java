package mien.lab.evaluation;

import java.util.List;
import mien.lab.metrics.ClassFigures;
import mien.lab.metrics.ConfusionMatrix;
import mien.lab.metrics.Headline;
import mien.lab.metrics.Ranking;
import org.jspecify.annotations.Nullable;

/// How often a model is right.
///
/// @param headline over all pictures
/// @param withoutCopies over those that are no copies of training pictures; null if nobody looked, there are none, or
///     nothing is left
/// @param baseline what always answering the commonest label comes to
/// @param confusion truth against answer
/// @param classes in the order of the labels
public record Performance(
        Headline headline,
        @Nullable WithoutCopies withoutCopies,
        Baseline baseline,
        ConfusionMatrix confusion,
        List<ClassFigures> classes,
        Ranking ranking) {

    public Performance {
        classes = List.copyOf(classes);
    }

    /// @param exact pictures left out because a training picture has the same pixels
    /// @param near further pictures left out because a training picture shows the same; -1 if nobody looked
    /// @param training the data whose training pictures were looked through
    public record WithoutCopies(Headline headline, int exact, int near, String training) {}

    /// @param label the commonest
    /// @param top3 share of the three commonest
    public record Baseline(String label, double accuracy, double top3, double macroF1, double balancedAccuracy) {}
}
