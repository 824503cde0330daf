package mien.lab.evaluation;

import java.util.Locale;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Figure;

/// Figures in words, for tables and sentences.
final class Words {
    private Words() {}

    /// `72.9 %` or `0.712`; `-` if it is not defined.
    static String value(Figure figure, double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return figure.isShare() && figure != Figure.MACRO_F1 && figure != Figure.BALANCED_ACCURACY
                ? String.format(Locale.ROOT, "%.1f %%", 100 * value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    /// `71.4 % to 74.3 %`; empty if it is not defined.
    static String interval(Figure figure, Estimate estimate) {
        return estimate.isDefined() ? value(figure, estimate.low()) + " to " + value(figure, estimate.high()) : "";
    }

    /// `+1.2 points (+0.3 to +2.1)` or `-0.012 (-0.020 to -0.004)`.
    static String difference(Figure figure, Estimate estimate) {
        boolean points = value(figure, 0).endsWith("%");
        var pattern = points ? "%+.1f points (%+.1f to %+.1f)" : "%+.3f (%+.3f to %+.3f)";
        return String.format(
                Locale.ROOT,
                pattern,
                rounded(estimate.value(), points),
                rounded(estimate.low(), points),
                rounded(estimate.high(), points));
    }

    /// As it will be printed, without a sign before 0.
    private static double rounded(double difference, boolean points) {
        double thousandths = Math.rint(1000 * difference) + 0.0; // -0 becomes 0
        return thousandths / (points ? 10 : 1000);
    }
}
