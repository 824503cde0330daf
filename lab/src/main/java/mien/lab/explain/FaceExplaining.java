package mien.lab.explain;

import java.util.ArrayList;
import java.util.List;
import mien.image.Picture;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.Explainer.Subject;
import mien.lab.explain.FaceExplanation.Labelled;
import mien.lab.occlusion.EyeFinder;

/// Explains what one head of a model says of faces: maps by one method, and how they are spread over the parts
/// of the face. The parts are placed by the eyes where the eye cascade finds them, else by the detector's face,
/// else as is usual in a crop.
public final class FaceExplaining implements AutoCloseable {
    private final Subject subject;
    private final Asked asked;
    private final Explainer explainer;
    private final EyeFinder eyes = new EyeFinder();

    /// @param explainer of the same subject; closed with this
    /// @throws ExplainException if the head has not the labels that are asked for
    public FaceExplaining(Subject subject, Asked asked, Explainer explainer) {
        this.subject = subject;
        this.asked = asked.of(subject.head());
        this.explainer = explainer;
    }

    /// @param pictures face crops, such as a model sees
    public List<FaceExplanation> explain(List<Picture> pictures) {
        var input = subject.input();
        var faces = pictures.stream().map(input::whole).toList();
        var answers = subject.answers(faces);
        var questions = new ArrayList<Question>();
        for (int i = 0; i < faces.size(); i++) {
            questions.add(new Question(faces.get(i), asked.classes(subject.head(), answers[i])));
        }
        var maps = explainer.maps(questions);
        var labels = subject.head().labels().labels();
        var explained = new ArrayList<FaceExplanation>();
        for (int i = 0; i < faces.size(); i++) {
            var found = eyes.find(pictures.get(i));
            var labelled = new ArrayList<Labelled>();
            for (int m = 0; m < maps.get(i).size(); m++) {
                int k = questions.get(i).classes().get(m);
                var map = maps.get(i).get(m);
                labelled.add(new Labelled(labels.get(k), answers[i][k], map, Shares.of(map, found.placement())));
            }
            var answer = labels.get(ClassActivation.best(answers[i]));
            explained.add(new FaceExplanation(pictures.get(i), found, answer, labelled));
        }
        return explained;
    }

    @Override
    public void close() {
        explainer.close();
        eyes.close();
    }
}
