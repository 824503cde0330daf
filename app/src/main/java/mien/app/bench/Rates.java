package mien.app.bench;

import java.util.Comparator;
import java.util.List;

/// What was answered in a second.
///
/// @param faces by threads and batch, at least one
public record Rates(PhotoRate photos, List<FaceRate> faces) {
    private static final double AS_GOOD = 0.98; // of the highest rate: closer ones differ by chance

    public Rates {
        faces = List.copyOf(faces);
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("rates: at least one of faces is needed");
        }
    }

    /// The highest rate of faces; of those within 2 % of it the one with the fewest threads, then the smallest batch.
    public FaceRate best() {
        double highest =
                faces.stream().mapToDouble(FaceRate::facesPerSecond).max().orElseThrow();
        return faces.stream()
                .filter(rate -> rate.facesPerSecond() >= AS_GOOD * highest)
                .min(Comparator.comparingInt((FaceRate rate) -> rate.callers() * rate.threads())
                        .thenComparingInt(FaceRate::batch))
                .orElseThrow();
    }
}
