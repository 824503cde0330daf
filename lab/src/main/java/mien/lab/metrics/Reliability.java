package mien.lab.metrics;

import java.util.ArrayList;
import java.util.List;

/// How sure a model is, against how often it is right.
///
/// @param bins 15 of equal width, also empty ones
/// @param ece expected calibration error over these bins, in `[0, 1]` (Guo et al. 2017)
/// @param brier mean squared distance of the probabilities from the truth, in `[0, 2]`; halved for two labels
/// @param logLoss mean of `-ln p(truth)`, in nats
public record Reliability(List<Bin> bins, double ece, double brier, double logLoss) {
    static final int BINS = 15;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /// The pictures whose likeliest label has a probability in `(from, to]`.
    ///
    /// @param confidence mean probability of the answer; NaN if the bin is empty
    /// @param accuracy share of right answers; NaN if the bin is empty
    public record Bin(double from, double to, int n, double confidence, double accuracy) {}

    /// @param predictions of at least one picture
    public static Reliability of(Predictions predictions) {
        int n = predictions.size();
        var count = new int[BINS];
        var right = new int[BINS];
        var confidence = new double[BINS];
        double logLoss = 0;
        double brier = 0;
        for (int i = 0; i < n; i++) {
            int answer = predictions.answer(i);
            double sure = Math.min(1, predictions.probability(i, answer));
            int bin = bin(sure);
            count[bin]++;
            right[bin] += answer == predictions.truth()[i] ? 1 : 0;
            confidence[bin] += sure;
            logLoss += PictureScores.logLoss(predictions, i);
            brier += PictureScores.brier(predictions, i);
        }
        double error = 0;
        var bins = new ArrayList<Bin>();
        for (int b = 0; b < BINS; b++) {
            error += Math.abs(confidence[b] - right[b]);
            bins.add(new Bin(
                    (double) b / BINS,
                    (b + 1.0) / BINS,
                    count[b],
                    confidence[b] / count[b],
                    (double) right[b] / count[b]));
        }
        return new Reliability(bins, error / n, brier / n, logLoss / n);
    }

    /// The bin of a confidence in `[0, 1]`.
    static int bin(double confidence) {
        return Math.clamp((int) Math.ceil(confidence * BINS) - 1, 0, BINS - 1);
    }
}
