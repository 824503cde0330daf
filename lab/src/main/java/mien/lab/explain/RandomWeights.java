package mien.lab.explain;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import mien.model.ModelGraph;

/// Model files with the last of their layers made random, for the sanity check of Adebayo et al. ("Sanity
/// Checks for Saliency Maps", 2018): a map that stays the same when the network forgets all it learned does not
/// show what it learned.
public final class RandomWeights {
    private RandomWeights() {}

    /// The same file with the weights of its last layers drawn anew, from a normal distribution of the same
    /// mean and deviation; biases stay.
    ///
    /// @param where what to call the file in an error
    /// @param head the output whose layers are meant
    /// @param share of the layers, in `(0, 1]`; at least the last one
    public static byte[] of(String where, byte[] model, String head, double share, long seed) {
        var out = model.clone();
        var graph = ModelGraph.parse(where, out); // its constants share the memory of `out`
        var weights = new ArrayList<ModelGraph.Constant>();
        var needed = new HashSet<>(Set.of(head));
        for (var node : graph.nodes().reversed()) {
            if (!needed.contains(node.output())) {
                continue;
            }
            needed.addAll(node.inputs());
            for (var input : node.inputs()) {
                var constant = graph.constants().get(input);
                if (constant != null && constant.isReal() && constant.shape().size() > 1) {
                    weights.add(constant);
                }
            }
        }
        var random = new SplittableRandom(seed);
        weights.stream().limit(Math.max(1, Math.round(weights.size() * share))).forEach(one -> scramble(one, random));
        return out;
    }

    private static void scramble(ModelGraph.Constant weights, SplittableRandom random) {
        var values = weights.reals();
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += value * (double) value;
        }
        double mean = sum / values.length;
        double deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
        var to = weights.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            float drawn = (float) (mean + deviation * random.nextGaussian());
            if (weights.type() == ModelGraph.Constant.FLOAT) {
                to.putFloat(drawn);
            } else {
                to.putShort(Float.floatToFloat16(drawn));
            }
        }
    }
}
