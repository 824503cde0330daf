package mien;

import java.util.OptionalDouble;
import mien.image.Box;
import org.jspecify.annotations.Nullable;

/// A face found in a photo, and what it shows; or, where the reading's outcome is [Outcome#NOT_HUMAN], what the
/// detector took for one.
///
/// @param box in pixels of the upright photo
/// @param detector the name of the detector that found it, for example `cascades`
/// @param score how sure the detector is, in `[0, 1]`; comparable only within one detector
/// @param judged the probability in `[0, 1]` that it is a human face, where a gate was asked
public record Face(
        Box box, String detector, double score, @Nullable Double judged, Reading reading) {

    /// One that no gate was asked about.
    public Face(Box box, String detector, double score, Reading reading) {
        this(box, detector, score, null, reading);
    }

    /// The probability that this is a human face; empty without a gate.
    public OptionalDouble human() {
        return judged == null ? OptionalDouble.empty() : OptionalDouble.of(judged);
    }
}
