package mien.lab.audit;

import java.util.List;

/// A weighted sum of a picture's [Gradients] that is high for one kind of pictures and low for another (Fisher's
/// linear discriminant, with a little of the mean variance added to every variance).
///
/// @param middle that is taken off first
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
record Discriminant(double[] weights, double[] middle) {
    private static final double SHRINKAGE = 0.01;

    double score(byte[] values) {
        double score = 0;
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * (Byte.toUnsignedInt(values[i]) - middle[i]);
        }
        return score;
    }

    /// The two kinds count alike, however many there are of each.
    static Discriminant between(List<byte[]> low, List<byte[]> high) {
        int n = high.getFirst().length;
        var lowMean = mean(low, n);
        var highMean = mean(high, n);
        var middle = new double[n];
        var difference = new double[n];
        for (int i = 0; i < n; i++) {
            middle[i] = (lowMean[i] + highMean[i]) / 2;
            difference[i] = (highMean[i] - lowMean[i]) / 2;
        }
        var scatter = new double[n][n];
        add(scatter, low, middle);
        add(scatter, high, middle);
        double trace = 0;
        for (int i = 0; i < n; i++) {
            trace += scatter[i][i];
        }
        for (int i = 0; i < n; i++) {
            scatter[i][i] += SHRINKAGE * trace / n + 1e-9;
            for (int j = 0; j < i; j++) {
                scatter[j][i] = scatter[i][j];
            }
        }
        return new Discriminant(solve(scatter, difference), middle);
    }

    private static double[] mean(List<byte[]> rows, int n) {
        var mean = new double[n];
        for (var row : rows) {
            for (int i = 0; i < n; i++) {
                mean[i] += (double) Byte.toUnsignedInt(row[i]) / rows.size();
            }
        }
        return mean;
    }

    /// Half of the mean product of the differences from `middle`, in the lower triangle.
    private static void add(double[][] scatter, List<byte[]> rows, double[] middle) {
        var difference = new double[middle.length];
        for (var row : rows) {
            for (int i = 0; i < middle.length; i++) {
                difference[i] = Byte.toUnsignedInt(row[i]) - middle[i];
                double share = difference[i] / (2 * rows.size());
                for (int j = 0; j <= i; j++) {
                    scatter[i][j] += share * difference[j];
                }
            }
        }
    }

    /// By Cholesky's decomposition, in place.
    ///
    /// @param a symmetric, positive definite
    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
        }
        var x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[k][i] * x[k];
            }
            x[i] /= a[i][i];
        }
        return x;
    }
}
