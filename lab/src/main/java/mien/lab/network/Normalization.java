package mien.lab.network;

/// How raw pixels, `[0, 255]`, become the numbers that the first layer sees. Part of the network, and so of the
/// exported graph.
public sealed interface Normalization {

    /// Each picture by itself: minus its mean, over its standard deviation (biased) plus `1`, in pixel units, over
    /// all its values.
    record PerImage() implements Normalization {}

    /// `(x / 255 - mean) / std`, one pair for all channels.
    record Fixed(double mean, double std) implements Normalization {
        public Fixed {
            if (!(std > 0)) {
                throw new IllegalArgumentException("std must be positive: " + std);
            }
        }
    }
}
