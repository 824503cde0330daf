package mien.lab.evaluation;

import java.util.List;
import mien.lab.calibration.RiskCoverage.Point;
import mien.lab.metrics.Reliability;
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
}
