package mien.lab.copies;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mien.lab.copies.NearSearch.Pair;

/// From thumbnails to groups of near copies: search pairs that look alike, look closely at each, and join what agrees.
final class NearCopies {
    /// The agreement of details from which on two pictures are copies. Drawn pairs, and copies with a watermark or
    /// other text on them, tell the two sides apart: see `docs/copies.md`.
    static final double COPIES = 0.92;

    private static final int CHUNK = 256;

    private NearCopies() {}

    /// @return groups of at least two, by place in the list
    static List<List<Integer>> among(List<Thumbnail> thumbnails) {
        var pairs = new NearSearch(Signatures.of(thumbnails)).pairs();
        return Groups.of(thumbnails.size(), links(thumbnails, pairs));
    }

    private static List<Link> links(List<Thumbnail> thumbnails, Pair[] pairs) {
        var agreements = agreements(thumbnails, pairs);
        return IntStream.range(0, pairs.length)
                .filter(k -> agreements[k] >= COPIES)
                .mapToObj(k -> new Link(pairs[k].one(), pairs[k].other(), agreements[k]))
                .toList();
    }

    /// How well the details of each pair agree; brings the pairs into the order of their first pictures.
    static double[] agreements(List<Thumbnail> thumbnails, Pair[] pairs) {
        Arrays.parallelSort(pairs, Comparator.comparingInt(Pair::one).thenComparingInt(Pair::other));
        var agreements = new double[pairs.length];
        IntStream.range(0, (pairs.length + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            var alignment = new Alignment();
            int last = -1;
            for (int k = chunk * CHUNK; k < Math.min((chunk + 1) * CHUNK, pairs.length); k++) {
                var pair = pairs[k];
                if (pair.one() != last) {
                    alignment.take(thumbnails.get(pair.one()));
                    last = pair.one();
                }
                agreements[k] = alignment.agreement(thumbnails.get(pair.other()), pair.start());
            }
        });
        return agreements;
    }
}
