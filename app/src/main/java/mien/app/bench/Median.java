package mien.app.bench;

import java.util.List;

/// The middle of repeated measurements, which a few disturbed ones do not move.
final class Median {
    private Median() {}

    /// @param values at least one
    static double of(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
