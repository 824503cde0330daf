package mien.lab.explain;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.image.HeatMap;
import mien.lab.occlusion.Placement;

/// How the evidence for an answer is spread over the parts of a face: each one's share of all that is above 0.
///
/// @param byRegion each region's share, in `[0, 1]`, summing to 1; all 0 where nothing speaks for the answer
public record Shares(Map<Region, Double> byRegion) {
    private static final int GRID = 96; // places across at which the map is looked at
    private static final double MOST = 0.5;

    public Shares {
        byRegion = Collections.unmodifiableMap(new EnumMap<>(byRegion));
    }

    /// @param placement where eyes and mouth are in the picture that the map lies over
    public static Shares of(HeatMap map, Placement placement) {
        var frame = FaceFrame.of(placement);
        var sums = new EnumMap<Region, Double>(Region.class);
        for (var region : Region.values()) {
            sums.put(region, 0.0);
        }
        double all = 0;
        for (int i = 0; i < GRID * GRID; i++) {
            int row = i / GRID;
            double x = (i % GRID + 0.5) / GRID;
            double y = (row + 0.5) / GRID;
            double heat = Math.max(0, map.between(x, y));
            sums.merge(Region.at(frame.u(x, y), frame.v(x, y)), heat, Double::sum);
            all += heat;
        }
        double total = all;
        if (total > 0) {
            sums.replaceAll((_, sum) -> sum / total);
        }
        return new Shares(sums);
    }

    public double of(Region region) {
        return byRegion.getOrDefault(region, 0.0);
    }

    /// A sentence where most of the evidence lies outside the face, which is no good reason for an emotion.
    public Optional<String> warning() {
        double outside = of(Region.OUTSIDE);
        return outside > MOST
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "%.0f %% of the evidence lies outside the face: hair, background or the border of the picture;"
                                + " do not rely on it",
                        100 * outside))
                : Optional.empty();
    }

    /// The largest shares: `mouth 41 %, cheeks 22 %, eyes 12 %`.
    public String sentence(int count) {
        var largest = byRegion.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<Region, Double> entry) -> -entry.getValue()))
                .limit(count)
                .toList();
        return largest.isEmpty() ? "nothing" : phrase(largest);
    }

    private static String phrase(List<Map.Entry<Region, Double>> entries) {
        return entries.stream()
                .map(entry ->
                        String.format(Locale.ROOT, "%s %.0f %%", entry.getKey().word(), 100 * entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
