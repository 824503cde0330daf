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
    private static final int TABLES = 8;
    private static final int SPARE = 3; // bits by which a key is shorter than would give a bucket to each view
    private static final int MOST_BITS = 24;
    private static final int STEADY = 7; // the highest sum of both frequencies whose bit serves as part of a key
    private static final int CHUNK = 512;
    private static final int SEED = 20_990_101;

    private final Signatures signatures;
    private final int keyBits;

    NearSearch(Signatures signatures) {
        this.signatures = signatures;
        int entries = Math.max(1, signatures.bits().length);
        this.keyBits = Math.clamp(32 - Integer.numberOfLeadingZeros(entries) - SPARE, 0, MOST_BITS);
    }

    /// @return pairs, each once, with the view under which they are most alike, in ascending order
    Pair[] pairs() {
        var random = new SplittableRandom(SEED);
        var found = new ArrayList<long[]>();
        for (int table = 0; table < TABLES; table++) {
            found.add(best(search(mask(random))));
        }
        var all = best(found.stream().flatMapToLong(LongStream::of).toArray());
        return Arrays.stream(all).mapToObj(Pair::of).toArray(Pair[]::new);
    }

    private long[] search(long mask) {
        int count = signatures.count();
        var buckets = new Buckets(signatures, mask);
        return IntStream.range(0, (count + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(chunk -> buckets.pairs(chunk * CHUNK, Math.min((chunk + 1) * CHUNK, count)))
                .flatMapToLong(LongStream::of)
                .toArray();
    }

    /// The bits of a key, drawn from the lower frequencies, which change least.
    private long mask(SplittableRandom random) {
        long mask = 0;
        while (Long.bitCount(mask) < keyBits) {
            int bit = random.nextInt(Views.BITS);
            if (Views.frequencies(bit) <= STEADY) {
                mask |= 1L << bit;
            }
        }
        return mask;
    }

    /// Sorts, and keeps the first, most alike one of each pair.
    private static long[] best(long[] codes) {
        Arrays.parallelSort(codes);
        int size = 0;
        for (long code : codes) {
            if (size == 0 || code >>> Pair.DETAILS != codes[size - 1] >>> Pair.DETAILS) {
                codes[size++] = code;
            }
        }
        return Arrays.copyOf(codes, size);
    }

    /// Two pictures that may be copies.
    ///
    /// @param one the picture that, as a whole, resembles the view of the other
    /// @param mirrored whether it resembles it only as a mirror image
    record Pair(int one, int other, int view, boolean mirrored) {
        private static final int DETAILS = 13; // distance 6, view 5, mirrored 1, swapped 1
        private static final int INDEX = 25;
        private static final int INDICES = 1 << INDEX;

        /// A number by which pairs sort: by their pictures, then by the distance of their bits.
        long code(int distance) {
            boolean swapped = one > other;
            long pair = ((long) Math.min(one, other) << INDEX) | Math.max(one, other);
            return (pair << DETAILS)
                    | ((long) distance << 7)
                    | ((long) view << 2)
                    | (mirrored ? 2 : 0)
                    | (swapped ? 1 : 0);
        }

        static Pair of(long code) {
            int low = (int) (code >>> (DETAILS + INDEX));
            int high = (int) (code >>> DETAILS) & (INDICES - 1);
            boolean swapped = (code & 1) != 0;
            int view = (int) (code >>> 2) & 31;
            return new Pair(swapped ? high : low, swapped ? low : high, view, (code & 2) != 0);
        }

        /// About where in the other picture the points of this one are.
        Warp start() {
            var part = Views.ALL.get(view);
            return mirrored ? part.after(Warp.MIRROR) : part;
        }
    }
}
