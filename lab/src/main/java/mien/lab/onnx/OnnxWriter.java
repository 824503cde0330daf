package mien.lab.onnx;

import static mien.lab.onnx.OnnxGraph.integer;
import static mien.lab.onnx.OnnxGraph.ints;
import static mien.lab.onnx.OnnxGraph.real;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import mien.lab.network.Layer;
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
import mien.lab.network.Network;
import mien.lab.network.Network.Step;
import mien.lab.network.Normalization;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;
import mien.lab.network.Weights;

/// Writes a trained [Network] as an ONNX model (opset 17) that any runtime can load.
///
/// Input `images`: `uint8` `[N, C, H, W]`, raw pixels. One output per head, named as the head: probabilities `[N,
/// classes]`, each row summing to 1. Normalisation is in the graph; dropout is gone; batch norm is part of the
/// convolution before it, also across a max-pool if its scales are not negative (then both may change places), else
/// a node of its own. The same network, weights and metadata give the same bytes.
public final class OnnxWriter {
    private final Weights weights;
    private final Map<String, Step> steps;
    private final OnnxGraph graph = new OnnxGraph();

    private OnnxWriter(Network network, Weights weights) {
        this.weights = weights;
        this.steps = network.steps().stream().collect(Collectors.toMap(Step::path, Function.identity()));
    }

    /// The bytes of a `.onnx` file.
    ///
    /// @param metadata becomes the model's `metadata_props`
    /// @throws IllegalArgumentException if `weights` are not those of `network`
    public static byte[] toOnnx(Network network, Weights weights, Map<String, String> metadata) {
        return new OnnxWriter(network, weights).write(network, metadata);
    }

    private byte[] write(Network network, Map<String, String> metadata) {
        graph.input("images", network.input());
        var features = chain(network.trunk(), normalized(network.normalization(), "images"), "trunk");
        for (var head : network.heads()) {
            var logits = chain(head.body(), features, "heads." + head.name());
            graph.node(head.name(), "Softmax", List.of(logits), integer("axis", 1));
            graph.output(head.name(), network.classes(head));
        }
        var description = network.name() + ": raw uint8 pixels in, one row of probabilities per head out";
        return graph.toModel(network.name(), description, metadata);
    }

    private String normalized(Normalization normalization, String images) {
        var x = graph.node("Cast", List.of(images), integer("to", 1));
        return switch (normalization) {
            case Normalization.PerImage() -> {
                var centred = graph.node("Sub", List.of(x, meanPerImage(x)));
                var variance = meanPerImage(graph.node("Mul", List.of(centred, centred)));
                var std = graph.node("Sqrt", List.of(variance));
                var divisor = graph.node("Add", List.of(std, graph.constant("one", new float[] {1})));
                yield graph.node("Div", List.of(centred, divisor));
            }
            case Normalization.Fixed(var mean, var std) -> {
                var scale = graph.constant("scale", new float[] {(float) (1 / (255 * std))});
                var shift = graph.constant("shift", new float[] {(float) (-mean / std)});
                yield graph.node("Add", List.of(graph.node("Mul", List.of(x, scale)), shift));
            }
        };
    }

    private String meanPerImage(String x) {
        return graph.node("ReduceMean", List.of(x), ints("axes", 1, 2, 3), integer("keepdims", 1));
    }

    /// A layer and where it sits.
    private record Placed(String path, Layer layer) {}

    private String chain(Sequential sequential, String in, String path) {
        var layers = new ArrayList<Placed>();
        collect(sequential, path, layers);
        var x = in;
        for (int i = 0; i < layers.size(); i++) {
            var placed = layers.get(i);
            x = placed.layer() instanceof Conv2d conv
                    ? convolution(conv, normTakenFrom(layers, i), x, placed.path())
                    : emit(placed.layer(), x, placed.path());
        }
        return x;
    }

    /// The layers that do something at inference time, in one list.
    private static void collect(Sequential sequential, String path, List<Placed> into) {
        for (int i = 0; i < sequential.layers().size(); i++) {
            var layer = sequential.layers().get(i);
            if (layer instanceof Sequential inner) {
                collect(inner, path + "." + i, into);
            } else if (!(layer instanceof Dropout)) {
                into.add(new Placed(path + "." + i, layer));
            }
        }
    }

    /// Takes the batch norm that can be part of convolution `i` out of the list.
    private Optional<Affine> normTakenFrom(List<Placed> layers, int i) {
        boolean pooled = i + 1 < layers.size() && layers.get(i + 1).layer() instanceof MaxPool2d;
        int at = pooled ? i + 2 : i + 1;
        if (at < layers.size() && layers.get(at).layer() instanceof BatchNorm2d norm) {
            var affine = Affine.of(
                    norm,
                    weights,
                    layers.get(at).path(),
                    channels(layers.get(at).path()));
            if (!pooled || affine.keepsOrder()) {
                layers.remove(at);
                return Optional.of(affine);
            }
        }
        return Optional.empty();
    }

