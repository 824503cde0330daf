package mien.lab.metrics;

/// Whether two models differ on the same pictures by more than chance (McNemar 1947).
///
/// @param onlyFirst pictures that only the first has right
/// @param onlySecond pictures that only the second has right
/// @param exact whether the p-value is that of the binomial test, as for fewer than 25 such pictures; else that of
///     chi-squared with continuity correction
/// @param statistic chi-squared; the smaller of the two counts if exact
/// @param p probability of a difference at least this large if both were equally good, in `[0, 1]`
public record McNemar(int onlyFirst, int onlySecond, boolean exact, double statistic, double p) {}
