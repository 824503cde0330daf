package mien.lab.prepare;

import java.util.List;
import mien.lab.occlusion.Occlusion;

/// What the prepared pictures look like.
///
/// @param size side of the square pictures, in pixels; 0 leaves each as large as it is
/// @param masks one of which each picture gets at last; none leaves them bare
public record Look(Tone tone, int size, Crop crop, List<Occlusion> masks) {
    public static final Look DEFAULT = new Look(Tone.AS_IS, 0, new Crop.Whole(), List.of());

    private static final int LARGEST = 8192;

    public Look {
        masks = List.copyOf(masks);
        if (size < 0 || size > LARGEST) {
            throw new PrepareException("size: pictures can have 1 to " + LARGEST + " pixels a side, got " + size);
        }
    }

    public Look withTone(Tone newTone) {
        return new Look(newTone, size, crop, masks);
    }

    public Look withSize(int newSize) {
        return new Look(tone, newSize, crop, masks);
    }

    public Look withCrop(Crop newCrop) {
        return new Look(tone, size, newCrop, masks);
    }

    public Look withMasks(List<Occlusion> newMasks) {
        return new Look(tone, size, crop, newMasks);
    }

    /// Grey or colour.
    public enum Tone {
        /// Each as it is in the source.
        AS_IS,
        GREY,
        COLOUR
    }

    /// What becomes of a picture in which no face is found.
    public enum NoFace {
        /// The whole picture is taken.
        KEEP,
        /// It is left out, and listed.
        DROP
    }

    /// Which part of a picture is taken.
    public sealed interface Crop {

        /// All of it.
        record Whole() implements Crop {}

        /// The largest face, aligned by the eyes where they are found.
        ///
        /// @param detector as in [mien.face.FaceDetector#of]
        /// @param margin side of the square cut around a face, times its box
        record Face(String detector, double margin, NoFace noFace) implements Crop {
            public Face {
                if (!(margin > 0 && margin <= 4)) {
                    throw new PrepareException("margin: it must be above 0 and at most 4, got " + margin);
                }
            }
        }
    }
}
