package mien;

import java.util.Optional;
import java.util.function.Supplier;
import mien.face.FaceDetector;
import mien.model.ModelFile;

/// How faces are looked for.
///
/// @param detector opens the detector that finds them; Mien closes it
/// @param minFace shortest side of a face in pixels, at least 1; smaller ones are passed over
/// @param gate the model that tells human faces from what the detector only took for one; none if empty. Its first
///     head has the label `face` and at least one other
public record FaceSearch(Supplier<FaceDetector> detector, int minFace, Optional<ModelFile> gate) {

    /// OpenCV's cascades, faces from 24 pixels on, and the shipped gate.
    public static final FaceSearch DEFAULT =
            new FaceSearch(FaceDetector::cascades, 24, Optional.of(ModelFile.shippedGate()));

    public FaceSearch {
        if (minFace < 1) {
            throw new IllegalArgumentException("search: minFace must be positive, got " + minFace);
        }
    }

    public FaceSearch withDetector(Supplier<FaceDetector> newDetector) {
        return new FaceSearch(newDetector, minFace, gate);
    }

    public FaceSearch withMinFace(int newMinFace) {
        return new FaceSearch(detector, newMinFace, gate);
    }

    public FaceSearch withGate(ModelFile newGate) {
        return new FaceSearch(detector, minFace, Optional.of(newGate));
    }

    public FaceSearch withoutGate() {
        return new FaceSearch(detector, minFace, Optional.empty());
    }
}
