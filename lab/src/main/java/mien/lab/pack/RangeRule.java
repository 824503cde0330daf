package mien.lab.pack;

import java.util.Locale;

/// How the range of a value inside a network is chosen, of which 8 bits can only tell 256 steps apart.
public enum RangeRule {
    /// All that occurred.
    MIN_MAX,
    /// All but the outermost ten-thousandth at each end.
    PERCENTILE,
    /// What costs the least mean square error, rounding and clipping together.
    LEAST_ERROR;

    /// For example `min-max`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
