package mien.lab.evaluation;

import java.util.List;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Evaluation;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.History;
import org.jspecify.annotations.Nullable;

/// What the figures of a model depend on.
///
/// @param robustness on the same pictures masked and spoilt, one for each kind; empty if not asked for
/// @param groups by a column of the data; null if not asked for
/// @param course of its training; null if nobody kept it
public record Circumstances(
        List<Masked> robustness,
        @Nullable Groups groups,
        @Nullable Course course) {
    public Circumstances {
        robustness = List.copyOf(robustness);
    }

    /// @param evaluation of the masked pictures; its `classes` show which emotion suffers
    public record Masked(Occlusion kind, Estimate accuracy, Estimate macroF1, Evaluation evaluation) {}

    /// @param column of the data's table
    /// @param groups the largest first
    /// @param gap between the groups with the highest and the lowest accuracy, among those of at least
    ///     [Groups#FEWEST] pictures; null if there are not two such
    public record Groups(
            String column, List<Group> groups, @Nullable Gap gap) {
        /// Of fewer pictures no gap is told.
        public static final int FEWEST = 20;

        public Groups {
            groups = List.copyOf(groups);
        }
    }

    /// @param value of the column; `(none)` for pictures that have none, `(others)` for the rest of many values
    public record Group(String value, int n, Estimate accuracy, Estimate macroF1) {}

    /// @param accuracy of the best group less that of the worst
    public record Gap(String best, String worst, Estimate accuracy) {}

    /// Training against test.
    ///
    /// @param history of the training, as the model file or a `history.csv` beside it has it
    /// @param epoch whose weights the model has
    /// @param train accuracy on augmented training pictures in that epoch; NaN if unknown
    /// @param validation accuracy on validation pictures after that epoch; NaN if unknown
    /// @param test accuracy in this evaluation
    public record Course(History history, int epoch, double train, double validation, double test) {}
}
