package mien.lab.pack;

/// The values that 8 bits stand for, from 0 to 255 in equal steps; 0.0 is exactly one of them.
///
/// @param low at most 0
/// @param high at least 0
record Range(double low, double high) {
    private static final int STEPS = 255;

    Range {
        if (!(low <= 0 && high >= 0)) {
            throw new IllegalArgumentException("range: 0 must be inside, got " + low + " to " + high);
        }
    }

    /// This range, or one of a single `width` where it is narrower: engines refuse means in much finer steps than what
    /// they are of.
    Range atLeast(double width) {
        return high - low >= width ? this : new Range(low, low + width);
    }

    /// The size of one step.
    float scale() {
        return high > low ? (float) ((high - low) / STEPS) : 1;
    }

    /// The step that stands for 0.0.
    int zeroPoint() {
        return Math.clamp(Math.round(-low / scale()), 0, STEPS);
    }
}
