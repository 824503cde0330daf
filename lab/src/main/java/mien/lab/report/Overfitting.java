package mien.lab.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.lab.training.EpochRecord;
import mien.lab.training.History;

/// The sign that a training learns its pictures by heart.
///
/// It is seen when, at the end of the history, for at least three epochs on end, either the validation loss lay
/// more than 5 % above its minimum while the training loss still fell below what it was at that minimum, or the
/// training accuracy was more than 10 points above the validation accuracy.
///
/// @param since the first epoch of that stretch
/// @param sentence what was seen and what helps, in words
public record Overfitting(int since, String sentence) {
    private static final int PATIENCE = 3;
    private static final double LOSS_RISE = 1.05;
    private static final double ACCURACY_GAP = 0.10;

    /// Empty if nothing of the kind is seen, or nothing was validated.
    public static Optional<Overfitting> seenIn(History history) {
        var validated =
                history.epochs().stream().filter(e -> e.validation().measured()).toList();
        if (validated.isEmpty()) {
            return Optional.empty();
        }
        return byLoss(validated).or(() -> byAccuracy(validated));
    }

    private static Optional<Overfitting> byLoss(List<EpochRecord> epochs) {
        var best = epochs.stream()
                .min(Comparator.comparingDouble(e -> e.validation().loss()))
                .orElseThrow();
        int from = epochs.size();
        while (from > 0 && risen(epochs.get(from - 1), best)) {
            from--;
        }
        if (epochs.size() - from < PATIENCE) {
            return Optional.empty();
        }
        double rise = epochs.getLast().validation().loss() / best.validation().loss() - 1;
        int since = epochs.get(from).epoch();
        return Optional.of(new Overfitting(
                since,
                String.format(
                        Locale.ROOT,
                        "Overfitting since epoch %d: the validation loss has risen %.0f %% over its minimum (%.3f in epoch %d)"
                                + " while the training loss still falls; stop earlier, augment more, or use more dropout or weight decay.",
                        since,
                        100 * rise,
                        best.validation().loss(),
                        best.epoch())));
    }

    private static boolean risen(EpochRecord epoch, EpochRecord best) {
        return epoch.epoch() > best.epoch()
                && epoch.validation().loss() > LOSS_RISE * best.validation().loss()
                && epoch.train().loss() < best.train().loss();
    }

    private static Optional<Overfitting> byAccuracy(List<EpochRecord> epochs) {
        int from = epochs.size();
        while (from > 0 && gap(epochs.get(from - 1)) > ACCURACY_GAP) {
            from--;
        }
        if (epochs.size() - from < PATIENCE) {
            return Optional.empty();
        }
        int since = epochs.get(from).epoch();
        return Optional.of(new Overfitting(
                since,
                String.format(
                        Locale.ROOT,
                        "Overfitting since epoch %d: the training accuracy is %.0f points above the validation accuracy;"
                                + " augment more, use more dropout or weight decay, or a smaller network.",
                        since,
                        100 * gap(epochs.getLast()))));
    }

    private static double gap(EpochRecord epoch) {
        return epoch.train().accuracy() - epoch.validation().accuracy();
    }
}
