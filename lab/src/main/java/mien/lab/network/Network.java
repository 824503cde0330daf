package mien.lab.network;

import java.util.ArrayList;
import java.util.List;
import mien.lab.network.Layer.Activation;
import mien.lab.network.Layer.AvgPool2d;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Dropout;
import mien.lab.network.Layer.Flatten;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.GlobalMaxPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Layer.MaxPool2d;
import mien.lab.network.Layer.Residual;
import mien.lab.network.Layer.Sequential;
import mien.lab.network.Layer.SqueezeExcitation;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;

/// A named architecture: what goes in, and the layers it passes through.
///
/// Constructing a `Network` proves that the shapes fit; a value of this type is always valid. Paths: the trunk's
/// layers
/// are `trunk.0`, `trunk.1.body.0`, ...; those of a head are `heads.fer7.0`, ...
///
/// @param name for people and files
/// @param input shape of one picture
/// @param normalization from raw pixels to the first layer
/// @param trunk what all heads share
/// @param heads at least one
public record Network(String name, FeatureMap input, Normalization normalization, Sequential trunk, List<Head> heads) {

    public Network {
        heads = List.copyOf(heads);
        walk(input, trunk, heads);
    }

    /// One leaf layer, where it sits, what it produces, and how many weights it has.
    public record Step(String path, Layer layer, Shape output, long parameters) {}

    /// Every leaf layer in the order the data meets it.
    public List<Step> steps() {
        return walk(input, trunk, heads);
    }

    public long parameters() {
        return steps().stream().mapToLong(Step::parameters).sum();
    }

    /// The shape that `layer` produces from `input`.
    public static Shape outputOf(Layer layer, Shape input) {
        return trace(layer, input, "", new ArrayList<>());
    }

    private static List<Step> walk(FeatureMap input, Sequential trunk, List<Head> heads) {
        var steps = new ArrayList<Step>();
        var features = trace(trunk, input, "trunk", steps);
        for (var head : heads) {
            trace(head.body(), features, "heads." + head.name(), steps);
        }
        return List.copyOf(steps);
    }

    private static Shape trace(Layer layer, Shape in, String path, List<Step> steps) {
        return switch (layer) {
            case Sequential(var layers) -> {
                var shape = in;
                for (int i = 0; i < layers.size(); i++) {
                    shape = trace(layers.get(i), shape, join(path, i), steps);
                }
                yield shape;
            }
            case Residual(var body, var shortcut) -> {
                var left = trace(body, in, join(path, "body"), steps);
                var right = trace(shortcut, in, join(path, "shortcut"), steps);
                if (!left.equals(right)) {
                    throw new InvalidNetworkException(
                            path, "residual sum of different shapes: body " + left + ", shortcut " + right);
                }
                yield left;
            }
            case Conv2d conv ->
                leaf(conv, convOutput(conv, map(conv, in, path), path), path, steps, parameters(conv, in));
            case MaxPool2d(var kernel, var stride, var padding) ->
                leaf(layer, pooled(map(layer, in, path), kernel, stride, padding, path), path, steps, 0);
            case AvgPool2d(var kernel, var stride, var padding) ->
                leaf(layer, pooled(map(layer, in, path), kernel, stride, padding, path), path, steps, 0);
            case SqueezeExcitation(var reduction) -> {
                long c = map(layer, in, path).channels();
                yield leaf(layer, in, path, steps, 2 * c * (c / reduction) + c + c / reduction);
            }
            case Flatten() -> {
                var m = map(layer, in, path);
                yield leaf(layer, new Features(m.channels() * m.height() * m.width()), path, steps, 0);
            }
            case BatchNorm2d _ ->
                leaf(layer, in, path, steps, 2L * map(layer, in, path).channels());
            case GlobalAvgPool _, GlobalMaxPool _ ->
                leaf(layer, new Features(map(layer, in, path).channels()), path, steps, 0);
            case Linear(var out) -> {
                long weights = (features(layer, in, path).size() + 1L) * out;
                yield leaf(layer, new Features(out), path, steps, weights);
            }
            case Activation _, Dropout _ -> leaf(layer, in, path, steps, 0);
        };
    }

    private static FeatureMap pooled(FeatureMap in, int kernel, int stride, int padding, String path) {
        return new FeatureMap(
                in.channels(),
                size(in.height(), kernel, stride, padding, path),
                size(in.width(), kernel, stride, padding, path));
    }

    private static Shape leaf(Layer layer, Shape out, String path, List<Step> steps, long parameters) {
        steps.add(new Step(path, layer, out, parameters));
        return out;
    }

    private static FeatureMap convOutput(Conv2d c, FeatureMap in, String path) {
        if (in.channels() % c.groups() != 0) {
            throw new InvalidNetworkException(
                    path, c.groups() + " groups do not divide " + in.channels() + " channels");
        }
        return new FeatureMap(
                c.outChannels(),
                size(in.height(), c.kernel(), c.stride(), c.padding(), path),
                size(in.width(), c.kernel(), c.stride(), c.padding(), path));
    }

    private static long parameters(Conv2d c, Shape in) {
        long inChannels = ((FeatureMap) in).channels() / c.groups();
        return inChannels * c.outChannels() * c.kernel() * c.kernel() + (c.bias() ? c.outChannels() : 0);
    }

    private static int size(int in, int kernel, int stride, int padding, String path) {
        int out = (in + 2 * padding - kernel) / stride + 1;
        if (in + 2 * padding < kernel) {
            throw new InvalidNetworkException(
                    path, "kernel " + kernel + " is larger than its input of " + in + " with padding " + padding);
        }
        return out;
    }

    private static FeatureMap map(Layer layer, Shape in, String path) {
        return switch (in) {
            case FeatureMap m -> m;
            case Features f ->
                throw new InvalidNetworkException(path, layer + " needs a feature map [C, H, W], got " + f);
        };
    }

    private static Features features(Layer layer, Shape in, String path) {
        return switch (in) {
            case Features f -> f;
            case FeatureMap m ->
                throw new InvalidNetworkException(
                        path, layer + " needs a vector [F], got " + m + "; put a GlobalAvgPool before it");
        };
    }

    private static String join(String path, Object next) {
        return path.isEmpty() ? next.toString() : path + "." + next;
    }
}
