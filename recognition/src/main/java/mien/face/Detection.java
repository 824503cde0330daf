package mien.face;

import java.util.Optional;
import java.util.OptionalDouble;
import mien.image.Box;
import org.jspecify.annotations.Nullable;

/// A face that was found.
///
/// @param box in pixels of the picture; may reach over its border
/// @param score how sure the detector is, in `[0, 1]`; comparable only within one detector
/// @param found the eyes, where the detector saw both
/// @param judged the probability in `[0, 1]` that it is a human face, where a gate has looked at it
public record Detection(
        Box box,
        double score,
        @Nullable Eyes found,
        @Nullable Double judged) {
    public Detection {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("detection: the score must be in [0, 1], got " + score);
        }
        if (judged != null && !(judged >= 0 && judged <= 1)) {
            throw new IllegalArgumentException("detection: a probability must be in [0, 1], got " + judged);
        }
    }

    /// One that no gate has looked at.
    public Detection(Box box, double score, @Nullable Eyes found) {
        this(box, score, found, null);
    }

    public Detection withHuman(double probability) {
        return new Detection(box, score, found, probability);
    }

    /// The probability that this is a human face; empty without a gate.
    public OptionalDouble human() {
        return judged == null ? OptionalDouble.empty() : OptionalDouble.of(judged);
    }

    public Optional<Eyes> eyes() {
        return Optional.ofNullable(found);
    }
}
