package mien.lab.training;

import java.util.Map;
import java.util.TreeMap;

/// Everything that is decided about a training besides data, network and seed.
///
/// @param pace how long, in what portions
/// @param optimizer how gradients move the weights
/// @param schedule how the learning rate changes
/// @param objective what is minimised
/// @param augmentation how pictures are changed
/// @param averaging what is kept of the weights
public record Recipe(
        Pace pace,
        Optimizer optimizer,
        Schedule schedule,
        Objective objective,
        Augmentation augmentation,
        Averaging averaging) {

    /// The recipe of the `mien` networks.
    public static final Recipe DEFAULT = new Recipe(
            new Pace(40, 256),
            Optimizer.Sgd.DEFAULT,
            new Schedule.Triangular(0.15),
            Objective.DEFAULT,
            Augmentation.DEFAULT,
            Averaging.DEFAULT);

    public Recipe withPace(Pace changed) {
        return new Recipe(changed, optimizer, schedule, objective, augmentation, averaging);
    }

    public Recipe withOptimizer(Optimizer changed) {
        return new Recipe(pace, changed, schedule, objective, augmentation, averaging);
    }

    public Recipe withSchedule(Schedule changed) {
        return new Recipe(pace, optimizer, changed, objective, augmentation, averaging);
    }

    public Recipe withObjective(Objective changed) {
        return new Recipe(pace, optimizer, schedule, changed, augmentation, averaging);
    }

    public Recipe withAugmentation(Augmentation changed) {
        return new Recipe(pace, optimizer, schedule, objective, changed, averaging);
    }

    public Recipe withAveraging(Averaging changed) {
        return new Recipe(pace, optimizer, schedule, objective, augmentation, changed);
    }

    /// @param epochs times that every picture is shown
    /// @param batchSize pictures per step
    public record Pace(int epochs, int batchSize) {
        public Pace {
            if (epochs < 1 || batchSize < 2) {
                throw new IllegalArgumentException("pace: epochs must be at least 1 and batchSize at least 2, got "
                        + epochs + " and " + batchSize);
            }
        }
    }

    /// @param labelSmoothing share of each target spread over all classes, in `[0, 1)`; votes are never smoothed
    /// @param headWeights weight of each head's loss by name; a head that is not named counts 1, one that counts 0
    ///     is not built
    /// @param balance what is done about classes of different size
    /// @param clipNorm longest allowed gradient, or 0 for any
    /// @param distillation how much teachers count, where there are any
    public record Objective(
            double labelSmoothing,
            Map<String, Double> headWeights,
            Balance balance,
            double clipNorm,
            Distillation distillation) {
        public static final Objective DEFAULT = new Objective(0.1, Map.of(), Balance.NONE, 0);

        public Objective(double labelSmoothing, Map<String, Double> headWeights, Balance balance, double clipNorm) {
            this(labelSmoothing, headWeights, balance, clipNorm, Distillation.DEFAULT);
        }

        public Objective {
            headWeights = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(headWeights));
            if (!(labelSmoothing >= 0 && labelSmoothing < 1) || !(clipNorm >= 0)) {
                throw new IllegalArgumentException(
                        "objective: labelSmoothing must be in [0, 1) and clipNorm not negative, got " + labelSmoothing
                                + " and " + clipNorm);
            }
        }

        public Objective withBalance(Balance changed) {
            return new Objective(labelSmoothing, headWeights, changed, clipNorm, distillation);
        }

        public Objective withDistillation(Distillation changed) {
            return new Objective(labelSmoothing, headWeights, balance, clipNorm, changed);
        }

        public double weightOf(String head) {
            return headWeights.getOrDefault(head, 1.0);
        }
    }

    /// Learning from the answers of trained models (Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural
    /// Network", 2015), given the same augmented picture (Beyer et al., "Knowledge distillation: A good teacher is
    /// patient and consistent", 2022).
    ///
    /// @param share of the loss that the teachers' answers have, in `[0, 1]`; labels have the rest
    /// @param temperature that softens both answers, above 0
    public record Distillation(double share, double temperature) {
        public static final Distillation DEFAULT = new Distillation(0.8, 2);

        public Distillation {
            if (!(share >= 0 && share <= 1) || !(temperature > 0)) {
                throw new IllegalArgumentException("distillation: share must be in [0, 1] and temperature above 0, got "
                        + share + " and " + temperature);
            }
        }
    }

    /// @param emaDecay decay of the exponential moving average of the weights per step, which is what is validated
    ///     and kept; 0 keeps the weights themselves
    /// @param keep which epoch's weights become the model
    /// @param patience epochs without a better validation metric after which the training stops; 0 never stops
    /// @param metric what `keep` and `patience` go by: `loss`, or a validation figure by its [FigureName], such as
    ///     `fer7.accuracy`; empty for the first head's accuracy
    public record Averaging(double emaDecay, Keep keep, int patience, String metric) {
        public static final Averaging DEFAULT = new Averaging(0.998, Keep.LAST, 0, "");

        /// The metric that is the loss of all heads together, where less is better.
        public static final String LOSS = "loss";

        public Averaging {
            if (!(emaDecay >= 0 && emaDecay < 1) || patience < 0) {
                throw new IllegalArgumentException(
                        "averaging: emaDecay must be in [0, 1) and patience not negative, got " + emaDecay + " and "
                                + patience);
            }
        }

        /// Whether the metric decides about anything.
        public boolean judges() {
            return keep == Keep.BEST || patience > 0;
        }

        /// What an epoch counts by the metric, the more the better: the loss counts negative. NaN if nothing was
        /// validated.
        ///
        /// @throws RecipeException if the epoch has no such figure
        public double score(EpochRecord epoch) {
            if (metric.isEmpty()) {
                return epoch.validation().accuracy();
            }
            if (metric.equals(LOSS)) {
                return -epoch.validation().loss();
            }
            var value = epoch.figures().get(metric);
            if (value == null) {
                throw new RecipeException(
                        "recipe",
                        "there is no validation metric '" + metric + "'; there are loss and "
                                + epoch.figures().keySet());
            }
            return value;
        }
    }

    /// Which epoch's weights become the model.
    public enum Keep {
        LAST,
        BEST
    }
}
