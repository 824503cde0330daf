package mien.lab.copies;

import java.util.List;
import mien.image.Picture;

/// Finds the pictures of a data set that show the same. Take every picture once with [#add], then ask.
///
/// Safe for many threads.
public final class CopyFinder {

    /// @param count of pictures
    public CopyFinder(int count) {}

    /// Remembers what is needed of a picture: a few hundred bytes.
    ///
    /// @param i its number, in `[0, count)`; a number that is never added is in no group
    public void add(int i, Picture picture) {}

    public Copies find() {
        return new Copies(List.of(), List.of());
    }
}
