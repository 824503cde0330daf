package mien;

import java.util.ArrayList;
import java.util.List;
import mien.face.Detection;
import mien.image.Picture;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.ModelException;
import mien.model.ModelFile;

/// Tells human faces from what a detector only took for one. Safe for many threads at once.
final class Gate implements AutoCloseable {
    /// The label of human faces; all other labels of the model are something else.
    static final String FACE = "face";

    /// A detection that is less probably a face than this is not human.
    static final double THRESHOLD = 0.5;

    private final Classifier classifier;
    private final int face;

    private Gate(Classifier classifier, int face) {
        this.classifier = classifier;
        this.face = face;
    }

    /// @throws ModelException if the model cannot be used, or its first head has no label `face` beside others
    static Gate open(ModelFile model, Engine engine) {
        var classifier = model.open(engine);
        var labels = classifier.contract().defaultHead().labels();
        var face = labels.indexOf(FACE);
        if (face.isEmpty() || labels.size() < 2) {
            classifier.close();
            throw new ModelException(model + ": a gate tells the label 'face' from others, but this model's labels are "
                    + String.join(", ", labels.labels()) + "; give a model that was trained as a gate");
        }
        return new Gate(classifier, face.getAsInt());
    }

    /// The same detections with the probability that each is a human face; all of them in one batch.
    List<Detection> judged(Picture picture, List<Detection> found) {
        var input = classifier.contract().input();
        var crops = found.stream().map(one -> input.face(picture, one.box())).toList();
        var probabilities = classifier.classify(crops, classifier.contract().defaultHead());
        var judged = new ArrayList<Detection>();
        for (int i = 0; i < probabilities.length; i++) {
            judged.add(found.get(i).withHuman(Math.clamp(probabilities[i][face], 0, 1)));
        }
        return List.copyOf(judged);
    }

    @Override
    public void close() {
        classifier.close();
    }
}
