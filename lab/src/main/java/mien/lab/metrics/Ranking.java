package mien.lab.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How well a model's probabilities order labels and pictures.
///
/// @param topK share of pictures with the right label among the first `k`, for `k` from 1 to the number of labels
/// @param roc for each label against all others: `x` the share of others, `y` the share of its own pictures that a
///     threshold lets through; area as `roc_auc_score`
/// @param precisionRecall for each label: `x` recall, `y` precision; area as `average_precision_score`
public record Ranking(List<Double> topK, List<Curve> roc, List<Curve> precisionRecall) {
    /// Of answers without probabilities.
    public static final Ranking NONE = new Ranking(List.of(), List.of(), List.of());

    public Ranking {
        topK = List.copyOf(topK);
        roc = List.copyOf(roc);
        precisionRecall = List.copyOf(precisionRecall);
    }

    public static Ranking of(Predictions predictions) {
        int labels = predictions.labels().size();
        var byRank = new int[labels];
        for (int i = 0; i < predictions.size(); i++) {
            byRank[predictions.rank(i, predictions.truth()[i])]++;
        }
        var topK = new ArrayList<Double>();
        int within = 0;
        for (int count : byRank) {
            within += count;
            topK.add((double) within / predictions.size());
        }
        var thresholds = IntStream.range(0, labels)
                .mapToObj(label -> Thresholds.of(predictions, label))
                .toList();
        return new Ranking(
                topK,
                thresholds.stream().map(Thresholds::roc).toList(),
                thresholds.stream().map(Thresholds::precisionRecall).toList());
    }

    /// Mean area under the ROC curves that are defined; NaN if none is.
    public double rocAuc() {
        return mean(roc);
    }

    /// Mean average precision over the labels for which it is defined; NaN if there is none.
    public double averagePrecision() {
        return mean(precisionRecall);
    }

    private static double mean(List<Curve> curves) {
        return curves.stream()
                .filter(Curve::isDefined)
                .mapToDouble(Curve::area)
                .average()
                .orElse(Double.NaN);
    }
}
