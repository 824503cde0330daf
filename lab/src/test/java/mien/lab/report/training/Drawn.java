package mien.lab.report.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.network.Architectures;
import mien.lab.network.Network;
import mien.lab.network.Weights;
import mien.lab.report.page.DrawnFaces;
import mien.lab.report.training.Subject.Fact;
import mien.lab.training.EpochRecord;
import mien.lab.training.EpochRecord.Pace;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.Examples;
import mien.lab.training.FigureName;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Targets;
import mien.model.LabelSet;

/// A made-up training on drawn faces.
final class Drawn {
    static final LabelSet LABELS = new LabelSet("fer7", DrawnFaces.LABELS);
    static final Recipe RECIPE = Recipe.DEFAULT.withPace(new Recipe.Pace(30, 64));
    private static final int OF_EACH = 5;

    private Drawn() {}

    static Examples examples() {
        int count = OF_EACH * LABELS.size();
        var classes = IntStream.range(0, count).map(i -> i % LABELS.size()).toArray();
        return new Examples(
                new Preprocessing(1, DrawnFaces.SIDE, DrawnFaces.SIDE, 0.9),
                (picture, into) -> {
                    var pixels = DrawnFaces.of(picture % LABELS.size(), picture).pixels();
                    System.arraycopy(pixels, 0, into, 0, into.length);
                },
                IntStream.range(0, count).toArray(),
                List.of(Targets.ofLabels("fer7", LABELS, classes)));
    }

    static Network network() {
        return Architectures.mien("mien-t", 8, Map.of("fer7", LABELS.size()));
    }

    static TrainingPage page() {
        var facts = List.of(new Fact("Data", "drawn <faces>.zip"), new Fact("Seed", "1"));
        var subject = new Subject("mien-t on drawn <faces>.zip", network(), RECIPE, facts);
        return new TrainingPage(subject, ExampleSheet.of(examples(), RECIPE, 1));
    }

    /// Filters of alternating sign.
    static Filters filters() {
        var network = network();
        var first = network.steps().getFirst();
        int count = (int) first.parameters();
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i % 2 == 0 ? 1f : -0.4f) * (1 + i / 9);
        }
        var array = new Weights.Array(values, count / 9, 1, 3, 3);
        return Filters.of(network, new Weights(Map.of(first.path() + ".weight", array)))
                .orElseThrow();
    }

    /// Learns by heart after the tenth epoch or so.
    static History history(int epochs) {
        return new History(IntStream.rangeClosed(1, epochs)
                .mapToObj(e -> {
                    double falls = Math.exp(-e / 6.0);
                    double late = 0.03 * Math.max(0, e - 10);
                    return new EpochRecord(
                            e,
                            0.1 * (1 - (e - 1) / 30.0),
                            new Score(0.8 + 1.1 * falls - late, 0.75 - 0.5 * falls + late / 2),
                            new Score(0.95 + falls + late, 0.66 - 0.4 * falls - late / 8),
                            figures(e, falls),
                            new Pace(900 + 20 * Math.sin(e), 0.5));
                })
                .toList());
    }

    private static Map<String, Double> figures(int epoch, double falls) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("fer7.accuracy", 0.66 - 0.4 * falls);
        figures.put("fer7.macroF1", 0.62 - 0.45 * falls);
        for (var figure : List.of(FigureName.RECALL, FigureName.F1)) {
            for (int c = 0; c < LABELS.size(); c++) {
                double wobble = 0.05 * Math.sin(epoch * (c + 1));
                var name = FigureName.of("fer7", figure, LABELS.labels().get(c));
                figures.put(name.toString(), Math.clamp(0.45 + 0.07 * c - 0.4 * falls + wobble, 0, 1));
            }
        }
        return figures;
    }
}
