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
import mien.lab.occlusion.Occlusion;
import mien.lab.occlusion.Placements;
import mien.model.Head;
import org.jspecify.annotations.Nullable;

/// One model, one head and the pictures it is scored on, as they are or masked.
final class Scoring {
    private static final int BATCH = 256;

    private final ScoredModel model;
    private final Dataset data;
    private final PixelCache pixels;
    private final Part part;
    private final Head head;
    private final List<Sample> samples;
    private final String splitting;
    private final Selection selection;

    /// What the model is shown of a sample, `[C, H, W]`.
    private interface Shown {
        void read(int sample, byte[] into);
    }

    /// @throws EvaluationException if there is no such part or head, or nothing in common
    Scoring(ScoredModel model, Dataset data, PixelCache pixels, Part asked, Optional<String> wanted) {
        this(model, data, pixels, asked, wanted.map(model::head).orElseGet(() -> model.headFor(data.labels())));
    }

    /// @throws EvaluationException if there is no such part, or nothing in common
    Scoring(ScoredModel model, Dataset data, PixelCache pixels, Part asked, Head head) {
        this.model = model;
        this.data = data;
        this.pixels = pixels;
        this.head = head;
        var again = splitAgain(model, pixels);
        samples = again.map(splitting -> with(splitting, pixels.samples())).orElse(pixels.samples());
        part = asked.in(data.name(), samples);
        splitting = part == Part.ALL ? "" : again.map(Splitting::how).orElse("");
        selection = Selection.of(samples, part, head.labels(), data.labels());
        if (selection.indices().length == 0) {
            throw new EvaluationException(data.name() + ": none of its pictures in the chosen split (" + part
                    + ") can be scored with head " + head.name() + "; "
                    + String.join(" ", selection.leftOut().sentences()));
        }
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

    /// The pictures as they are.
    ModelEvaluation plain() {
        return score(pixels::read, null);
    }

    /// The pictures masked, each with a seed of its own.
    ModelEvaluation masked(Occlusion kind, Placements placements, long seed) {
        return score(
                (sample, into) -> {
                    pixels.read(sample, into);
                    kind.apply(into, model.input(), placements.of(sample), Occlusion.seed(seed, sample));
                },
                kind);
    }

    /// Where eyes and mouth are in the pictures.
    Placements placements() {
        return Placements.find(selection.indices(), model.input(), pixels::read);
    }

    private ModelEvaluation score(Shown shown, @Nullable Occlusion mask) {
        long start = System.nanoTime();
        var predictions = predict(shown);
        double milliseconds = (System.nanoTime() - start) / 1e6;
        return new ModelEvaluation(
                new Subject(model.name(), data.name(), head.name(), part, truth(), splitting, mask),
                Evaluation.of(predictions),
                withoutCopies(predictions),
                selection.leftOut().withUnreadable(pixels.problems().size()),
                milliseconds);
    }

    private String truth() {
        return selection.byVotes()
                ? "FER+ majority (single votes dropped, more than half of the rest, not unknown or no face)"
                : "label of the data";
    }

    /// What the head says of the pictures as they are, over all its labels, also those that the data does not have.
    Predictions unprojected() {
        var labels = head.labels().labels();
        var rows = new float[selection.indices().length * labels.size()];
        predict(pixels::read, (i, row) -> System.arraycopy(row, 0, rows, i * labels.size(), row.length));
        var common = selection.matching().common();
        var truth = Arrays.stream(selection.truth())
                .map(t -> labels.indexOf(common.get(t)))
                .toArray();
        return new Predictions(labels, truth, rows);
    }

    private Predictions predict(Shown shown) {
        var matching = selection.matching();
        int classes = matching.common().size();
        var probabilities = new float[selection.indices().length * classes];
        predict(shown, (i, row) -> matching.project(row, probabilities, i * classes));
        return new Predictions(matching.common(), selection.truth(), probabilities);
    }

    private interface Answered {
        /// @param row `[labels of the head]`
        void take(int i, float[] row);
    }

    private void predict(Shown shown, Answered answered) {
        var indices = selection.indices();
        var row = new float[head.labels().size()];
        var buffers = new ArrayList<byte[]>(); // reused by every batch
        for (int i = 0; i < Math.min(BATCH, indices.length); i++) {
            buffers.add(new byte[model.input().bytes()]);
        }
        for (int from = 0; from < indices.length; from += BATCH) {
            var batch = buffers.subList(0, Math.min(BATCH, indices.length - from));
            for (int i = 0; i < batch.size(); i++) {
                shown.read(indices[from + i], batch.get(i));
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

    private @Nullable Evaluation withoutCopies(Predictions predictions) {
        var indices = selection.indices();
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
