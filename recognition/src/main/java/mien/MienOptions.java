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
/// @param search how faces are found
/// @param head which of the model's answers to give; its default if empty
/// @param maxPixels photos with more pixels are refused
/// @param engine how the models are run
public record MienOptions(ModelFile model, FaceSearch search, Optional<String> head, long maxPixels, Engine engine) {

    /// The shipped models, OpenCV's cascades, faces from 24 pixels on.
    public static final MienOptions DEFAULT = new MienOptions(
            ModelFile.shipped(), FaceSearch.DEFAULT, Optional.empty(), Picture.MAX_PIXELS, Engine.DEFAULT);

    public MienOptions {
        if (maxPixels < 1) {
            throw new IllegalArgumentException("options: maxPixels must be positive, got " + maxPixels);
        }
    }

    public Supplier<FaceDetector> detector() {
        return search.detector();
    }

    public int minFace() {
        return search.minFace();
    }

    public MienOptions withModel(ModelFile newModel) {
        return new MienOptions(newModel, search, head, maxPixels, engine);
    }

    public MienOptions withSearch(FaceSearch newSearch) {
        return new MienOptions(model, newSearch, head, maxPixels, engine);
    }

    public MienOptions withDetector(Supplier<FaceDetector> newDetector) {
        return withSearch(search.withDetector(newDetector));
    }

    public MienOptions withMinFace(int newMinFace) {
        return withSearch(search.withMinFace(newMinFace));
    }

    /// With this model to tell human faces from false alarms; see [FaceSearch#gate].
    public MienOptions withGate(ModelFile newGate) {
        return withSearch(search.withGate(newGate));
    }

    /// Whatever the detector finds is taken for a face.
    public MienOptions withoutGate() {
        return withSearch(search.withoutGate());
    }

    public MienOptions withHead(String newHead) {
        return new MienOptions(model, search, Optional.of(newHead), maxPixels, engine);
    }

    public MienOptions withMaxPixels(long newMaxPixels) {
        return new MienOptions(model, search, head, newMaxPixels, engine);
    }

    public MienOptions withEngine(Engine newEngine) {
        return new MienOptions(model, search, head, maxPixels, newEngine);
    }
}
