package mien.lab.network;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import mien.lab.network.Layer.Sequential;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;
import org.jspecify.annotations.Nullable;

/// A named architecture: what goes in, and the layers it passes through.
///
/// Constructing a `Network` proves that the shapes fit; a value of this type is always valid, and its shapes,
/// parameters and MACs are known. Paths: the trunk's layers are `trunk.0`, `trunk.1.body.0`, ...; those of a head
/// are `heads.fer7.0`, ... Two networks are equal if their descriptions are.
public final class Network {
    private static final Pattern HEAD_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final String name;
    private final FeatureMap input;
    private final Normalization normalization;
    private final Sequential trunk;
    private final List<Head> heads;
    private final List<Step> steps;

    /// @param name for people and files
    /// @param input shape of one picture
    /// @param normalization from raw pixels to the first layer
    /// @param trunk what all heads share
    /// @param heads at least one, with distinct names of letters, digits, `_` and `-`
    /// @throws InvalidNetworkException if layers do not fit together, naming the first that does not
    public Network(String name, FeatureMap input, Normalization normalization, Sequential trunk, List<Head> heads) {
        this.name = name;
        this.input = input;
        this.normalization = normalization;
        this.trunk = trunk;
        this.heads = List.copyOf(heads);
        checkNames(this.heads);
        var inference = new ShapeInference();
        var features = inference.trace(trunk, input, "trunk");
        for (var head : heads) {
            var path = "heads." + head.name();
            if (inference.trace(head.body(), features, path) instanceof FeatureMap map) {
                throw new InvalidNetworkException(
                        path,
                        "the head ends in " + map + ", not in a vector [classes]; end it with Linear, after Flatten,"
                                + " GlobalAvgPool or GlobalMaxPool");
            }
        }
        this.steps = inference.steps();
    }

    /// One leaf layer: where it sits, what it takes and gives, and what it costs.
    ///
    /// @param parameters trainable values; running statistics are not counted
    /// @param macs multiply-accumulates for one picture in convolutions, dense layers and squeeze-and-excitation
    public record Step(String path, Layer layer, Shape input, Shape output, long parameters, long macs) {}

    public String name() {
        return name;
    }

    public FeatureMap input() {
        return input;
    }

    public Normalization normalization() {
        return normalization;
    }

    public Sequential trunk() {
        return trunk;
    }

    public List<Head> heads() {
        return heads;
    }

    /// Every leaf layer in the order the data meets it.
    public List<Step> steps() {
        return steps;
    }

    public long parameters() {
        return steps.stream().mapToLong(Step::parameters).sum();
    }

    /// Multiply-accumulates for one picture.
    public long macs() {
        return steps.stream().mapToLong(Step::macs).sum();
    }

    /// How many answers a head chooses from.
    public int classes(Head head) {
        var inference = new ShapeInference();
        var features = inference.trace(trunk, input, "trunk");
        return ((Features) inference.trace(head.body(), features, "heads." + head.name())).size();
    }

    /// The shape that `layer` produces from `input`.
    public static Shape outputOf(Layer layer, Shape input) {
        return new ShapeInference().trace(layer, input, "layer");
    }

    private static void checkNames(List<Head> heads) {
        if (heads.isEmpty()) {
            throw new InvalidNetworkException("heads", "the network has no head, so no answer; add at least one");
        }
        var seen = new HashSet<String>();
        for (var head : heads) {
            if (!HEAD_NAME.matcher(head.name()).matches() || head.name().equals("images")) {
                throw new InvalidNetworkException(
                        "heads",
                        "a head cannot be named '" + head.name()
                                + "'; use letters, digits, _ and -, and not 'images', which is the input");
            }
            if (!seen.add(head.name())) {
                throw new InvalidNetworkException(
                        "heads." + head.name(), "two heads have this name; give each its own");
            }
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Network that
                && name.equals(that.name)
                && input.equals(that.input)
                && normalization.equals(that.normalization)
                && trunk.equals(that.trunk)
                && heads.equals(that.heads);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, input, normalization, trunk, heads);
    }

    @Override
    public String toString() {
        return "Network[name=" + name + ", input=" + input + ", normalization=" + normalization + ", trunk=" + trunk
                + ", heads=" + heads + "]";
    }
}
