package mien.lab.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// How good a model's answers were, in the conventions of scikit-learn.
///
/// A quotient with a zero denominator is 0. A label that neither the truth nor the predictions hold is listed, with
/// zeros, but is no part of the macro averages; the balanced accuracy is the mean recall of the labels in the
/// truth.
///
/// @param confusion truth against answer
/// @param classes one per label, in the order of the labels
/// @param top3 share of samples whose true label is among the three likeliest, in `[0, 1]`
/// @param ece expected calibration error over 15 bins of equal width, in `[0, 1]` (Guo et al., "On Calibration of
///     Modern Neural Networks", 2017)
/// @param logLoss mean of `-ln p(truth)`, in nats; `p` is at least 1.2e-7
public record Evaluation(ConfusionMatrix confusion, List<ClassScore> classes, double top3, double ece, double logLoss) {

    public Evaluation {
        classes = List.copyOf(classes);
    }

    /// The score of one label, each value but `support` in `[0, 1]`.
    ///
    /// @param support samples that truly have the label
    /// @param predicted samples that were given the label
    public record ClassScore(String label, double precision, double recall, double f1, int support, int predicted) {
        boolean occurs() {
            return support + predicted > 0;
        }
    }

    /// @throws EvaluationException if there are no samples
    public static Evaluation of(Predictions predictions) {
        int n = predictions.size();
        if (n == 0) {
            throw new EvaluationException("evaluation: there are no samples to score; give at least one");
        }
        var answers = IntStream.range(0, n).map(predictions::answer).toArray();
        long top3 = IntStream.range(0, n)
                .filter(i -> predictions.rank(i, predictions.truth()[i]) < 3)
                .count();
        var confusion = ConfusionMatrix.of(predictions.labels(), predictions.truth(), answers);
        var reliability = Reliability.of(predictions);
        return new Evaluation(
                confusion, classes(confusion), (double) top3 / n, reliability.ece(), reliability.logLoss());
    }

    public int n() {
        return confusion.total();
    }

    public double accuracy() {
        return quotient(confusion.correct(), n());
    }

    public double balancedAccuracy() {
        return classes.stream()
                .filter(c -> c.support() > 0)
                .mapToDouble(ClassScore::recall)
                .average()
                .orElse(0);
    }

    public double macroF1() {
        return macro(ClassScore::f1);
    }

    /// The mean over the labels that occur, each counted alike.
    public double macro(ToDoubleFunction<ClassScore> value) {
        return classes.stream()
                .filter(ClassScore::occurs)
                .mapToDouble(value)
                .average()
                .orElse(0);
    }

    /// The mean over the labels, each counted by its support.
    public double weighted(ToDoubleFunction<ClassScore> value) {
        return quotient(
                classes.stream()
                        .mapToDouble(c -> c.support() * value.applyAsDouble(c))
                        .sum(),
                n());
    }

    private static List<ClassScore> classes(ConfusionMatrix confusion) {
        return IntStream.range(0, confusion.size())
                .mapToObj(label -> {
                    int hits = confusion.count(label, label);
                    int support = confusion.support(label);
                    int predicted = confusion.predicted(label);
                    return new ClassScore(
                            confusion.labels().get(label),
                            quotient(hits, predicted),
                            quotient(hits, support),
                            quotient(2.0 * hits, support + predicted),
                            support,
                            predicted);
                })
                .toList();
    }

    private static double quotient(double numerator, double denominator) {
        return denominator == 0 ? 0 : numerator / denominator;
    }
}
