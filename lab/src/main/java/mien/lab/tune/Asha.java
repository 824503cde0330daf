package mien.lab.tune;

import java.util.List;

/// Ends bad trials early: asynchronous successive halving (Li et al., "A System for Massively Parallel Hyperparameter
/// Tuning", 2020), in the form that stops instead of promoting, so that no trial ever waits for another.
///
/// At each of two rungs, the epochs `first` and `first * factor`, a trial goes on only if it is among the best
/// `1 / factor` of all that have come this far. Who passes both is trained to the end.
///
/// @param first rung, in epochs; 0 never stops a trial
/// @param factor between rungs, and of trials that each one stops
public record Asha(int first, int factor) {
    public static final Asha NONE = new Asha(0, 3);

    public Asha {
        if (first < 0 || factor < 2) {
            throw new IllegalArgumentException("asha: the first rung must not be negative and the factor at least 2,"
                    + " got " + first + " and " + factor);
        }
    }

    /// Rungs for trainings of so many epochs: at a ninth and a third, but not before the first epoch.
    public static Asha forEpochs(int epochs) {
        return new Asha(Math.max(1, epochs / 9), 3);
    }

    /// Whether a trial is judged after this epoch.
    public boolean judges(int epoch) {
        return first > 0 && (epoch == first || epoch == first * factor);
    }

    /// Whether a trial should end after its last epoch. The first few at a rung all go on: two say little of each
    /// other.
    ///
    /// @param trials all, this one among them or not
    public boolean stops(Trial trial, List<Trial> trials) {
        if (trial.epochs().isEmpty()) {
            return false;
        }
        var last = trial.epochs().getLast();
        if (!judges(last.epoch())) {
            return false;
        }
        if (Double.isNaN(last.score())) {
            return true;
        }
        var others = trials.stream()
                .filter(t -> t.number() != trial.number() && t.verdict() != Trial.Verdict.FAILED)
                .flatMap(t -> t.epochs().stream().filter(e -> e.epoch() == last.epoch()))
                .mapToDouble(Trial.Epoch::score)
                .toArray();
        long better = java.util.Arrays.stream(others)
                .filter(score -> score > last.score())
                .count();
        int come = others.length + 1;
        return come >= factor && better >= Math.ceilDiv(come, factor);
    }
}
