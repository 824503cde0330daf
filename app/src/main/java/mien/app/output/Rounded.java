package mien.app.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import mien.Reading;

/// Probabilities short enough to read whose sum is still exactly 1.
final class Rounded {
    private static final int DIGITS = 6;

    private Rounded() {}

    /// Rounded to six digits; what that loses or adds is made up for at the most probable label.
    static Map<String, BigDecimal> probabilities(Reading reading) {
        var out = new LinkedHashMap<String, BigDecimal>();
        var missing = BigDecimal.ONE;
        for (var entry : reading.probabilities().entrySet()) {
            var rounded = BigDecimal.valueOf(entry.getValue()).setScale(DIGITS, RoundingMode.HALF_EVEN);
            out.put(entry.getKey(), rounded);
            missing = missing.subtract(rounded);
        }
        out.merge(reading.emotion(), missing, BigDecimal::add);
        return out;
    }
}
