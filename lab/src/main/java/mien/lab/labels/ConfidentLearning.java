package mien.lab.labels;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Which labels are wrong, by counting (Northcutt, Jiang and Chuang, "Confident Learning: Estimating
/// Uncertainty in Dataset Labels", 2021).
///
/// Networks are surer of some classes than of others, and small ones are seldom sure. So a picture counts as
/// showing class `c` not at some fixed probability, but where `c` is at least as probable as it is on average
/// for the pictures that are labelled `c`. If several classes are, the most probable one counts; if none is,
/// the picture is not counted.
///
/// @param thresholds per class, the mean probability of the class over the pictures labelled so; above 1 for
///     a class without pictures, which nothing can look like then
/// @param joint `[given][shown]`: pictures with the label `given` that are counted as showing `shown`
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
record ConfidentLearning(double[] thresholds, int[][] joint) {
    private static final double NEVER = 2;

    /// Counts.
    ///
    /// @param probabilities `[samples][classes]`; rows of samples without a label are not looked at
    /// @param given class of each sample, or -1 to leave it out
    static ConfidentLearning of(double[][] probabilities, int[] given, int classes) {
        var thresholds = thresholds(probabilities, given, classes);
        var learning = new ConfidentLearning(thresholds, new int[classes][classes]);
        for (int i = 0; i < given.length; i++) {
            int shown = given[i] < 0 ? -1 : learning.shown(probabilities[i]);
            if (shown >= 0) {
                learning.joint[given[i]][shown]++;
            }
        }
        return learning;
    }

    private static double[] thresholds(double[][] probabilities, int[] given, int classes) {
        var sums = new double[classes];
        var counts = new int[classes];
        for (int i = 0; i < given.length; i++) {
            if (given[i] >= 0) {
                sums[given[i]] += probabilities[i][given[i]];
                counts[given[i]]++;
            }
        }
        Arrays.setAll(sums, c -> counts[c] == 0 ? NEVER : sums[c] / counts[c]);
        return sums;
    }

    /// The class that a picture counts as showing, or -1.
    int shown(double[] probabilities) {
        int shown = -1;
        for (int c = 0; c < thresholds.length; c++) {
            // A mean of equal numbers can be a rounding error above them.
            boolean reached = probabilities[c] >= thresholds[c] - 1e-9;
            if (reached && (shown < 0 || probabilities[c] > probabilities[shown])) {
                shown = c;
            }
        }
        return shown;
    }

    /// The share of the pictures with the label `given` that seem to show `shown`, in `[0, 1]`.
    double share(int given, int shown) {
        int counted = Arrays.stream(joint[given]).sum();
        return counted == 0 ? 0 : (double) joint[given][shown] / counted;
    }

    /// The samples whose labels are wrong by both of the paper's ways to prune ("C+NR"), in ascending order:
    /// they are among the least probable of their class, as many as its wrong labels are estimated to be; and
    /// for some other class they are among those that exceed their label the most, as many as are estimated
    /// to belong there. A sample whose label is also its likeliest class is never one.
    BitSet wrong(double[][] probabilities, int[] given) {
        var unlikely = new BitSet();
        var outshone = new BitSet();
        for (int c = 0; c < joint.length; c++) {
            int label = c;
            var members = IntStream.range(0, given.length)
                    .filter(i -> given[i] == label)
                    .boxed()
                    .toList();
            double wrong = members.size() * (1 - share(label, label));
            mark(unlikely, members, Math.round(wrong), i -> probabilities[i][label]);
            for (int s = 0; s < joint.length; s++) {
                int shown = s;
                if (shown != label) {
                    long many = Math.round(members.size() * share(label, shown));
                    mark(outshone, members, many, i -> probabilities[i][label] - probabilities[i][shown]);
                }
            }
        }
        unlikely.and(outshone);
        for (int i : unlikely.stream().toArray()) {
            boolean likeliest = probabilities[i][given[i]]
                    >= Arrays.stream(probabilities[i]).max().orElse(0);
            unlikely.set(i, !likeliest);
        }
        return unlikely;
    }

    /// Marks the `count` samples with the lowest values.
    private static void mark(BitSet marks, List<Integer> samples, long count, ToDoubleFunction<Integer> value) {
        samples.stream().sorted(Comparator.comparingDouble(value)).limit(count).forEach(marks::set);
    }
}
