package mien.face;

import java.util.Optional;
import mien.image.Mats;
import mien.image.Picture;
import org.bytedeco.javacpp.PointerScope;

/// Finds the eyes in pictures that are face crops already, with the eye cascade alone: four times as fast as finding
/// the face first. Safe for many threads.
public final class EyeDetector implements AutoCloseable {
    private final Pool<Witnesses> pool = new Pool<>("eyes", Witnesses::new);

    /// Both eyes, if they are seen in plausible places: a quarter to two thirds of the crop apart, nearly level.
    ///
    /// @param crop filled by one face
    public Optional<Eyes> detect(Picture crop) {
        var grey = crop.grey();
        return pool.with(witnesses -> search(witnesses, grey));
    }

    private static Optional<Eyes> search(Witnesses witnesses, Picture picture) {
        try (var _ = new PointerScope()) {
            var grey = Mats.toMat(picture);
            var verification = new Verification(witnesses, grey, grey, 1);
            return Optional.ofNullable(verification.eyes(Verification.whole(picture)));
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
