package mien.lab.labels;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Probabilities of classes as softmax of a linear function of features (multinomial logistic regression).
///
/// @param mean of each feature in training
/// @param scale of each feature in training, its standard deviation times 2; features are used as
///     `(x - mean) / scale`
/// @param weights `[classes][features + 1]`, the last one the bias
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
record SoftmaxRegression(double[] mean, double[] scale, double[][] weights) {
    private static final int STEPS = 300;
    private static final double RATE = 0.3;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 1e-3;

    /// Minimises the mean cross-entropy plus a little decay, by gradient descent with momentum on all rows at
    /// once.
    ///
    /// @param rows `[n][features]`, at least one
    /// @param classes of the rows
    static SoftmaxRegression fit(double[][] rows, int[] classes, int classCount) {
        int width = rows[0].length;
        var mean = new double[width];
        Arrays.setAll(
                mean,
                f -> Arrays.stream(rows).mapToDouble(row -> row[f]).average().orElse(0));
        var scale = new double[width];
        Arrays.setAll(scale, f -> {
            double variance = Arrays.stream(rows)
                    .mapToDouble(row -> (row[f] - mean[f]) * (row[f] - mean[f]))
                    .average()
                    .orElse(0);
            return Math.max(1e-6, 2 * Math.sqrt(variance));
        });
        var regression = new SoftmaxRegression(mean, scale, new double[classCount][width + 1]);
        var features = Arrays.stream(rows).map(regression::scaled).toArray(double[][]::new);
        var velocity = new double[classCount][width + 1];
        for (int step = 0; step < STEPS; step++) {
            regression.descend(features, classes, velocity);
        }
        return regression;
    }

    private void descend(double[][] features, int[] classes, double[][] velocity) {
        var gradient = new double[weights.length][weights[0].length];
        for (int i = 0; i < features.length; i++) {
            var p = softmax(features[i]);
            for (int c = 0; c < p.length; c++) {
                double error = (p[c] - (classes[i] == c ? 1 : 0)) / features.length;
                for (int f = 0; f < features[i].length; f++) {
                    gradient[c][f] += error * features[i][f];
                }
            }
        }
        for (int c = 0; c < weights.length; c++) {
            for (int f = 0; f < weights[c].length; f++) {
                velocity[c][f] = MOMENTUM * velocity[c][f] + gradient[c][f] + DECAY * weights[c][f];
                weights[c][f] -= RATE * velocity[c][f];
            }
        }
    }

    double[] probabilities(double[] row) {
        return softmax(scaled(row));
    }

    private double[] scaled(double[] row) {
        var scaled = Arrays.copyOf(row, row.length + 1);
        Arrays.setAll(scaled, f -> f == row.length ? 1 : (row[f] - mean[f]) / scale[f]);
        return scaled;
    }

    private double[] softmax(double[] features) {
        var logits = Arrays.stream(weights)
                .mapToDouble(row -> IntStream.range(0, row.length)
                        .mapToDouble(f -> row[f] * features[f])
                        .sum())
                .toArray();
        return softmaxOf(logits);
    }

    /// Logits to probabilities.
    static double[] softmaxOf(double[] logits) {
        double highest = Arrays.stream(logits).max().orElse(0);
        var shares = Arrays.stream(logits).map(z -> Math.exp(z - highest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
