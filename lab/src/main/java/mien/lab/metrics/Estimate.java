package mien.lab.metrics;

/// A measured figure, and the 95 % interval in which it would lie if other pictures of the same kind had been drawn.
///
/// @param value NaN if it cannot be measured, and so are the others then
/// @param low at most `high`
public record Estimate(double value, double low, double high) {
    /// What cannot be measured here.
    public static final Estimate UNDEFINED = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    private static final double Z = 1.959963984540054; // 97.5 % of a normal distribution lie below

    public boolean isDefined() {
        return !Double.isNaN(value);
    }

    /// A share, with the score interval of Wilson (1927), which stays honest for few pictures and for 0 and 100 %. A
    /// share of nothing is 0 and may be anything.
    ///
    /// @param hits at most `of`
    public static Estimate share(int hits, int of) {
        if (of == 0) {
            return new Estimate(0, 0, 1);
        }
        double p = (double) hits / of;
        double scale = 1 + Z * Z / of;
        double centre = (p + Z * Z / (2 * of)) / scale;
        double half = Z / scale * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of));
        return new Estimate(p, hits == 0 ? 0 : centre - half, hits == of ? 1 : centre + half);
    }
}
