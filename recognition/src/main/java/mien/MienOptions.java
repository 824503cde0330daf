package mien;

import java.util.Optional;
import java.util.function.Supplier;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.model.Engine;
import mien.model.ModelFile;

/// What [Mien] works with.
///
/// @param model the model that classifies faces
/// @param detector opens the detector that finds them; Mien closes it
/// @param minFace shortest side of a face in pixels, at least 1; smaller ones are passed over
/// @param head which of the model's answers to give; its default if empty
/// @param maxPixels photos with more pixels are refused
/// @param engine how the model is run
public record MienOptions(
        ModelFile model,
        Supplier<FaceDetector> detector,
        int minFace,
        Optional<String> head,
        long maxPixels,
        Engine engine) {

    /// The shipped model, OpenCV's cascades, faces from 24 pixels on.
    public static final MienOptions DEFAULT = new MienOptions(
            ModelFile.shipped(), FaceDetector::cascades, 24, Optional.empty(), Picture.MAX_PIXELS, Engine.DEFAULT);

    public MienOptions {
        if (minFace < 1 || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "options: minFace and maxPixels must be positive, got " + minFace + " and " + maxPixels);
        }
    }

    public MienOptions withModel(ModelFile newModel) {
        return new MienOptions(newModel, detector, minFace, head, maxPixels, engine);
    }

    public MienOptions withDetector(Supplier<FaceDetector> newDetector) {
        return new MienOptions(model, newDetector, minFace, head, maxPixels, engine);
    }

    public MienOptions withMinFace(int newMinFace) {
        return new MienOptions(model, detector, newMinFace, head, maxPixels, engine);
    }

    public MienOptions withHead(String newHead) {
        return new MienOptions(model, detector, minFace, Optional.of(newHead), maxPixels, engine);
    }

    public MienOptions withMaxPixels(long newMaxPixels) {
        return new MienOptions(model, detector, minFace, head, newMaxPixels, engine);
    }

    public MienOptions withEngine(Engine newEngine) {
        return new MienOptions(model, detector, minFace, head, maxPixels, newEngine);
    }
}
