package mien.face;

import java.util.Optional;
import mien.image.Box;
import org.jspecify.annotations.Nullable;

/// A face that was found.
///
/// @param box in pixels of the picture; may reach over its border
/// @param score how sure the detector is, in `[0, 1]`; comparable only within one detector
/// @param found the eyes, where the detector saw both
public record Detection(Box box, double score, @Nullable Eyes found) {
    public Detection {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("detection: the score must be in [0, 1], got " + score);
        }
    }

    public Optional<Eyes> eyes() {
        return Optional.ofNullable(found);
    }
}
