package mien.lab.metrics;

import java.util.List;
import java.util.stream.IntStream;

/// How good a model is at one label.
///
/// The intervals of precision and recall are those of shares ([Estimate#share]); that of F1 is the interval of the
/// share `TP / (TP + FP + FN)`, of which F1 is a rising function.
///
/// @param support pictures that truly have the label
/// @param predicted pictures that were given the label
public record ClassFigures(String label, int support, int predicted, Estimate precision, Estimate recall, Estimate f1) {

    /// Those of all labels, in their order.
    public static List<ClassFigures> of(ConfusionMatrix confusion) {
        return IntStream.range(0, confusion.size())
                .mapToObj(label -> of(confusion, label))
                .toList();
    }

    private static ClassFigures of(ConfusionMatrix confusion, int label) {
        int hits = confusion.count(label, label);
        int support = confusion.support(label);
        int predicted = confusion.predicted(label);
        var either = Estimate.share(hits, support + predicted - hits);
        double f1 = support + predicted == 0 ? 0 : 2.0 * hits / (support + predicted);
        return new ClassFigures(
                confusion.labels().get(label),
                support,
                predicted,
                Estimate.share(hits, predicted),
                Estimate.share(hits, support),
                new Estimate(f1, f1OfShare(either.low()), f1OfShare(either.high())));
    }

    private static double f1OfShare(double share) {
        return 2 * share / (1 + share);
    }
}
