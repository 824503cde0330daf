package mien.lab.report.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mien.image.HeatMap;
import mien.image.PictureException;
import mien.lab.dataset.PictureSource;
import mien.lab.evaluation.Assessment;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.OcclusionMaps;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.ModelException;
import mien.model.ModelFile;

/// Explains the answers of Mien's own model files by hiding one patch of the picture after the other, which finds what
/// spoke for an answer better than the coarse class activation maps; opens the files anew.
public final class HiddenPatches implements EvidenceMaps, AutoCloseable {
    private final Assessment assessment;
    private final PictureSource source;
    private final Consumer<String> progress;
    private final BitSet begun = new BitSet();
    private final List<Optional<Classifier>> classifiers = new ArrayList<>();

    /// Models of other makers are not explained; nor is anything if the pictures were
    /// masked, since the masks are not kept.
    ///
    /// @param source of the pictures that were scored; stays open
    /// @param progress is told once for each model what takes so long
    public HiddenPatches(Assessment assessment, PictureSource source, Consumer<String> progress) {
        this.assessment = assessment;
        this.source = source;
        this.progress = progress;
        for (var model : assessment.models()) {
            boolean own =
                    model.facts().kind() == Kind.MIEN && assessment.setting().mask() == null;
            classifiers.add(
                    own ? Optional.of(ModelFile.named(model.facts().name()).open(Engine.DEFAULT)) : Optional.empty());
        }
    }

    @Override
    public Optional<HeatMap> of(int model, int picture, int label) {
        return classifiers.get(model).flatMap(classifier -> {
            tell(model);
            try {
                return map(classifier, model, picture, label);
            } catch (ModelException | PictureException _) {
                return Optional.empty(); // a picture that is gone: shown without
            }
        });
    }

    private void tell(int model) {
        if (!begun.get(model)) {
            begun.set(model);
            int pictures = EvidenceData.wanted(assessment, model).size();
            progress.accept("report: explaining " + pictures + (pictures == 1 ? " picture of " : " pictures of ")
                    + assessment.models().get(model).facts().name());
        }
    }

    private Optional<HeatMap> map(Classifier classifier, int model, int picture, int label) {
        var head = assessment.models().get(model).facts().head();
        int number = head.labels().labels().indexOf(assessment.labels().get(label));
        var pixels = classifier
                .contract()
                .input()
                .whole(source.read(assessment.samples().get(picture)));
        if (number < 0) {
            return Optional.empty();
        }
        var maps = new OcclusionMaps(
                faces -> classifier.classify(faces, head), classifier.contract().input());
        var asked = new Question(pixels, List.of(number));
        return Optional.of(maps.maps(List.of(asked)).getFirst().getFirst());
    }

    @Override
    public void close() {
        classifiers.forEach(classifier -> classifier.ifPresent(Classifier::close));
    }
}
