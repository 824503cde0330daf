package mien.lab.evaluation;

import java.util.List;
import java.util.Optional;
import mien.lab.dataset.Dataset;
import mien.lab.metrics.Part;
import mien.lab.occlusion.Occlusion;
import org.jspecify.annotations.Nullable;

/// What an assessment is to find out.
///
/// @param part which pictures
/// @param headName which of a model's answers; null for the one that fits the labels of the data best
/// @param conditions what else to measure
/// @param trainingData whose training pictures must not be among those that are scored; null if nobody looks
/// @param seed of the intervals and of the masks
public record Request(
        Part part,
        @Nullable String headName,
        Conditions conditions,
        @Nullable Dataset trainingData,
        long seed) {

    public static final Request DEFAULT = new Request(Part.HELD_OUT, null, Conditions.NONE, null, 1);

    /// @param mask that all pictures get before a model sees them, or null
    /// @param robustness kinds of masks to score the pictures with once more each
    /// @param groupBy column of the data's table by which to divide the pictures, or null
    public record Conditions(
            @Nullable Occlusion mask,
            List<Occlusion> robustness,
            @Nullable String groupBy) {
        public static final Conditions NONE = new Conditions(null, List.of(), null);

        public Conditions {
            robustness = List.copyOf(robustness);
        }
    }

    public Request withPart(Part changed) {
        return new Request(changed, headName, conditions, trainingData, seed);
    }

    public Request withHead(@Nullable String changed) {
        return new Request(part, changed, conditions, trainingData, seed);
    }

    public Request withConditions(Conditions changed) {
        return new Request(part, headName, changed, trainingData, seed);
    }

    public Request withTrainingData(@Nullable Dataset changed) {
        return new Request(part, headName, conditions, changed, seed);
    }

    public Request withSeed(long changed) {
        return new Request(part, headName, conditions, trainingData, changed);
    }

    Optional<String> head() {
        return Optional.ofNullable(headName);
    }

    Optional<Dataset> training() {
        return Optional.ofNullable(trainingData);
    }
}
