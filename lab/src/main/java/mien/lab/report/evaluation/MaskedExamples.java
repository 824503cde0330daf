package mien.lab.report.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.dataset.PictureSource;
import mien.lab.evaluation.Assessment;
import mien.lab.evaluation.Circumstances.Masked;
import mien.lab.occlusion.EyeFinder;
import mien.lab.occlusion.Occlusion;
import mien.lab.occlusion.Placement;
import mien.lab.report.page.Thumbnails;

/// What the kinds of masks look like on pictures of the data: on those of different labels that the first model knows
/// best.
final class MaskedExamples {
    private static final int MOST = 4;
    private static final int SIDE = 64;

    private final Assessment assessment;
    private final PictureSource source;

    MaskedExamples(Assessment assessment, PictureSource source) {
        this.assessment = assessment;
        this.source = source;
    }

    /// `crops: {examples, thumbnails}`: a row as the pictures are, then one for each kind.
    void into(ObjectNode data, List<Masked> robustness) {
        var faces = new ArrayList<Picture>();
        var places = new ArrayList<Placement>();
        try (var eyes = new EyeFinder()) {
            for (int picture : chosen()) {
                try {
                    var face = source.read(assessment.samples().get(picture)).resized(SIDE, SIDE);
                    places.add(eyes.find(face).placement());
                    faces.add(face);
                } catch (PictureException _) {
                    // another one will do
                }
            }
        }
        var rows = new ArrayList<>(faces);
        for (var masked : robustness) {
            for (int i = 0; i < faces.size(); i++) {
                long seed = Occlusion.seed(assessment.setting().seed(), i);
                rows.add(masked.kind().apply(faces.get(i), places.get(i), seed));
            }
        }
        data.put("examples", faces.size());
        data.set("crops", Thumbnails.of(rows, SIDE).json());
    }

    /// One of each of the first labels.
    private List<Integer> chosen() {
        var said = assessment.models().getFirst().predictions();
        return IntStream.range(0, assessment.labels().size())
                .mapToObj(label -> IntStream.range(0, said.size())
                        .filter(i -> said.truth()[i] == label && said.answer(i) == label)
                        .boxed()
                        .max(Comparator.comparingDouble(i -> said.probability(i, label))))
                .flatMap(java.util.Optional::stream)
                .limit(MOST)
                .toList();
    }
}
