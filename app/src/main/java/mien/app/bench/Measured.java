package mien.app.bench;

import java.util.Comparator;
import java.util.List;

/// All that was measured.
///
/// @param model its name
/// @param rates at least one
public record Measured(Machine machine, String model, Stages stages, List<FaceRate> rates, PeakMemory memory) {
    private static final double AS_GOOD = 0.98; // of the highest rate: closer ones differ by chance

    public Measured {
        rates = List.copyOf(rates);
        if (rates.isEmpty()) {
            throw new IllegalArgumentException("measured: at least one rate is needed");
        }
    }

    /// The highest rate; of those within 2 % of it the one with the fewest threads, then the smallest batch.
    public FaceRate best() {
        double highest =
                rates.stream().mapToDouble(FaceRate::facesPerSecond).max().orElseThrow();
        return rates.stream()
                .filter(rate -> rate.facesPerSecond() >= AS_GOOD * highest)
                .min(Comparator.comparingInt((FaceRate rate) -> rate.callers() * rate.threads())
                        .thenComparingInt(FaceRate::batch))
                .orElseThrow();
    }
}
