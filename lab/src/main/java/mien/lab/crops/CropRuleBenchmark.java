package mien.lab.crops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.face.Alignment;
import mien.face.Detection;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.image.PictureException;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Sample;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelFile;

/// How the square around a detected face is best cut: upright around the box or level by the eyes, and with which
/// margin. `bench/crop-rule.sh MODEL DATA [HEAD]` prints how often a model is right by each rule, on those pictures of
/// DATA where a face was found.
public final class CropRuleBenchmark {
    private static final List<Double> MARGINS = List.of(0.7, 0.8, 0.9, 1.0, 1.1, 1.25);
    private static final int SMALLEST_FACE = 4; // of a picture's shorter side: a labelled face is no bystander

    private CropRuleBenchmark() {}

    /// @param args model, data, and the head (the model's first by default)
    public static void main(String... args) {
        try (var classifier = ModelFile.named(args[0]).open(Engine.DEFAULT);
                var data = Datasets.open(Path.of(args[1]));
                var detector = FaceDetector.cascades()) {
            var contract = classifier.contract();
            var head = args.length > 2 ? contract.head(args[2]) : contract.defaultHead();
            print(args[0], data, detector, new Judge(classifier, head, data.labels()));
        }
    }

    private static void print(String model, Dataset data, FaceDetector detector, Judge judge) {
        var rights = data.samples().parallelStream()
                .flatMap(sample -> found(data, detector, sample).stream().map(found -> judge.rights(sample, found)))
                .toList();
        int n = rights.size();
        System.out.printf(
                Locale.ROOT,
                "%s by %s on %,d of %,d pictures, where a face was found; right:%n",
                model,
                judge.head().name(),
                n,
                data.samples().size());
        System.out.printf(Locale.ROOT, "whole picture %5.1f %%%n", share(rights, Rule.WHOLE));
        System.out.println("margin  upright   level");
        for (double margin : MARGINS) {
            double upright = share(rights, new Rule(margin, false));
            double level = share(rights, new Rule(margin, true));
            System.out.printf(Locale.ROOT, "%6.2f  %5.1f %%  %5.1f %%%n", margin, upright, level);
        }
    }

    private static double share(List<Map<Rule, Boolean>> rights, Rule rule) {
        return 100.0
                * rights.stream().filter(each -> each.getOrDefault(rule, false)).count()
                / rights.size();
    }

    /// The largest face.
    private static Optional<Found> found(Dataset data, FaceDetector detector, Sample sample) {
        try {
            var picture = data.source().read(sample);
            int least = Math.max(1, Math.min(picture.width(), picture.height()) / SMALLEST_FACE);
            return detector.detect(picture, least).stream()
                    .max(Comparator.comparingLong((Detection face) -> face.box().area()))
                    .map(face -> new Found(picture, face));
        } catch (PictureException _) {
            return Optional.empty();
        }
    }

    private record Found(Picture picture, Detection face) {}

    /// @param margin side of the square, as a multiple of the box's longer side; 0 for the whole picture
    /// @param level turned and placed by the eyes, where both were found
    private record Rule(double margin, boolean level) {
        static final Rule WHOLE = new Rule(0, false);

        static List<Rule> all() {
            var rules = new ArrayList<>(List.of(WHOLE));
            MARGINS.forEach(margin -> rules.addAll(List.of(new Rule(margin, false), new Rule(margin, true))));
            return rules;
        }

        byte[] cut(Found found, Preprocessing input) {
            if (margin == 0) {
                return input.whole(found.picture());
            }
            if (level) {
                return input.whole(Alignment.of(found.face(), margin).cut(found.picture(), 0));
            }
            return input.whole(found.picture().crop(found.face().box().square(margin)));
        }
    }

    private record Judge(Classifier classifier, Head head, LabelSet labels) {
        Map<Rule, Boolean> rights(Sample sample, Found found) {
            var rules = Rule.all();
            var input = classifier.contract().input();
            var answers = classifier.classify(
                    rules.stream().map(rule -> rule.cut(found, input)).toList(), head);
            var truth = labels.labels().get(sample.label());
            var rights = new HashMap<Rule, Boolean>();
            for (int i = 0; i < rules.size(); i++) {
                rights.put(
                        rules.get(i),
                        head.labels().labels().get(best(answers[i])).equals(truth));
            }
            return rights;
        }

        private static int best(double[] row) {
            return IntStream.range(0, row.length)
                    .boxed()
                    .max(Comparator.comparingDouble(i -> row[i]))
                    .orElseThrow();
        }
    }
}
