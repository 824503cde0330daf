package mien.lab.metrics;

import java.util.List;
import mien.lab.occlusion.Occlusion;

/// How pictures are masked before a model sees them.
///
/// @param kinds one evaluation for each; at least one
/// @param seed of tones, colours, places and noise
public record Masking(List<Occlusion> kinds, long seed) {
    public Masking {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("masking: at least one kind is needed");
        }
    }

    /// Whether it matters where eyes and mouth are.
    boolean placed() {
        return kinds.stream().anyMatch(Occlusion::placed);
    }
}
