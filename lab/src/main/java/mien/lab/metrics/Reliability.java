package mien.lab.metrics;

import java.util.List;

/// How sure a model is, against how often it is right.
///
/// @param bins 15 of equal width, also empty ones
/// @param ece expected calibration error over these bins, in `[0, 1]` (Guo et al. 2017)
/// @param brier mean squared distance of the probabilities from the truth, in `[0, 2]`; halved for two labels
/// @param logLoss mean of `-ln p(truth)`, in nats
public record Reliability(List<Bin> bins, double ece, double brier, double logLoss) {
    public Reliability {
        bins = List.copyOf(bins);
    }

    /// The pictures whose likeliest label has a probability in `(from, to]`.
    ///
    /// @param confidence mean probability of the answer; NaN if the bin is empty
    /// @param accuracy share of right answers; NaN if the bin is empty
    public record Bin(double from, double to, int n, double confidence, double accuracy) {}
}
