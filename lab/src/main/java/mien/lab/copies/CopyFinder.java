package mien.lab.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import mien.image.Picture;

/// Finds the pictures of a data set that show the same. Take every picture once with [#add], then ask.
///
/// Safe for many threads.
public final class CopyFinder {
    private static final double LEAST_CONTRAST = 3; // grey levels; below, there is nothing to compare
    static double AGREEMENT = 0.85;

    private final AtomicReferenceArray<Thumbnail> thumbnails;

    /// @param count of pictures
    public CopyFinder(int count) {
        thumbnails = new AtomicReferenceArray<>(count);
    }

    /// Remembers what is needed of a picture: about a kilobyte.
    ///
    /// @param i its number, in `[0, count)`; a number that is never added is in no group
    public void add(int i, Picture picture) {
        add(i, Thumbnail.of(picture));
    }

    void add(int i, Thumbnail thumbnail) {
        thumbnails.set(i, thumbnail);
    }

    public Copies find() {
        var byContent = byContent();
        var exact =
                byContent.values().stream().filter(group -> group.size() > 1).toList();
        return new Copies(exact, near(List.copyOf(byContent.values())));
    }

    private Map<ContentHash, List<Integer>> byContent() {
        var groups = new LinkedHashMap<ContentHash, List<Integer>>();
        for (int i = 0; i < thumbnails.length(); i++) {
            var thumbnail = thumbnails.get(i);
            if (thumbnail != null) {
                groups.computeIfAbsent(thumbnail.content(), _ -> new ArrayList<>(1))
                        .add(i);
            }
        }
        return groups;
    }

    /// @param different pictures, each with its exact copies
    private List<List<Integer>> near(List<List<Integer>> different) {
        var some = different.stream()
                .filter(group -> thumbnails.get(group.getFirst()).contrast() >= LEAST_CONTRAST)
                .toList();
        var first = some.stream().map(group -> thumbnails.get(group.getFirst())).toList();
        var pairs = new NearSearch(Signatures.of(first)).pairs();
        var links = links(first, pairs);
        var parent = IntStream.range(0, some.size()).toArray();
        for (int k = 0; k < pairs.length; k++) {
            if (links[k] >= AGREEMENT) {
                join(parent, pairs[k].one(), pairs[k].other());
            }
        }
        var groups = new TreeMap<Integer, List<Integer>>();
        var sizes = new int[some.size()];
        for (int i = 0; i < some.size(); i++) {
            sizes[root(parent, i)]++;
            groups.computeIfAbsent(root(parent, i), _ -> new ArrayList<>()).addAll(some.get(i));
        }
        return groups.entrySet().stream()
                .filter(group -> sizes[group.getKey()] > 1)
                .map(group -> group.getValue().stream().sorted().toList())
                .sorted((a, b) -> Integer.compare(a.getFirst(), b.getFirst()))
                .toList();
    }

    static double[] links(List<Thumbnail> first, NearSearch.Pair[] pairs) {
        var agreement = new double[pairs.length];
        int chunk = 256;
        IntStream.range(0, (pairs.length + chunk - 1) / chunk).parallel().forEach(c -> {
            var alignment = new Alignment();
            for (int k = c * chunk; k < Math.min((c + 1) * chunk, pairs.length); k++) {
                var pair = pairs[k];
                var view = Views.ALL.get(pair.view());
                agreement[k] = alignment.agreement(
                        first.get(pair.one()),
                        first.get(pair.other()),
                        pair.mirrored() ? view.after(Warp.MIRROR) : view);
            }
        });
        return agreement;
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static void join(int[] parent, int a, int b) {
        int x = root(parent, a);
        int y = root(parent, b);
        parent[Math.max(x, y)] = Math.min(x, y);
    }
}
