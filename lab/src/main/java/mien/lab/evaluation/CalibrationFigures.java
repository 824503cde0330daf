package mien.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import mien.lab.calibration.RiskCoverage;
import mien.lab.calibration.RiskCoverage.Point;
import mien.lab.calibration.TemperatureScaling;
import mien.lab.metrics.Predictions;
import mien.lab.metrics.Reliability;
import mien.model.Head;
import org.jspecify.annotations.Nullable;

/// How well a model knows when it is right.
///
/// @param temperature that the model file holds; 1 if it is not calibrated
/// @param before at temperature 1
/// @param after as the model answers; the same as before at temperature 1
/// @param riskCoverage by falling threshold, thinned for drawing
/// @param threshold below which the model says that it is uncertain; 0 means never
/// @param atThreshold what that threshold does here; null if no answer is that sure
public record CalibrationFigures(
        double temperature,
        Reliability before,
        Reliability after,
        List<Point> riskCoverage,
        double threshold,
        @Nullable Point atThreshold) {

    public CalibrationFigures {
        riskCoverage = List.copyOf(riskCoverage);
    }

    private static final double STEP = 1 / 256.0; // finer steps cannot be seen

    /// @param head as the answers were calibrated
    static CalibrationFigures of(Head head, Predictions predictions) {
        var after = Reliability.of(predictions);
        var before = head.temperature() == 1
                ? after
                : Reliability.of(TemperatureScaling.scaled(predictions, 1 / head.temperature()));
        var curve = RiskCoverage.of(predictions);
        return new CalibrationFigures(
                head.temperature(),
                before,
                after,
                thinned(curve.points()),
                head.threshold(),
                curve.at(head.threshold()).orElse(null));
    }

    private static List<Point> thinned(List<Point> points) {
        var kept = new ArrayList<Point>();
        for (var point : points.subList(0, points.size() - 1)) {
            if (kept.isEmpty() || point.coverage() - kept.getLast().coverage() >= STEP) {
                kept.add(point);
            }
        }
        kept.add(points.getLast());
        return kept;
    }
}