    /// Adds the nodes of one layer and returns the name of its output.
    private String emit(Layer layer, String in, String path) {
        return switch (layer) {
            case Sequential sequential -> chain(sequential, in, path);
            case Residual(var body, var shortcut) ->
                graph.node("Add", List.of(chain(body, in, path + ".body"), chain(shortcut, in, path + ".shortcut")));
            case Conv2d conv -> convolution(conv, Optional.empty(), in, path);
            case BatchNorm2d(var epsilon, var _) -> batchNorm(epsilon, in, path);
            case Activation activation -> activation(activation, in);
            case MaxPool2d(var kernel, var stride, var padding) ->
                graph.node("MaxPool", List.of(in), window(kernel, stride, padding));
            case AvgPool2d(var kernel, var stride, var padding) -> {
                var window = window(kernel, stride, padding);
                yield graph.node(
                        "AveragePool", List.of(in), window[0], window[1], window[2], integer("count_include_pad", 1));
            }
            case GlobalAvgPool() -> flattened(graph.node("GlobalAveragePool", List.of(in)));
            case GlobalMaxPool() -> flattened(graph.node("GlobalMaxPool", List.of(in)));
            case Flatten() -> flattened(in);
            case SqueezeExcitation(var reduction) -> excitation(reduction, in, path);
            case Linear(var out) -> dense(out, in, path);
            case Dropout _ -> in; // the identity at inference time
        };
    }

    private String convolution(Conv2d conv, Optional<Affine> norm, String in, String path) {
        long perGroup = channels(path) / conv.groups();
        int out = conv.outChannels();
        long[] shape = {out, perGroup, conv.kernel(), conv.kernel()};
        var values = weights.get(path, "weight", shape);
        var bias = conv.bias() ? weights.get(path, "bias", out) : new float[out];
        var affine = norm.orElseGet(() -> Affine.identity(out));
        var inputs = new ArrayList<>(List.of(in, graph.constant(path + ".weight", affine.scaled(values), shape)));
        if (conv.bias() || norm.isPresent()) {
            inputs.add(graph.constant(path + ".bias", affine.moved(bias), out));
        }
        var window = window(conv.kernel(), conv.stride(), conv.padding());
        return graph.node("Conv", inputs, window[0], window[1], window[2], integer("group", conv.groups()));
    }

    private String batchNorm(double epsilon, String in, String path) {
        int channels = channels(path);
        var inputs = new ArrayList<>(List.of(in));
        for (var name : List.of("weight", "bias", "running_mean", "running_var")) {
            inputs.add(constant(path, name, channels));
        }
        return graph.node("BatchNormalization", inputs, real("epsilon", epsilon));
    }

    private String activation(Activation activation, String in) {
        return switch (activation) {
            case RELU -> graph.node("Relu", List.of(in));
            case SIGMOID -> graph.node("Sigmoid", List.of(in));
            case SILU -> graph.node("Mul", List.of(in, graph.node("Sigmoid", List.of(in))));
        };
    }

    private String excitation(int reduction, String in, String path) {
        long channels = channels(path);
        var mean = graph.node("GlobalAveragePool", List.of(in));
        var inner = graph.node("Relu", List.of(pointwise(path + ".reduce", mean, channels / reduction, channels)));
        var weight = graph.node("Sigmoid", List.of(pointwise(path + ".expand", inner, channels, channels / reduction)));
        return graph.node("Mul", List.of(in, weight));
    }

    /// A dense layer on a map of one pixel.
    private String pointwise(String path, String in, long out, long channels) {
        var values = weights.get(path, "weight", out, channels);
        var weight = graph.constant(path + ".weight", values, out, channels, 1, 1);
        return graph.node("Conv", List.of(in, weight, constant(path, "bias", out)), ints("kernel_shape", 1, 1));
    }

    private String dense(int out, String in, String path) {
        int features = ((Features) step(path).input()).size();
        var inputs = List.of(in, constant(path, "weight", out, features), constant(path, "bias", out));
        return graph.node("Gemm", inputs, integer("transB", 1));
    }

    private String flattened(String in) {
        return graph.node("Flatten", List.of(in), integer("axis", 1));
    }

    private String constant(String path, String name, long... shape) {
        return graph.constant(path + "." + name, weights.get(path, name, shape), shape);
    }

    private static OnnxGraph.Attribute[] window(int kernel, int stride, int padding) {
        return new OnnxGraph.Attribute[] {
            ints("kernel_shape", kernel, kernel),
            ints("strides", stride, stride),
            ints("pads", padding, padding, padding, padding)
        };
    }

    private int channels(String path) {
        return ((FeatureMap) step(path).input()).channels(); // Network has already proved that it is a map
    }

    private Step step(String path) {
        var step = steps.get(path);
        if (step == null) {
            throw new IllegalStateException("no layer at " + path);
        }
        return step;
    }
}
