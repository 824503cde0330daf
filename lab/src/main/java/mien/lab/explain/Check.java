package mien.lab.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.HeatMap;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
import mien.lab.explain.Explainer.Question;
import mien.lab.explain.Explainer.Settings;
import mien.lab.explain.Explainer.Subject;
import mien.lab.explain.LabelledFaces.Amount;
import mien.model.Engine;
import mien.model.ModelFile;

/// Whether the maps of a method tell the truth about a model: mean deletion and insertion curves beside those
/// of random orders, and how alike the maps stay when the weights become random.
///
/// @param pictures how many faces were looked at
/// @param maps of the method
/// @param chance the same with the places in random order
/// @param randomised from the last layer alone to all of them
public record Check(int pictures, Faithfulness maps, Faithfulness chance, List<Randomised> randomised) {
    private static final double[] SHARES = {0.01, 0.5, 1}; // the first is the last layer alone

    public Check {
        randomised = List.copyOf(randomised);
    }

    /// @param split empty for the test split if there is one, else the validation split, else all
    /// @param most pictures of each label
    public record Choice(Optional<Split> split, int most, long seed) {}

    /// @param share of the layers, from the last, whose weights were drawn anew
    /// @param correlation of the ranks of the places in both maps, in `[-1, 1]`, mean over the faces
    public record Randomised(double share, double correlation) {}

    /// @throws mien.error.MienException if the method cannot be used on this model, or nothing fits in the data
    public static Check of(Subject subject, Method method, Settings settings, Dataset data, Choice choice)
            throws IOException {
        subject.ownFor("check with random weights");
        var input = subject.input();
        var questions = new ArrayList<Question>();
        try (var pixels = PixelCache.open(data, input)) {
            var amount = new Amount(choice.most(), choice.seed());
            var faces = LabelledFaces.of(data, pixels, subject.head(), choice.split(), amount);
            faces.byClass()
                    .values()
                    .forEach(some -> some.forEach(i -> questions.add(question(subject, faces.face(i)))));
        }
        var maps = maps(subject, method, settings, questions);
        var random = new SplittableRandom(choice.seed());
        var ours = new ArrayList<Faithfulness>();
        var chance = new ArrayList<Faithfulness>();
        for (int i = 0; i < maps.size(); i++) {
            var face = questions.get(i).face();
            int label = questions.get(i).classes().getFirst();
            ours.add(Faithfulness.of(subject::answers, input, face, maps.get(i), label));
            chance.add(Faithfulness.of(subject::answers, input, face, noise(maps.get(i), random), label));
        }
        var randomised = new ArrayList<Randomised>();
        for (double share : SHARES) {
            var others = randomised(subject, method, settings, questions, share);
            randomised.add(new Randomised(share, likeness(maps, others)));
        }
        return new Check(maps.size(), Faithfulness.mean(ours), Faithfulness.mean(chance), randomised);
    }

    /// What the model answers is what is explained.
    private static Question question(Subject subject, byte[] face) {
        return new Question(face, List.of(ClassActivation.best(subject.answers(List.of(face))[0])));
    }

    private static List<HeatMap> maps(Subject subject, Method method, Settings settings, List<Question> questions) {
        try (var explainer = Explainer.of(method, subject, settings)) {
            return explainer.maps(questions).stream().map(List::getFirst).toList();
        }
    }

    /// The maps of the same labels by the model with random weights.
    private static List<HeatMap> randomised(
            Subject subject, Method method, Settings settings, List<Question> questions, double share)
            throws IOException {
        var where = subject.file().toString();
        var bytes =
                RandomWeights.of(where, subject.file().bytes(), subject.head().name(), share, settings.seed());
        var file = Files.createTempFile("mien-random", ".onnx");
        try {
            Files.write(file, bytes);
            var other = ModelFile.of(file);
            try (var classifier = other.open(Engine.DEFAULT)) {
                return maps(new Subject(other, classifier, subject.head()), method, settings, questions);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static HeatMap noise(HeatMap like, SplittableRandom random) {
        var values = new float[like.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return new HeatMap(like.width(), like.height(), values);
    }

    private static double likeness(List<HeatMap> some, List<HeatMap> others) {
        return IntStream.range(0, some.size())
                .mapToDouble(i -> correlation(some.get(i), others.get(i)))
                .average()
                .orElse(0);
    }

    /// Spearman's: that of the ranks; 0 where one map is level.
    static double correlation(HeatMap one, HeatMap other) {
        var a = ranks(one.values());
        var b = ranks(other.values());
        double mean = (a.length - 1) / 2.0;
        double products = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            products += (a[i] - mean) * (b[i] - mean);
            first += (a[i] - mean) * (a[i] - mean);
            second += (b[i] - mean) * (b[i] - mean);
        }
        return first > 0 && second > 0 ? products / Math.sqrt(first * second) : 0;
    }

    /// The place of each value in their order from 0 on; equal ones share the mean of theirs.
    private static double[] ranks(float... values) {
        var order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        var ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + to - 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /// For people.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(pictures + " faces");
        lines.add(String.format(
                Locale.ROOT,
                "deletion   %.3f, in random order %.3f (area under the curve; smaller is better)",
                maps.deletionArea(),
                chance.deletionArea()));
        lines.add(String.format(
                Locale.ROOT,
                "insertion  %.3f, in random order %.3f (greater is better)",
                maps.insertionArea(),
                chance.insertionArea()));
        for (var one : randomised) {
            lines.add(String.format(
                    Locale.ROOT,
                    "random weights in %s: rank correlation %.2f with the true maps (nearer 0 is better)",
                    one.share() < 0.02
                            ? "the last layer"
                            : String.format(Locale.ROOT, "%.0f %% of the layers", 100 * one.share()),
                    one.correlation()));
        }
        return lines;
    }

    /// Adds the curves and correlations.
    ///
    /// @param data what people call the data set
    public ObjectNode addTo(ObjectNode json, String data) {
        json.put("data", data);
        json.put("pictures", pictures);
        add(json.putObject("maps"), maps);
        add(json.putObject("randomOrder"), chance);
        var list = json.putArray("randomWeights");
        for (var one : randomised) {
            var entry = list.addObject();
            entry.put("share", one.share());
            entry.put("rankCorrelation", ExplanationJson.rounded(one.correlation()));
        }
        return json;
    }

    private static void add(ObjectNode json, Faithfulness curves) {
        json.put("deletionArea", ExplanationJson.rounded(curves.deletionArea()));
        json.put("insertionArea", ExplanationJson.rounded(curves.insertionArea()));
        var gone = json.putArray("deletion");
        Arrays.stream(curves.deletion()).map(ExplanationJson::rounded).forEach(gone::add);
        var come = json.putArray("insertion");
        Arrays.stream(curves.insertion()).map(ExplanationJson::rounded).forEach(come::add);
    }
}
