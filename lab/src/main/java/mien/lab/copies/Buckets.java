package mien.lab.copies;

import java.util.Arrays;
import mien.lab.copies.NearSearch.Pair;

/// All views of all pictures, those that agree in the bits of a key together.
final class Buckets {
    private static final int FLIPS = 4; // doubtful bits of a key that are also tried the other way
    private static final int FLIPPED = 2; // of them at the same time
    private static final int DISTANCE = 11; // bits of 63 that may differ
    private static final int LOOKS = 400; // views looked at in a bucket
    private static final int FINDS = 50; // pictures found for one: among a thousand alike, all find the first ones

    private final Signatures signatures;
    private final long mask;
    private final int[] starts; // of each bucket in `entries`
    private final int[] entries; // numbers of views
    private final long[] bits; // of the entries

    /// @param mask the bits of a view that make the key of its bucket
    Buckets(Signatures signatures, long mask) {
        this.signatures = signatures;
        this.mask = mask;
        var views = signatures.bits();
        int buckets = 1 << Long.bitCount(mask);
        starts = new int[buckets + 1];
        for (long view : views) {
            starts[key(view) + 1]++;
        }
        for (int i = 0; i < buckets; i++) {
            starts[i + 1] += starts[i];
        }
        entries = new int[views.length];
        bits = new long[views.length];
        var next = Arrays.copyOf(starts, buckets);
        for (int i = 0; i < views.length; i++) {
            int at = next[key(views[i])]++;
            entries[at] = i;
            bits[at] = views[i];
        }
    }

    private int key(long view) {
        return (int) Long.compress(view, mask);
    }

    /// The codes of what the pictures from `from` to `to` find; a pair may be there several times.
    long[] pairs(int from, int to) {
        var visit = new Visit();
        for (int i = from; i < to; i++) {
            visit.lookFor(i);
        }
        return Arrays.copyOf(visit.found, visit.size);
    }

    private final class Visit {
        private long[] found = new long[64];
        private int size;
        private int finds;

        void lookFor(int i) {
            var doubtful = doubtful(i);
            long whole = signatures.of(i);
            finds = 0;
            for (int some = 0; some < 1 << doubtful.length; some++) {
                if (Integer.bitCount(some) <= FLIPPED) {
                    long flips = 0;
                    for (int b = 0; b < doubtful.length; b++) {
                        flips |= (some >>> b & 1) != 0 ? doubtful[b] : 0;
                    }
                    look(i, whole, flips, false);
                    look(i, whole ^ Views.ODD, flips, true);
                }
            }
        }

        /// The bits of the key that are nearest to their thresholds.
        private long[] doubtful(int i) {
            var out = new long[Math.min(FLIPS, Long.bitCount(mask))];
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

        private void look(int i, long whole, long flips, boolean mirrored) {
            int views = Views.ALL.size();
            int key = key(whole ^ flips);
            int end = Math.min(starts[key + 1], starts[key] + LOOKS);
            int last = i;
            for (int e = starts[key]; e < end && finds < FINDS; e++) {
                int distance = Long.bitCount(bits[e] ^ whole);
                int other = entries[e] / views;
                if (distance <= DISTANCE && other != i) {
                    finds += other == last ? 0 : 1;
                    last = other;
                    if (size == found.length) {
                        found = Arrays.copyOf(found, 2 * size);
                    }
                    found[size++] = new Pair(i, other, entries[e] % views, mirrored).code(distance);
                }
            }
        }
    }
}
