package mien.lab.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.metrics.ClassFigures;
import mien.lab.metrics.ConfusionMatrix;
import mien.lab.metrics.Headline;
import mien.lab.metrics.Predictions;
import mien.lab.metrics.Ranking;
import mien.lab.metrics.Resampling;
import org.jspecify.annotations.Nullable;

/// How often a model is right.
///
/// @param headline over all pictures
/// @param withoutCopies over those that are no copies of training pictures; null if nobody looked
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

    /// @param resampling of the predictions
    /// @param copies of training pictures among the pictures, if anybody looked
    static Performance of(Predictions predictions, Kind kind, Resampling resampling, Optional<TrainingCopies> copies) {
        var answers =
                IntStream.range(0, predictions.size()).map(predictions::answer).toArray();
        var confusion = ConfusionMatrix.of(predictions.labels(), predictions.truth(), answers);
        return new Performance(
                resampling.headline(),
                copies.map(c -> WithoutCopies.of(c, resampling, predictions.size()))
                        .orElse(null),
                Baseline.of(confusion),
                confusion,
                ClassFigures.of(confusion),
                kind.hasProbabilities() ? Ranking.of(predictions) : Ranking.NONE);
    }

    /// @param headline null where it would say nothing new: there are no copies, or nothing else
    /// @param exact pictures left out because a training picture has the same pixels
    /// @param near further pictures left out because a training picture shows the same; -1 if nobody looked
    /// @param training the data whose training pictures were looked through
    public record WithoutCopies(@Nullable Headline headline, int exact, int near, String training) {
        private static WithoutCopies of(TrainingCopies copies, Resampling resampling, int pictures) {
            var fresh = copies.fresh(pictures);
            boolean tells = !fresh.isEmpty() && fresh.cardinality() < pictures;
            return new WithoutCopies(
                    tells ? resampling.only(fresh).headline() : null,
                    copies.exact().cardinality(),
                    copies.searched() ? copies.near().cardinality() : -1,
                    copies.training());
        }
    }

    /// @param label the commonest
    /// @param top3 share of the three commonest
    public record Baseline(String label, double accuracy, double top3, double macroF1, double balancedAccuracy) {
        private static Baseline of(ConfusionMatrix confusion) {
            var byCount = IntStream.range(0, confusion.size())
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer label) -> -confusion.support(label)))
                    .toList();
            double n = confusion.total();
            int first3 = byCount.stream().limit(3).mapToInt(confusion::support).sum();
            long shown = byCount.stream()
                    .filter(label -> confusion.support(label) > 0)
                    .count();
            double share = confusion.support(byCount.getFirst()) / n;
            return new Baseline(
                    confusion.labels().get(byCount.getFirst()),
                    share,
                    first3 / n,
                    2 * share / (1 + share) / shown,
                    1.0 / shown);
        }
    }
}
