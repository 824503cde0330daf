package mien.lab.metrics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
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
    private final Selection selection;

    /// What the model is shown of a sample, `[C, H, W]`.
    private interface Shown {
        void read(int sample, byte[] into);
    }

    /// @throws EvaluationException if there is no such part or head, or nothing in common
    Scoring(ScoredModel model, Dataset data, PixelCache pixels, Part asked, Optional<String> wanted) {
        this.model = model;
        this.data = data;
        this.pixels = pixels;
        part = asked.in(data.name(), pixels.samples());
        head = wanted.map(model::head).orElseGet(() -> model.headFor(data.labels()));
        selection = Selection.of(pixels.samples(), part, head.labels(), data.labels());
        if (selection.indices().length == 0) {
            throw new EvaluationException(data.name() + ": none of its pictures in the chosen split (" + part
                    + ") can be scored with head " + head.name() + "; "
                    + String.join(" ", selection.leftOut().sentences()));
        }
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
                new Subject(model.name(), data.name(), head.name(), part, truth(), mask),
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

    private Predictions predict(Shown shown) {
        var indices = selection.indices();
        int classes = selection.matching().common().size();
        var probabilities = new float[indices.length * classes];
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
                selection.matching().project(row, probabilities, (from + i) * classes);
            }
        }
        return new Predictions(selection.matching().common(), selection.truth(), probabilities);
    }

    private @Nullable Evaluation withoutCopies(Predictions predictions) {
        var indices = selection.indices();
        if (part == Part.TRAIN || part == Part.ALL) {
            return null;
        }
        var samples = pixels.samples();
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
