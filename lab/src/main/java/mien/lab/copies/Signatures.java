package mien.lab.copies;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What [NearSearch] compares: for each picture the signs of the low frequencies of each of its [Views], 63 bits a
/// view, against the mean over all pictures; so in a collection of faces, what makes a face a face does not count.
///
/// @param bits of picture `i` and view `v` at `i * views + v`
/// @param doubtful of each picture's view 0, the frequencies nearest to the threshold first
@SuppressWarnings("ArrayRecordComponent") // bulk data: never compared
record Signatures(long[] bits, byte[][] doubtful) {
    private static final int CHUNK = 256;
    private static final double PRIOR = 50; // pictures without any pattern that the mean begins with

    static Signatures of(List<Thumbnail> thumbnails) {
        var threshold = mean(thumbnails);
        int views = Views.ALL.size();
        var bits = new long[Math.multiplyExact(thumbnails.size(), views)];
        var doubtful = new byte[thumbnails.size()][];
        chunks(thumbnails.size()).forEach(chunk -> {
            var reader = new Views();
            var strengths = new float[Views.BITS];
            for (int i = chunk * CHUNK; i < Math.min((chunk + 1) * CHUNK, thumbnails.size()); i++) {
                reader.take(thumbnails.get(i));
                for (int v = 0; v < views; v++) {
                    reader.describe(v, strengths);
                    bits[i * views + v] = signs(strengths, threshold);
                    if (v == 0) {
                        doubtful[i] = doubtful(strengths, threshold);
                    }
                }
            }
        });
        return new Signatures(bits, doubtful);
    }

    int count() {
        return doubtful.length;
    }

    /// Of picture `i` as it is.
    long of(int i) {
        return bits[i * Views.ALL.size()];
    }

    private static IntStream chunks(int count) {
        return IntStream.range(0, (count + CHUNK - 1) / CHUNK).parallel();
    }

    /// Each picture counts also mirrored, so that mirroring flips the bits of [Views#ODD] and no others.
    private static float[] mean(List<Thumbnail> thumbnails) {
        var sums = chunks(thumbnails.size())
                .mapToObj(chunk -> {
                    var reader = new Views();
                    var strengths = new float[Views.BITS];
                    var sum = new double[Views.BITS];
                    for (int i = chunk * CHUNK; i < Math.min((chunk + 1) * CHUNK, thumbnails.size()); i++) {
                        reader.take(thumbnails.get(i));
                        reader.describe(0, strengths);
                        for (int k = 0; k < sum.length; k++) {
                            sum[k] += strengths[k];
                        }
                    }
                    return sum;
                })
                .toList();
        var mean = new float[Views.BITS];
        for (int k = 0; k < mean.length; k++) {
            int at = k;
            double sum = sums.stream().mapToDouble(some -> some[at]).sum();
            mean[k] = (Views.ODD >>> k & 1) != 0 ? 0 : (float) (sum / (thumbnails.size() + PRIOR));
        }
        return mean;
    }

    private static long signs(float[] strengths, float[] threshold) {
        long bits = 0;
        for (int k = 0; k < strengths.length; k++) {
            if (strengths[k] > threshold[k]) {
                bits |= 1L << k;
            }
        }
        return bits;
    }

    private static byte[] doubtful(float[] strengths, float[] threshold) {
        var keys = new long[strengths.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = (long) (Math.abs(strengths[k] - threshold[k]) * 1e9) << 8 | k;
        }
        Arrays.sort(keys);
        var order = new byte[keys.length];
        for (int k = 0; k < order.length; k++) {
            order[k] = (byte) keys[k];
        }
        return order;
    }
}
