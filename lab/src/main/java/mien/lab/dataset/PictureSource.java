package mien.lab.dataset;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;
import mien.image.Picture;

/// Where the pictures of a [Dataset] come from: a folder, a zip, or the rows of a csv. Safe for many threads.
public interface PictureSource extends Closeable {

    /// Decodes one picture.
    ///
    /// @throws mien.image.PictureException if it is missing or unreadable
    Picture read(Sample sample);

    /// The file as stored; empty where pixels are rows of a csv.
    ///
    /// @throws mien.image.PictureException if it is missing or unreadable
    default Optional<byte[]> encoded(Sample sample) {
        return Optional.empty();
    }

    /// The samples whose pixels are kept together in a [PixelCache]: those of a data set before any was
    /// dropped, at least `used`.
    ///
    /// @param used those of the data set as it is now
    default List<Sample> all(List<Sample> used) {
        return used;
    }

    /// A short hash that changes when any picture or label file changes; cheap to compute (no decoding).
    String contentKey();
}
