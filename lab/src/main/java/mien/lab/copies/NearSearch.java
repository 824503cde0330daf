package mien.lab.copies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Finds pairs of pictures of which one, as it is or mirrored, nearly has the bits of a view of the other.
///
/// Locality-sensitive hashing by sampling bits (Gionis, Indyk, Motwani, "Similarity Search in High Dimensions via
/// Hashing", 1999), where each picture also looks into the buckets that differ in its most doubtful bits (Lv et al.,
/// "Multi-Probe LSH", 2007). The keys grow with the logarithm of the number of pictures, so that buckets stay small.
final class NearSearch {
    static int TABLES = 10;
    static int FLIPS = 6; // doubtful bits that are also tried the other way
    static int DISTANCE = 13; // bits of 63 that may differ
    static int SPARE = 3; // bits by which a key is shorter than would give a bucket to each view
    private static final int MOST_BITS = 24;
    private static final int BUCKET = 400; // views looked at in a bucket: a thousand alike are found by fewer
    private static final int CHUNK = 512;
    private static final int SEED = 20_990_101;

    private final Signatures signatures;
    private final int count;
    private final int views;
    private final int keyBits;

    NearSearch(Signatures signatures) {
        this.signatures = signatures;
        this.views = signatures.views();
        this.count = signatures.bits().length / views;
        int entries = Math.max(1, signatures.bits().length);
        this.keyBits = Math.clamp(32 - Integer.numberOfLeadingZeros(entries) - SPARE, 0, MOST_BITS);
    }

    /// @return pairs, each once, with the view under which they are most alike, in ascending order
    Pair[] pairs() {
        var random = new SplittableRandom(SEED);
        var found = new ArrayList<long[]>();
        for (int table = 0; table < TABLES; table++) {
            found.add(search(mask(random)));
        }
        var all = found.stream().flatMapToLong(LongStream::of).toArray();
        Arrays.parallelSort(all);
        var pairs = new ArrayList<Pair>();
        long last = -1;
        for (long code : all) {
            if (code >>> Pair.DETAILS != last) {
                last = code >>> Pair.DETAILS;
                pairs.add(Pair.of(code));
            }
        }
        return pairs.toArray(Pair[]::new);
    }

    /// Two pictures that may be copies.
    ///
    /// @param one the picture that, as a whole, resembles the view of the other
    record Pair(int one, int other, int view, boolean mirrored, int distance) {
        private static final int DETAILS = 12; // distance 6, view 4, mirrored 1, swapped 1
        private static final int INDEX = 25;

        static long code(int one, int other, int view, boolean mirrored, int distance) {
            boolean swapped = one > other;
            long pair = (long) Math.min(one, other) << INDEX | Math.max(one, other);
            return pair << DETAILS | (long) distance << 6 | (long) view << 2 | (mirrored ? 2 : 0) | (swapped ? 1 : 0);
        }

        static Pair of(long code) {
            int low = (int) (code >>> DETAILS + INDEX);
            int high = (int) (code >>> DETAILS) & (1 << INDEX) - 1;
            boolean swapped = (code & 1) != 0;
            return new Pair(
                    swapped ? high : low,
                    swapped ? low : high,
                    (int) (code >>> 2) & 15,
                    (code & 2) != 0,
                    (int) (code >>> 6) & 63);
        }
    }

    /// The bits of a key, drawn from the lower frequencies, which change least.
    private long mask(SplittableRandom random) {
        long mask = 0;
        while (Long.bitCount(mask) < keyBits) {
            int k = 1 + random.nextInt(Views.BITS);
            if (k % 8 + k / 8 <= 7) {
                mask |= 1L << k - 1;
            }
        }
        return mask;
    }

    private long[] search(long mask) {
        var bits = signatures.bits();
        var starts = new int[(1 << keyBits) + 1];
        for (long view : bits) {
            starts[key(view, mask) + 1]++;
        }
        for (int i = 0; i < 1 << keyBits; i++) {
            starts[i + 1] += starts[i];
        }
        var entries = new int[bits.length];
        var next = Arrays.copyOf(starts, starts.length - 1);
        for (int i = 0; i < bits.length; i++) {
            entries[next[key(bits[i], mask)]++] = i;
        }
        return IntStream.range(0, (count + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(chunk -> new Visit(mask, starts, entries).of(chunk))
                .flatMapToLong(LongStream::of)
                .toArray();
    }

    private static int key(long bits, long mask) {
        return (int) Long.compress(bits, mask);
    }

    /// One table's buckets seen by some pictures.
    private final class Visit {
        private final long mask;
        private final int[] starts;
        private final int[] entries;
        private long[] found = new long[64];
        private int size;

        Visit(long mask, int[] starts, int[] entries) {
            this.mask = mask;
            this.starts = starts;
            this.entries = entries;
        }

        long[] of(int chunk) {
            for (int i = chunk * CHUNK; i < Math.min((chunk + 1) * CHUNK, count); i++) {
                var doubtful = doubtful(i);
                long whole = signatures.bits()[i * views];
                for (int probe = 0; probe < 1 << doubtful.length; probe++) {
                    if (Integer.bitCount(probe) <= 2) {
                        long flips = 0;
                        for (int b = 0; b < doubtful.length; b++) {
                            flips |= (probe >>> b & 1) != 0 ? doubtful[b] : 0;
                        }
                        visit(i, whole, whole ^ flips, false);
                        visit(i, whole ^ Views.ODD, whole ^ Views.ODD ^ flips, true);
                    }
                }
            }
            return Arrays.copyOf(found, size);
        }

        private long[] doubtful(int i) {
            var out = new long[Math.min(FLIPS, keyBits)];
            int n = 0;
            var order = signatures.doubtful()[i];
            for (int k = 0; n < out.length; k++) {
                long bit = 1L << order[k];
                if ((mask & bit) != 0) {
                    out[n++] = bit;
                }
            }
            return out;
        }

        private void visit(int i, long whole, long probe, boolean mirrored) {
            var bits = signatures.bits();
            int key = key(probe, mask);
            int end = Math.min(starts[key + 1], starts[key] + BUCKET);
            for (int e = starts[key]; e < end; e++) {
                int distance = Long.bitCount(bits[entries[e]] ^ whole);
                if (distance <= DISTANCE) {
                    int other = entries[e] / views;
                    if (other != i) {
                        if (size == found.length) {
                            found = Arrays.copyOf(found, 2 * size);
                        }
                        found[size++] = Pair.code(i, other, entries[e] % views, mirrored, distance);
                    }
                }
            }
        }
    }
}
