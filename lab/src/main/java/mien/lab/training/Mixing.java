package mien.lab.training;

import java.util.SplittableRandom;

/// Lays each picture of a batch over its neighbour, targets and all, as [Augmentation.Mixup] describes.
///
/// @param shares of each picture itself, in `[0.5, 1]`; its neighbour, the next of the batch, has the rest
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
record Mixing(float[] shares) {

    /// Depends on seed, epoch and pictures alone.
    static Mixing drawn(Augmentation.Mixup mixup, long seed, int epoch, int[] pictures) {
        var shares = new float[pictures.length];
        for (int i = 0; i < shares.length; i++) {
            var random = new SplittableRandom(Augmenter.mix(Augmenter.mix(seed, ~epoch), pictures[i]));
            double share = beta(random, mixup.alpha());
            shares[i] = (float) Math.max(share, 1 - share);
        }
        return new Mixing(shares);
    }

    /// A draw from Beta(alpha, alpha), for alpha up to 1 (Joehnk, 1964).
    private static double beta(SplittableRandom random, double alpha) {
        if (alpha == 0) {
            return 1;
        }
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / alpha);
            double y = Math.pow(random.nextDouble(), 1 / alpha);
            if (x + y <= 1 && x + y > 0) {
                return x / (x + y);
            }
        }
    }

    /// Mixes rows of equal length in place.
    void mix(float[] rows) {
        int length = rows.length / shares.length;
        var first = new float[length];
        System.arraycopy(rows, 0, first, 0, length);
        for (int i = 0; i < shares.length; i++) {
            boolean last = i == shares.length - 1;
            for (int k = 0; k < length; k++) {
                float neighbour = last ? first[k] : rows[(i + 1) * length + k];
                int at = i * length + k;
                rows[at] = shares[i] * rows[at] + (1 - shares[i]) * neighbour;
            }
        }
    }
}
