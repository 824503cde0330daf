package mien.app.shipped;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.Predictions;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelFile;

/// 500 pictures of FER2013's PublicTest, always the same, and what a model answers to them.
///
/// @param labels of the data
/// @param inputs as the model sees them
record FixedFaces(LabelSet labels, List<Sample> samples, List<byte[]> inputs) {
    private static final int COUNT = 500;
    private static final long SEED = 20_261_121;

    /// Decodes these pictures and no other.
    static FixedFaces of(Path fer2013, Preprocessing input) {
        try (var data = Datasets.open(fer2013)) {
            var samples = chosen(data);
            var inputs = samples.stream()
                    .map(sample -> input.whole(data.source().read(sample)))
                    .toList();
            return new FixedFaces(data.labels(), samples, inputs);
        }
    }

    private static List<Sample> chosen(Dataset data) {
        var all = new ArrayList<>(data.samples().stream()
                .filter(sample -> sample.split() == Split.VALIDATION)
                .sorted(Comparator.comparing(Sample::file))
                .toList());
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, COUNT);
    }

    /// What one head of a model says of them.
    ///
    /// @param answers one digit for each picture: the number of the likeliest label
    /// @param accuracy of those whose true label is known and one of the head's
    /// @param ece calibration error over the same
    /// @param confidence mean probability of the likeliest label
    record Answers(String answers, double accuracy, double ece, double confidence) {}

    /// By every head of a model, in order.
    List<Answers> answersOf(ModelFile model) {
        try (var classifier = model.open(Engine.DEFAULT.withGpu(false))) {
            return classifier.contract().heads().stream()
                    .map(head -> answers(classifier, head))
                    .toList();
        }
    }

    private Answers answers(Classifier classifier, Head head) {
        var rows = classifier.classify(inputs, head);
        var answers = Arrays.stream(rows).mapToInt(FixedFaces::likeliest).toArray();
        var known = IntStream.range(0, rows.length)
                .filter(i -> truth(head.labels(), samples.get(i)) >= 0)
                .toArray();
        var truth = Arrays.stream(known)
                .map(i -> truth(head.labels(), samples.get(i)))
                .toArray();
        var probabilities = new float[known.length * head.labels().size()];
        for (int k = 0; k < known.length; k++) {
            for (int j = 0; j < head.labels().size(); j++) {
                probabilities[k * head.labels().size() + j] = (float) rows[known[k]][j];
            }
        }
        var evaluation = Evaluation.of(new Predictions(head.labels().labels(), truth, probabilities));
        return new Answers(
                Arrays.stream(answers).mapToObj(String::valueOf).collect(Collectors.joining()),
                evaluation.accuracy(),
                evaluation.ece(),
                Arrays.stream(rows)
                        .mapToDouble(row -> row[likeliest(row)])
                        .average()
                        .orElseThrow());
    }

    /// The label's number in the head: FER+'s majority for its eight, all alike for a gate; -1 if it has none.
    private int truth(LabelSet head, Sample sample) {
        if (head.indexOf("face").isPresent()) {
            return head.indexOf("face").getAsInt();
        }
        if (head.labels().equals(LabelSet.FERPLUS8.labels())) {
            return sample.votes().map(votes -> votes.majority().orElse(-1)).orElse(-1);
        }
        return sample.label() < 0
                ? -1
                : head.indexOf(labels.labels().get(sample.label())).orElse(-1);
    }

    private static int likeliest(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            best = row[i] > row[best] ? i : best;
        }
        return best;
    }
}
