package mien.lab.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import mien.lab.dataset.PixelCache;
import mien.lab.occlusion.Occlusion;
import mien.lab.occlusion.Placements;
import mien.model.Head;

/// What one head of a model says of chosen pictures, as they are or masked.
public final class Scoring {
    private static final int BATCH = 256;
    private static final long QUARTER_SECOND = 250_000_000;
    private static final int MOST_TIMES = 100;

    private final ScoredModel model;
    private final Head head;
    private final PixelCache pixels;
    private final Selection selection;

    /// What the model is shown of a sample, `[C, H, W]`.
    private interface Shown {
        void read(int sample, byte[] into);
    }

    /// @param pixels as the model wants them, with the samples of the selection's pool
    public Scoring(ScoredModel model, Head head, PixelCache pixels, Selection selection) {
        if (pixels.samples().size() != selection.pool().samples().size()) {
            throw new IllegalArgumentException("scoring: the pixels must be those of the pool's "
                    + selection.pool().samples().size() + " samples, got "
                    + pixels.samples().size());
        }
        this.model = model;
        this.head = head;
        this.pixels = pixels;
        this.selection = selection;
    }

    /// Of the pictures as they are, over the common labels.
    public Predictions plain() {
        return predict(pixels::read);
    }

    /// Of the pictures masked, each with a seed of its own.
    public Predictions masked(Occlusion kind, Placements placements, long seed) {
        return predict((sample, into) -> {
            pixels.read(sample, into);
            kind.apply(into, model.input(), placements.of(sample), Occlusion.seed(seed, sample));
        });
    }

    /// Where eyes and mouth are in the pictures.
    public Placements placements() {
        return Placements.find(selection.indices(), model.input(), pixels::read);
    }

    /// Of the pictures as they are, over all labels of the head, also those that the data does not have.
    Predictions unprojected() {
        var labels = head.labels().labels();
        var rows = new float[selection.size() * labels.size()];
        predict(pixels::read, (i, row) -> System.arraycopy(row, 0, rows, i * labels.size(), row.length));
        var common = selection.common();
        var truth = Arrays.stream(selection.truth())
                .map(t -> labels.indexOf(common.get(t)))
                .toArray();
        return new Predictions(labels, truth, rows);
    }

    private Predictions predict(Shown shown) {
        var matching = selection.matching(head);
        int classes = selection.common().size();
        var probabilities = new float[selection.size() * classes];
        predict(shown, (i, row) -> matching.project(row, probabilities, i * classes));
        return new Predictions(selection.common(), selection.truth(), probabilities);
    }

    /// Milliseconds for each face, the median of a hundred tries or a quarter of a second after a warm-up.
    ///
    /// @param faces how many at a time, at least 1
    public double milliseconds(int faces) {
        int count = Math.min(faces, selection.size());
        var batch = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            var bytes = new byte[model.input().bytes()];
            pixels.read(selection.indices()[i], bytes);
            batch.add(bytes);
        }
        model.answers().classify(batch, head);
        var times = new ArrayList<Double>();
        long begin = System.nanoTime();
        while (times.size() < 3 || (times.size() < MOST_TIMES && System.nanoTime() - begin < QUARTER_SECOND)) {
            long start = System.nanoTime();
            model.answers().classify(batch, head);
            times.add((System.nanoTime() - start) / 1e6 / count);
        }
        times.sort(null);
        return times.get(times.size() / 2);
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
}
