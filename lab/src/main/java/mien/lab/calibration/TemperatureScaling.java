package mien.lab.calibration;

import java.util.Comparator;
import java.util.stream.Stream;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.Predictions;

/// One number that makes a head's probabilities as sure as they are right (Guo et al., "On Calibration of Modern
/// Neural Networks", 2017).
public final class TemperatureScaling {
    private static final double COLDEST = 0.05;
    private static final double HOTTEST = 20;
    private static final double TOLERANCE = 1e-4;
    private static final double SLACK = 1e-3;
    private static final double STEP = 1.004;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double SMALLEST = Math.ulp(1f);

    private TemperatureScaling() {}

    /// The temperature in `[0.05, 20]` with the lowest calibration error (ECE) of those whose mean `-ln p(truth)` is
    /// at most 0.1 % above the lowest. Around its minimum the log loss is so flat that it hardly tells them apart.
    ///
    /// @param raw answers at temperature 1
    public static double fit(Predictions raw) {
        double likeliest = likeliest(raw);
        double most = logLoss(raw, likeliest) * (1 + SLACK);
        return Stream.concat(from(likeliest, STEP, raw, most), from(likeliest, 1 / STEP, raw, most))
                .min(Comparator.comparingDouble(
                        temperature -> Evaluation.of(scaled(raw, temperature)).ece()))
                .orElse(likeliest);
    }

    /// A temperature and those that follow by a factor, as long as their loss is small enough.
    private static Stream<Double> from(double start, double factor, Predictions raw, double mostLoss) {
        return Stream.iterate(start, temperature -> temperature * factor)
                .takeWhile(temperature ->
                        temperature >= COLDEST && temperature <= HOTTEST && logLoss(raw, temperature) <= mostLoss);
    }

    /// The temperature with the lowest mean `-ln p(truth)`.
    private static double likeliest(Predictions raw) {
        double low = Math.log(COLDEST); // the loss has one minimum in ln T: golden-section search finds it
        double high = Math.log(HOTTEST);
        while (high - low > TOLERANCE) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (logLoss(raw, Math.exp(left)) < logLoss(raw, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }

    /// The answers at a temperature: `p^(1/T)`, each row scaled to sum to 1.
    public static Predictions scaled(Predictions raw, double temperature) {
        int classes = raw.labels().size();
        var rows = new float[raw.probabilities().length];
        for (int i = 0; i < raw.size(); i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.pow(raw.probability(i, c), 1 / temperature);
            }
            for (int c = 0; c < classes; c++) {
                rows[i * classes + c] = (float) (Math.pow(raw.probability(i, c), 1 / temperature) / sum);
            }
        }
        return new Predictions(raw.labels(), raw.truth(), rows);
    }

    private static double logLoss(Predictions raw, double temperature) {
        int classes = raw.labels().size();
        double loss = 0;
        for (int i = 0; i < raw.size(); i++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += Math.pow(raw.probability(i, c), 1 / temperature);
            }
            double truth = Math.pow(raw.probability(i, raw.truth()[i]), 1 / temperature) / sum;
            loss -= Math.log(Math.max(SMALLEST, truth));
        }
        return loss / raw.size();
    }
}
