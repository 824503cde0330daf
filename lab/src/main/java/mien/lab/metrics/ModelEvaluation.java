package mien.lab.metrics;

import java.util.Optional;
import mien.lab.occlusion.Occlusion;
import org.jspecify.annotations.Nullable;

/// What came of scoring a model on a data set.
///
/// @param subject what was scored on what
/// @param evaluation over all samples that could be scored
/// @param withoutCopies the same over the samples whose exact pixels do not occur in the data's train split; null
///     if train pictures were scored, there is no train split, or nothing is left
/// @param leftOut what could not be scored
/// @param milliseconds of running the model, without reading the data set
public record ModelEvaluation(
        Subject subject,
        Evaluation evaluation,
        @Nullable Evaluation withoutCopies,
        LeftOut leftOut,
        double milliseconds) {

    /// @param part which samples; never [Part#HELD_OUT]
    /// @param truth what the answers were held against, in words
    /// @param splitting how the split of the training was made again; empty if the data's own split counts
    /// @param mask how the pictures were masked, or null if they were shown as they are
    public record Subject(
            String model,
            String data,
            String head,
            Part part,
            String truth,
            String splitting,
            @Nullable Occlusion mask) {

        /// Pictures as they are, with the data's own split.
        public Subject(String model, String data, String head, Part part, String truth) {
            this(model, data, head, part, truth, "", null);
        }

        @Override
        public String toString() {
            return model + " on " + data + ", " + (part == Part.ALL ? "all splits" : part + " split") + ", head " + head
                    + (mask == null ? "" : ", mask " + mask);
        }
    }

    public Optional<Evaluation> deduplicated() {
        return Optional.ofNullable(withoutCopies);
    }
}
