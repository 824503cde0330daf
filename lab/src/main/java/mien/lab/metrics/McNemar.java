package mien.lab.metrics;

/// Whether two models differ on the same pictures by more than chance (McNemar 1947).
///
/// @param onlyFirst pictures that only the first has right
/// @param onlySecond pictures that only the second has right
/// @param exact whether the p-value is that of the binomial test, as for fewer than 25 such pictures; else that of
///     chi-squared with continuity correction
/// @param statistic chi-squared; the smaller of the two counts if exact
/// @param p probability of a difference at least this large if both were equally good, in `[0, 1]`
public record McNemar(int onlyFirst, int onlySecond, boolean exact, double statistic, double p) {
    private static final int FEW = 25;

    /// @param onlyFirst at least 0
    /// @param onlySecond at least 0
    public static McNemar of(int onlyFirst, int onlySecond) {
        int n = onlyFirst + onlySecond;
        int fewer = Math.min(onlyFirst, onlySecond);
        if (n < FEW) {
            return new McNemar(onlyFirst, onlySecond, true, fewer, Math.min(1, 2 * atMost(fewer, n)));
        }
        double difference = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
        double statistic = difference * difference / n;
        return new McNemar(onlyFirst, onlySecond, false, statistic, beyond(statistic));
    }

    /// The probability of at most `most` heads of `n` throws.
    private static double atMost(int most, int n) {
        double one = Math.pow(0.5, n);
        double sum = 0;
        for (int heads = 0; heads <= most; heads++) {
            sum += one;
            one *= (double) (n - heads) / (heads + 1);
        }
        return sum;
    }

    /// The probability that chi-squared with one degree of freedom exceeds a value: the incomplete gamma function
    /// `Q(1/2, value / 2)`, by its series for small and its continued fraction for large values.
    private static double beyond(double value) {
        double x = value / 2;
        if (x == 0) {
            return 1;
        }
        double scale = Math.exp(-x) * Math.sqrt(x / Math.PI);
        if (x < 1.5) {
            double term = 2;
            double sum = term;
            for (double a = 1.5; term > sum * 1e-17; a++) {
                term *= x / a;
                sum += term;
            }
            return 1 - scale * sum;
        }
        double fraction = 0;
        for (int k = 300; k > 0; k--) {
            fraction = k * (k - 0.5) / (x + 2 * k + 0.5 - fraction);
        }
        return scale / (x + 0.5 - fraction);
    }
}
