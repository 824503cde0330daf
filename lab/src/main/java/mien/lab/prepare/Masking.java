package mien.lab.prepare;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import mien.face.Eyes;
import mien.image.Picture;
import mien.lab.occlusion.EyeFinder;
import mien.lab.occlusion.Occlusion;
import mien.lab.occlusion.Placement;

/// Puts one of some masks on each picture, drawn by the seed and the picture's number.
///
/// @param finder of eyes that are not known from cutting out the face
record Masking(List<Occlusion> masks, long seed, EyeFinder finder) implements AutoCloseable {
    Masking(List<Occlusion> masks, long seed) {
        this(List.copyOf(masks), seed, new EyeFinder());
    }

    /// The mask of a picture; empty if there are none.
    static Optional<Occlusion> drawn(List<Occlusion> masks, long seed, long number) {
        var random = new SplittableRandom(Occlusion.seed(seed, number));
        return masks.isEmpty() ? Optional.empty() : Optional.of(masks.get(random.nextInt(masks.size())));
    }

    /// @param number of the picture in the prepared data
    /// @param eyes in pixels of the picture, where they are known
    Picture apply(Picture picture, long number, Optional<Eyes> eyes) {
        return drawn(masks, seed, number)
                .map(mask -> mask.apply(picture, where(picture, eyes), Occlusion.seed(seed, number)))
                .orElse(picture);
    }

    private Placement where(Picture picture, Optional<Eyes> eyes) {
        return eyes.map(known -> Placement.of(known, picture.width(), picture.height()))
                .orElseGet(() -> finder.find(picture).placement());
    }

    @Override
    public void close() {
        finder.close();
    }
}
