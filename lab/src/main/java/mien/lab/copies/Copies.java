package mien.lab.copies;

import java.util.List;

/// Groups of pictures, by number, that show the same. Each group has at least two members in ascending order; the
/// groups are ordered by their first member.
///
/// @param exact with the same decoded pixels, whatever the file format
/// @param near with the same content at another size, crop, quality, brightness or contrast, slightly rotated or
///     mirrored; a group holds all exact copies of its members, and at least two members that are not exact copies
public record Copies(List<List<Integer>> exact, List<List<Integer>> near) {
    public Copies {
        exact = exact.stream().map(List::copyOf).toList();
        near = near.stream().map(List::copyOf).toList();
    }
}
