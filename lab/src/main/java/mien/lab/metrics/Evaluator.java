package mien.lab.metrics;

import java.util.List;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.model.Head;
import mien.model.LabelSet;

/// Asks one head of a model about labelled pictures: the model's own input, graph and calibration, nothing of the
/// training.
public final class Evaluator {
    private Evaluator() {}

    /// What one head of a model says of the pictures that it can be scored on, over all its labels.
    ///
    /// @param head as it is to calibrate its answers
    /// @throws EvaluationException if there is no such part, or nothing in common
    public static Predictions predictions(ScoredModel model, Dataset data, Part part, Head head) {
        try (var pixels = PixelCache.open(data, model.input())) {
            var pool =
                    Pool.of(data, pixels, part, model.splitOf(pixels).stream().toList());
            return new Scoring(model, head, pixels, Selection.of(pool, List.of(head))).unprojected();
        }
    }

    /// Whether a data set has enough of a head's labels to say how sure it may be: at least two.
    public static boolean canCalibrate(Dataset data, Head head) {
        boolean votes = head.labels().labels().equals(LabelSet.FERPLUS8.labels())
                && data.samples().stream().anyMatch(sample -> sample.votes().isPresent());
        return votes || LabelMatching.shared(head.labels(), data.labels()).size() > 1;
    }
}
