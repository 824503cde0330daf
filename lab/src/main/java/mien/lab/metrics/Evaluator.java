package mien.lab.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Splitting;
import mien.lab.metrics.ModelEvaluation.Subject;
import mien.model.Head;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;

/// Scores a model file on labelled pictures: the model's own input, graph and calibration, nothing of the training.
public final class Evaluator {
    private static final int BATCH = 256;

    private Evaluator() {}

    /// @param head which of the model's answers to score; empty for the one that fits the data's labels best
    /// @throws EvaluationException if there is no such part or head, or nothing in common
    public static ModelEvaluation evaluate(ScoredModel model, Dataset data, Part part, Optional<String> head) {
        try (var pixels = PixelCache.open(data, model.input())) {
            return evaluate(model, data, pixels, part, head);
        }
    }

    /// The same on pixels that are open already.
    ///
    /// @param pixels of `data`, as the model wants them
    public static ModelEvaluation evaluate(
            ScoredModel model, Dataset data, PixelCache pixels, Part asked, Optional<String> wanted) {
        var again = splitAgain(model, pixels);
        var samples = again.map(splitting -> with(splitting, pixels.samples())).orElse(pixels.samples());
        var part = asked.in(data.name(), samples);
        var head = wanted.map(model::head).orElseGet(() -> model.headFor(data.labels()));
        var selection = selection(data.name(), samples, part, head, data.labels());
        long start = System.nanoTime();
        var predictions = predict(model, head, pixels, selection);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        var how = part == Part.ALL ? "" : again.map(Splitting::how).orElse("");
        var subject = new Subject(model.name(), data.name(), head.name(), part, truth(selection), how);
        return new ModelEvaluation(
                subject,
                Evaluation.of(predictions),
                withoutCopies(predictions, pixels, samples, part, selection.indices()),
                selection.leftOut().withUnreadable(pixels.problems().size()),
                milliseconds);
    }

    /// What one head of a model says of the pictures that it can be scored on, over all its labels.
    ///
    /// @param head as it is to calibrate its answers
    /// @throws EvaluationException if there is no such part, or nothing in common
    public static Predictions predictions(ScoredModel model, Dataset data, Part asked, Head head) {
        try (var pixels = PixelCache.open(data, model.input())) {
            var samples = samples(model, pixels);
            var part = asked.in(data.name(), samples);
            var selection = selection(data.name(), samples, part, head, data.labels());
            var labels = head.labels().labels();
            var rows = new float[selection.indices().length * labels.size()];
            predict(
                    model,
                    head,
                    pixels,
                    selection.indices(),
                    (i, row) -> System.arraycopy(row, 0, rows, i * labels.size(), row.length));
            var truth = Arrays.stream(selection.truth())
                    .map(t -> labels.indexOf(selection.matching().common().get(t)))
                    .toArray();
            return new Predictions(labels, truth, rows);
        }
    }

    /// Whether a data set has enough of a head's labels to say how sure it may be: at least two.
    public static boolean canCalibrate(Dataset data, Head head) {
        boolean votes = head.labels().labels().equals(LabelSet.FERPLUS8.labels())
                && data.samples().stream().anyMatch(sample -> sample.votes().isPresent());
        return votes || LabelMatching.shared(head.labels(), data.labels()).size() > 1;
    }

    /// @throws EvaluationException if there is nothing to score
    private static Selection selection(String data, List<Sample> samples, Part part, Head head, LabelSet labels) {
        var selection = Selection.of(samples, part, head.labels(), labels);
        if (selection.indices().length == 0) {
            throw new EvaluationException(data + ": none of its pictures in the chosen split (" + part
                    + ") can be scored with head " + head.name() + "; "
                    + String.join(" ", selection.leftOut().sentences()));
        }
        return selection;
    }

    /// With the split of the model's training where there was one.
    private static List<Sample> samples(ScoredModel model, PixelCache pixels) {
        return splitAgain(model, pixels)
                .map(splitting -> with(splitting, pixels.samples()))
                .orElse(pixels.samples());
    }

    /// The split of the model's training, if it is not the one that the data has: without it, training pictures would
    /// be scored.
    private static Optional<Splitting> splitAgain(ScoredModel model, PixelCache pixels) {
        var given = pixels.samples().stream().map(Sample::split).toList();
        return model.splitOf(pixels).filter(made -> !made.splits().equals(given));
    }

    private static List<Sample> with(Splitting splitting, List<Sample> samples) {
        return IntStream.range(0, samples.size())
                .mapToObj(i -> {
                    var s = samples.get(i);
                    return new Sample(s.file(), splitting.splits().get(i), s.label(), s.voted(), s.origin());
                })
                .toList();
    }

    private static String truth(Selection selection) {
        return selection.byVotes()
                ? "FER+ majority (single votes dropped, more than half of the rest, not unknown or no face)"
                : "label of the data";
    }

    private static Predictions predict(ScoredModel model, Head head, PixelCache pixels, Selection selection) {
        var indices = selection.indices();
        var matching = selection.matching();
        int classes = matching.common().size();
        var probabilities = new float[indices.length * classes];
        predict(model, head, pixels, indices, (i, row) -> matching.project(row, probabilities, i * classes));
        return new Predictions(matching.common(), selection.truth(), probabilities);
    }

    private interface Answered {
        /// @param row `[labels of the head]`
        void take(int i, float[] row);
    }

    private static void predict(ScoredModel model, Head head, PixelCache pixels, int[] indices, Answered answered) {
        var row = new float[head.labels().size()];
        var buffers = new ArrayList<byte[]>(); // reused by every batch
        for (int i = 0; i < Math.min(BATCH, indices.length); i++) {
            buffers.add(new byte[model.input().bytes()]);
        }
        for (int from = 0; from < indices.length; from += BATCH) {
            var batch = buffers.subList(0, Math.min(BATCH, indices.length - from));
            for (int i = 0; i < batch.size(); i++) {
                pixels.read(indices[from + i], batch.get(i));
            }
            var answers = model.answers().classify(batch, head);
            for (int i = 0; i < answers.length; i++) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = (float) answers[i][j];
                }
                answered.take(from + i, row);
            }
        }
    }

    private static @Nullable Evaluation withoutCopies(
            Predictions predictions, PixelCache pixels, List<Sample> samples, Part part, int[] indices) {
        if (part == Part.TRAIN || part == Part.ALL) {
            return null;
        }
        var seen = new HashSet<Long>();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).split() == Split.TRAIN) {
                seen.add(pixels.contentHash(i));
            }
        }
        var fresh = new BitSet();
        for (int i = 0; i < indices.length; i++) {
            fresh.set(i, !seen.contains(pixels.contentHash(indices[i])));
        }
        return seen.isEmpty() || fresh.isEmpty() ? null : Evaluation.of(predictions.only(fresh));
    }
}
