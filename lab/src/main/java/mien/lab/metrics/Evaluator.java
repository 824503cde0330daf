package mien.lab.metrics;

import java.util.Optional;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.occlusion.Placements;
import mien.model.Head;
import mien.model.LabelSet;

/// Scores a model file on labelled pictures: the model's own input, graph and calibration, nothing of the training.
public final class Evaluator {
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
            ScoredModel model, Dataset data, PixelCache pixels, Part part, Optional<String> head) {
        return new Scoring(model, data, pixels, part, head).plain();
    }

    /// Scores the pictures as they are, and once more for each kind of mask.
    ///
    /// @param head which of the model's answers to score; empty for the one that fits the data's labels best
    /// @throws EvaluationException if there is no such part or head, or nothing in common
    public static MaskedEvaluation masked(
            ScoredModel model, Dataset data, Part part, Optional<String> head, Masking masking) {
        try (var pixels = PixelCache.open(data, model.input())) {
            return masked(new Scoring(model, data, pixels, part, head), masking);
        }
    }

    static MaskedEvaluation masked(Scoring scoring, Masking masking) {
        var plain = scoring.plain();
        var placements = masking.placed() ? scoring.placements() : Placements.USUAL;
        var masked = masking.kinds().stream()
                .map(kind -> scoring.masked(kind, placements, masking.seed()))
                .toList();
        return new MaskedEvaluation(plain, masked, masking.seed(), placements.counts());
    }

    /// What one head of a model says of the pictures that it can be scored on, over all its labels.
    ///
    /// @param head as it is to calibrate its answers
    /// @throws EvaluationException if there is no such part, or nothing in common
    public static Predictions predictions(ScoredModel model, Dataset data, Part part, Head head) {
        try (var pixels = PixelCache.open(data, model.input())) {
            return new Scoring(model, data, pixels, part, head).unprojected();
        }
    }

    /// Whether a data set has enough of a head's labels to say how sure it may be: at least two.
    public static boolean canCalibrate(Dataset data, Head head) {
        boolean votes = head.labels().labels().equals(LabelSet.FERPLUS8.labels())
                && data.samples().stream().anyMatch(sample -> sample.votes().isPresent());
        return votes || LabelMatching.shared(head.labels(), data.labels()).size() > 1;
    }
}
