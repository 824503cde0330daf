package mien.lab.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.evaluation.Request.Conditions;
import mien.lab.metrics.ScoredModel;
import mien.lab.occlusion.Occlusion;
import mien.lab.report.page.DrawnFaces;
import mien.lab.training.EpochRecord;
import mien.lab.training.EpochRecord.Pace;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.History;
import mien.model.Engine;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.Training;
import mien.model.TrainingData;

/// Drawn faces, judged by models that compare them with a few others and guess a little: for pages of evaluations.
public final class AssessedFaces {
    public static final String AWKWARD = "test/it's \"so\" </script><b>&amp; 😀 Ж.png";
    private static final Preprocessing SIZE = new Preprocessing(1, DrawnFaces.SIDE, DrawnFaces.SIDE, 0.9);
    private static final LabelSet LABELS = new LabelSet("fer7", DrawnFaces.LABELS);
    private static final int EPOCHS = 12;
    private static final List<List<byte[]>> KNOWN = IntStream.range(0, LABELS.size())
            .mapToObj(label -> IntStream.range(0, 6)
                    .mapToObj(i -> DrawnFaces.of(label, 100_000 + i).pixels())
                    .toList())
            .toList();

    private final List<Sample> samples;
    private final Map<String, Integer> numbers = new HashMap<>();

    /// @param pictures in all, as many of each label
    public AssessedFaces(int pictures) {
        samples = IntStream.range(0, pictures)
                .mapToObj(i -> new Sample(
                        i == 0 ? AWKWARD : "test/face " + i + ".png",
                        Split.TEST,
                        i % LABELS.size(),
                        null,
                        new Sample.Origin("faces.csv", Map.of("age", i % 3 == 0 ? "young" : "old"))))
                .toList();
        samples.forEach(sample -> numbers.put(sample.file(), numbers.size()));
    }

    public Dataset data() {
        var source = new PictureSource() {
            @Override
            public Picture read(Sample sample) {
                int number = numbers.getOrDefault(sample.file(), 0);
                return DrawnFaces.of(number % LABELS.size(), number);
            }

            @Override
            public String contentKey() {
                return "drawn " + samples.size();
            }

            @Override
            public void close() {}
        };
        return new Dataset("drawn & <faces>.zip", LABELS, samples, List.of(), source);
    }

    /// Of one model, with masks and groups.
    public Assessment one(Path cache) {
        var conditions = new Conditions(null, List.of(Occlusion.EYES, Occlusion.MOUTH, Occlusion.BLUR), "age");
        return Assessor.assess(
                List.of(model("sharp.onnx", 300, 0.5)), data(), Request.DEFAULT.withConditions(conditions), cache);
    }

    /// Of two models side by side.
    public Assessment two(Path cache) {
        return Assessor.assess(
                List.of(model("sharp.onnx", 300, 0.5), model("blunt.onnx", 420, 0)), data(), Request.DEFAULT, cache);
    }

    /// Of a model file and of the bare labels that another tool gave.
    public Assessment withLabelsOfATool(Path folder) throws IOException {
        var csv = Files.writeString(
                folder.resolve("tool.csv"),
                samples.stream()
                        .skip(1) // the awkward name
                        .map(sample -> sample.file() + ","
                                + DrawnFaces.LABELS.get((sample.file().hashCode() & 0xFF) % 7))
                        .collect(Collectors.joining("\n", "file,label\n", "\n")));
        var tool = Contestant.open(csv.toString(), Engine.DEFAULT, LABELS);
        return Assessor.assess(List.of(tool), data(), Request.DEFAULT, folder);
    }

    /// @param noise how much it guesses
    private static Contestant model(String name, double noise, double threshold) {
        var head = new Head("fer7", LABELS, 1.3, threshold);
        var training = new Training(new TrainingData("faces", "sha256:0", ""), "test", 1, EPOCHS, null, Map.of());
        var model = new ScoredModel(
                name,
                SIZE,
                List.of(head),
                (inputs, _) ->
                        inputs.stream().map(input -> answer(input, noise)).toArray(double[][]::new),
                training);
        return new Network(Kind.MIEN, model, 4_700_000, 1_180_000, history(), () -> {});
    }

    private static History history() {
        return new History(IntStream.rangeClosed(1, EPOCHS)
                .mapToObj(e -> new EpochRecord(
                        e,
                        0.1,
                        new Score(2.0 / e, 1 - 0.8 / e),
                        new Score(0.8 + 1.0 / e, 0.7 - 0.5 / e),
                        Map.of(),
                        new Pace(500, 2)))
                .toList());
    }

    /// Likelier the closer a face is to one that is drawn for the label.
    private static double[] answer(byte[] input, double noise) {
        var random = new SplittableRandom(java.util.Arrays.hashCode(input) + (long) noise);
        var scores = IntStream.range(0, LABELS.size())
                .mapToDouble(label -> Math.exp(-(distance(input, label) + noise * random.nextDouble()) / 40))
                .toArray();
        double sum = java.util.Arrays.stream(scores).sum();
        return java.util.Arrays.stream(scores).map(score -> score / sum).toArray();
    }

    private static double distance(byte[] input, int label) {
        return KNOWN.get(label).stream()
                .mapToDouble(drawn -> distance(input, drawn))
                .min()
                .orElseThrow();
    }

    /// Of what is dark, so that the light does not matter much.
    private static double distance(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            boolean dark = (one[i] & 0xFF) < 30;
            sum += dark == ((other[i] & 0xFF) < 30) ? 0 : 1;
        }
        return 2 * sum;
    }
}
