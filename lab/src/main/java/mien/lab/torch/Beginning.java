package mien.lab.torch;

import java.util.Map;
import mien.lab.network.Frozen;
import mien.lab.network.Weights;

/// What a training starts from besides its seed.
///
/// @param weights by name, in place of those that the seed would give; layers without any start from the seed
/// @param frozen what the training leaves as it is
/// @param origin where the weights come from and what is frozen, in a word that changes when either does; empty if
///     there is neither
public record Beginning(Map<String, Weights.Array> weights, Frozen frozen, String origin) {
    /// From the seed alone.
    public static final Beginning SEED = new Beginning(Map.of(), Frozen.NONE, "");

    public Beginning {
        weights = Map.copyOf(weights);
    }
}
