package mien.lab.prepare;

import java.util.Optional;
import mien.face.Eyes;
import mien.image.Picture;

/// Something done to each picture after it was cut and resized, before it is written.
@FunctionalInterface
public interface PictureStep {
    /// Leaves each picture as it is.
    PictureStep NONE = (picture, _, _) -> picture;

    /// @param number of the picture in the prepared data, from 0; with it, each picture has randomness of its own
    /// @param eyes in pixels of the picture, if they are known from cutting out the face
    Picture apply(Picture picture, long number, Optional<Eyes> eyes);
}
