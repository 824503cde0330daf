package mien.lab.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Votes;
import mien.model.LabelSet;

/// What one tagger says of a picture of which another says something else.
///
/// @param pictures with votes
/// @param labels the 8 emotions of FER+, then `unknown` and `no face`
/// @param pairs `[labels][labels]`, symmetric: ordered pairs of two taggers of one picture who said the one and
///     the
///     other; in the diagonal, pairs who agree
public record TaggerConfusion(int pictures, List<String> labels, List<List<Long>> pairs) {
    private static final int EMOTIONS = LabelSet.FERPLUS8.size();

    public TaggerConfusion {
        labels = List.copyOf(labels);
        pairs = pairs.stream().map(List::copyOf).toList();
    }

    /// Two labels that taggers take for one another.
    ///
    /// @param shareOfA where a tagger says `a`, the share of the other taggers of the same picture who say `b`
    /// @param shareOfB the other way round
    public record Confused(String a, String b, double shareOfA, double shareOfB) {}

    /// Counts the votes of all samples; empty if none has votes.
    public static Optional<TaggerConfusion> of(List<Sample> samples) {
        var pairs = new long[EMOTIONS + 2][EMOTIONS + 2];
        int pictures = 0;
        for (var sample : samples) {
            if (sample.votes().isPresent()) {
                count(sample.votes().get(), pairs);
                pictures++;
            }
        }
        if (pictures == 0) {
            return Optional.empty();
        }
        var labels = new ArrayList<>(LabelSet.FERPLUS8.labels());
        labels.addAll(List.of("unknown", "no face"));
        var rows = Arrays.stream(pairs)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
        return Optional.of(new TaggerConfusion(pictures, labels, rows));
    }

    private static void count(Votes votes, long[][] pairs) {
        var all = new int[pairs.length];
        for (int i = 0; i < EMOTIONS; i++) {
            all[i] = votes.emotions().get(i);
        }
        all[EMOTIONS] = votes.unknown();
        all[EMOTIONS + 1] = votes.notAFace();
        for (int a = 0; a < all.length; a++) {
            for (int b = 0; b < all.length; b++) {
                pairs[a][b] += (long) all[a] * (a == b ? all[b] - 1 : all[b]);
            }
        }
    }

    /// Where a tagger says `a`, the share of the other taggers of the same picture who say `b`, in `[0, 1]`; 0
    /// if nobody says `a`.
    public double share(int a, int b) {
        long all = pairs.get(a).stream().mapToLong(Long::longValue).sum();
        return all == 0 ? 0 : (double) pairs.get(a).get(b) / all;
    }

    /// All pairs of labels that were confused at all, the most confused first: by the number of pairs of
    /// taggers.
    public List<Confused> confused() {
        record Pair(int a, int b, long count) {}
        var found = new ArrayList<Pair>();
        for (int a = 0; a < labels.size(); a++) {
            for (int b = 0; b < a; b++) {
                if (pairs.get(a).get(b) > 0) {
                    found.add(new Pair(b, a, pairs.get(a).get(b)));
                }
            }
        }
        return found.stream()
                .sorted(Comparator.comparingLong(Pair::count).reversed())
                .map(p -> new Confused(labels.get(p.a()), labels.get(p.b()), share(p.a(), p.b()), share(p.b(), p.a())))
                .toList();
    }
}
