package mien.lab.calibration;

import java.util.BitSet;
import java.util.Optional;
import mien.lab.calibration.RiskCoverage.Point;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Predictions;
import mien.model.Head;

/// Fits temperature and threshold of a head to held-back pictures.
public final class Calibrator {
    /// Fewer pictures than this say too little.
    static final int FEWEST = 50;

    private static final int FOLDS = 5;

    private Calibrator() {}

    /// @param head with the fitted temperature and threshold
    /// @param before of the probabilities at temperature 1
    /// @param after of the calibrated ones, each picture judged by a temperature that was fitted without it
    ///     (5 folds)
    /// @param answered what the threshold does; empty if no threshold reaches the target
    /// @param curve of the calibrated answers
    public record Result(
            Head head, Evaluation before, Evaluation after, Optional<Point> answered, RiskCoverage curve) {}

    /// The temperature stays 1 where the fitted one does not lower the calibration error of pictures that it was not
    /// fitted to.
    ///
    /// @param head whose temperature and threshold are to be replaced
    /// @param raw its answers at temperature 1 for pictures that it was not trained on
    /// @param targetRisk share of wrong answers that is accepted, in `(0, 1)`
    /// @throws EvaluationException if there are too few pictures
    public static Result calibrate(Head head, Predictions raw, double targetRisk) {
        if (raw.size() < FEWEST) {
            throw new EvaluationException("calibration of head " + head.name() + ": " + raw.size()
                    + " pictures can be scored; give at least " + FEWEST);
        }
        var before = Evaluation.of(raw);
        var crossFitted = Evaluation.of(crossFitted(raw));
        boolean better = crossFitted.ece() < before.ece();
        double temperature = better ? TemperatureScaling.fit(raw) : 1;
        var scaled = TemperatureScaling.scaled(raw, temperature);
        var curve = RiskCoverage.of(scaled);
        double threshold = curve.atRisk(targetRisk)
                .map(point -> point.coverage() == 1 ? 0 : Math.floor(point.threshold() * 1e4) / 1e4)
                .orElse(1.0);
        return new Result(
                new Head(head.name(), head.labels(), temperature, threshold),
                before,
                better ? crossFitted : before,
                curve.at(threshold),
                curve);
    }

    /// Every fifth sample by the temperature that suits the others.
    private static Predictions crossFitted(Predictions raw) {
        int classes = raw.labels().size();
        var rows = new float[raw.probabilities().length];
        for (int fold = 0; fold < FOLDS; fold++) {
            var inside = new BitSet();
            for (int i = fold; i < raw.size(); i += FOLDS) {
                inside.set(i);
            }
            var outside = (BitSet) inside.clone();
            outside.flip(0, raw.size());
            var scaled = TemperatureScaling.scaled(raw.only(inside), TemperatureScaling.fit(raw.only(outside)));
            for (int k = 0; k < scaled.size(); k++) {
                System.arraycopy(scaled.probabilities(), k * classes, rows, (fold + k * FOLDS) * classes, classes);
            }
        }
        return new Predictions(raw.labels(), raw.truth(), rows);
    }
}
