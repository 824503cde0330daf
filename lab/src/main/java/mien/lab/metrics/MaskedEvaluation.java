package mien.lab.metrics;

import java.util.List;
import java.util.Map;
import mien.lab.occlusion.EyeFinder.Basis;

/// A model on the same pictures as they are and masked.
///
/// @param plain as they are
/// @param masked one for each kind of mask
/// @param seed of the masks
/// @param placed on how many pictures the masks were placed by what; all 0 if no mask needed a place
public record MaskedEvaluation(
        ModelEvaluation plain, List<ModelEvaluation> masked, long seed, Map<Basis, Integer> placed) {
    public MaskedEvaluation {
        masked = List.copyOf(masked);
        placed = Map.copyOf(placed);
    }
}
