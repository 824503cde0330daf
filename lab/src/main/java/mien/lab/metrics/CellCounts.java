package mien.lab.metrics;

import java.util.Arrays;

/// The figures that rest on a confusion matrix alone, by the formulas of scikit-learn, on plain numbers so that
/// thousands of resamples take little time.
final class CellCounts {
    private final int labels;
    private final double[] truth;
    private final double[] predicted;
    private final double[] hits;
    private double total;

    CellCounts(int labels) {
        this.labels = labels;
        truth = new double[labels];
        predicted = new double[labels];
        hits = new double[labels];
    }

    static CellCounts of(ConfusionMatrix confusion) {
        var counts = new CellCounts(confusion.size());
        var cells = new double[confusion.size() * confusion.size()];
        for (int row = 0; row < confusion.size(); row++) {
            for (int column = 0; column < confusion.size(); column++) {
                cells[row * confusion.size() + column] = confusion.count(row, column);
            }
        }
        counts.fill(cells);
        return counts;
    }

    /// Replaces the counts.
    ///
    /// @param cells `[truth, answer]`; any numbers in proportion to how often that happens
    void fill(double[] cells) {
        total = 0;
        Arrays.fill(predicted, 0);
        for (int row = 0; row < labels; row++) {
            double sum = 0;
            for (int column = 0; column < labels; column++) {
                double count = cells[row * labels + column];
                sum += count;
                predicted[column] += count;
            }
            truth[row] = sum;
            hits[row] = cells[row * labels + row];
            total += sum;
        }
    }

    double accuracy() {
        return sum(hits) / total;
    }

    double macroF1() {
        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < labels; label++) {
            double either = truth[label] + predicted[label];
            if (either > 0) {
                sum += 2 * hits[label] / either;
                occurring++;
            }
        }
        return sum / occurring;
    }

    double balancedAccuracy() {
        double sum = 0;
        int occurring = 0;
        for (int label = 0; label < labels; label++) {
            if (truth[label] > 0) {
                sum += hits[label] / truth[label];
                occurring++;
            }
        }
        return sum / occurring;
    }

    /// 0 if truth or answers are always the same.
    double matthews() {
        double chance = dot(truth, predicted);
        double spread = (total * total - dot(truth, truth)) * (total * total - dot(predicted, predicted));
        return spread <= 0 ? 0 : (sum(hits) * total - chance) / Math.sqrt(spread);
    }

    /// NaN if truth and answers are always the same.
    double kappa() {
        double chance = dot(truth, predicted) / total;
        return 1 - (total - sum(hits)) / (total - chance);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
