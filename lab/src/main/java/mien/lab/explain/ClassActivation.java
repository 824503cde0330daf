package mien.lab.explain;

import java.util.ArrayList;
import java.util.List;
import mien.image.HeatMap;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.Explainer.Subject;
import mien.model.Classifier;
import mien.model.Head;

/// Class activation maps of many faces, each with the answer in one pass.
public final class ClassActivation {
    private ClassActivation() {}

    /// For each face the map of the label that the model finds most probable: where the evidence for its answer
    /// lies.
    ///
    /// The maps are as coarse as the last feature map, 3 x 3 for Mien's own networks; [HeatMap#resized] makes
    /// them smooth.
    ///
    /// @param faces raw pixels as the model wants them, `[C, H, W]` each
    /// @throws mien.model.ModelException if the network is one that has no such maps
    public static List<HeatMap> ofAnswers(Classifier classifier, Head head, List<byte[]> faces) {
        return classifier.explain(faces, head).stream()
                .map(evidence -> evidence.maps().get(best(evidence.probabilities())))
                .toList();
    }

    static List<List<HeatMap>> maps(Subject subject, List<Question> questions) {
        var evidence = subject.ownFor("class activation map")
                .explain(questions.stream().map(Question::face).toList(), subject.head());
        var out = new ArrayList<List<HeatMap>>();
        for (int i = 0; i < questions.size(); i++) {
            var maps = evidence.get(i).maps();
            out.add(questions.get(i).classes().stream().map(maps::get).toList());
        }
        return out;
    }

    static int best(double... probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        return best;
    }
}
