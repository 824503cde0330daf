package mien.lab.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import mien.image.Picture;

/// Finds the pictures of a data set that show the same. Take every picture once with [#add], then ask.
///
/// Safe for many threads.
public final class CopyFinder {
    private static final double LEAST_CONTRAST = 3; // grey levels; below, there is nothing to compare

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

    /// All groups among the pictures added so far. The same pictures give the same groups, in whatever order they
    /// were added.
    public Copies find() {
        var byContent = List.copyOf(byContent().values());
        return new Copies(byContent.stream().filter(group -> group.size() > 1).toList(), near(byContent));
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
        return NearCopies.among(first).stream()
                .map(group -> group.stream()
                        .flatMap(i -> some.get(i).stream())
                        .sorted()
                        .toList())
                .sorted((a, b) -> Integer.compare(a.getFirst(), b.getFirst()))
                .toList();
    }
}
