package mien.lab.occlusion;

import java.util.Comparator;
import mien.face.Detection;
import mien.face.EyeDetector;
import mien.face.FaceDetector;
import mien.image.Box;
import mien.image.Picture;
import mien.lab.occlusion.Placement.Point;

/// Finds eyes and mouth in face crops: the eyes by their cascade where a crop has them; where they are not seen, the
/// face first, for crops that show more than one. Safe for many threads.
public final class EyeFinder implements AutoCloseable {
    private static final double LEAST = 0.4; // of the crop's shorter side: anything smaller is not the crop's face

    /// From the eyes to the mouth, in sides of the face's box. On faces with landmarks set by hand, this misses the
    /// mouth by less (0.13 of the distance between the eyes, median) than that distance does (0.18).
    private static final double DOWN = 0.42;

    private final EyeDetector eyes = new EyeDetector();
    private final FaceDetector faces = FaceDetector.cascades();

    /// What a placement rests on.
    public enum Basis {
        /// Both eyes were seen.
        EYES,
        /// A face was seen, but not both eyes; they are where they usually are in the detector's box.
        FACE,
        /// Nothing was seen; the usual proportions of a crop.
        USUAL
    }

    public record Found(Placement placement, Basis basis) {}

    /// Where eyes and mouth are in a face crop, or most likely are.
    public Found find(Picture crop) {
        return eyes.detect(crop)
                .map(found -> new Found(Placement.of(found, crop.width(), crop.height()), Basis.EYES))
                .orElseGet(() -> findFace(crop));
    }

    private Found findFace(Picture crop) {
        int least = (int) (LEAST * Math.min(crop.width(), crop.height()));
        return faces.detect(crop, least).stream()
                .max(Comparator.comparingLong(face -> face.box().area()))
                .map(face -> of(face, crop))
                .orElse(new Found(Placement.USUAL, Basis.USUAL));
    }

    private static Found of(Detection face, Picture crop) {
        return face.eyes()
                .map(eyes -> new Found(
                        Placement.of(eyes, DOWN * face.box().width(), crop.width(), crop.height()), Basis.EYES))
                .orElseGet(() -> new Found(usual(face.box(), crop), Basis.FACE));
    }

    /// Medians of the same faces.
    private static Placement usual(Box box, Picture crop) {
        return new Placement(in(box, crop, 0.32, 0.40), in(box, crop, 0.68, 0.40), in(box, crop, 0.50, 0.80));
    }

    private static Point in(Box box, Picture crop, double x, double y) {
        return new Point((box.x() + x * box.width()) / crop.width(), (box.y() + y * box.height()) / crop.height());
    }

    @Override
    public void close() {
        eyes.close();
        faces.close();
    }
}
