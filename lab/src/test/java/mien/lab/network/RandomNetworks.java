package mien.lab.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
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
import mien.lab.network.Network.Step;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;

/// Small valid networks of every kind of layer, and weights for them, from a seed.
public final class RandomNetworks {
    private RandomNetworks() {}

    public static Network network(RandomGenerator random) {
        var input = new FeatureMap(1 + 2 * random.nextInt(2), random.nextInt(6, 14), random.nextInt(6, 14));
        var normalization = random.nextBoolean()
                ? new Normalization.PerImage()
                : new Normalization.Fixed(random.nextDouble(), 0.1 + random.nextDouble());
        var trunk = new ArrayList<Layer>();
        Shape shape = input;
        for (int i = random.nextInt(3, 9); i > 0; i--) {
            var layer = onMap(random, (FeatureMap) shape, 2);
            trunk.add(layer);
            shape = Network.outputOf(layer, shape);
        }
        boolean pooledInTrunk = random.nextBoolean();
        if (pooledInTrunk) {
            trunk.add(toVector(random));
        }
        var heads = new ArrayList<Head>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            var layers = new ArrayList<Layer>(pooledInTrunk ? List.of() : List.of(toVector(random)));
            if (random.nextBoolean()) {
                layers.addAll(List.of(new Linear(random.nextInt(1, 9)), Activation.SIGMOID, new Dropout(0.5)));
            }
            layers.add(new Linear(random.nextInt(2, 9)));
            heads.add(new Head("head-" + i, new Sequential(layers)));
        }
        return new Network("random", input, normalization, new Sequential(trunk), heads);
    }

    /// Values for every parameter and running statistic, of a size that keeps activations near 1.
    public static Weights weights(Network network, RandomGenerator random) {
        var all = new HashMap<String, Weights.Array>();
        network.steps().forEach(step -> add(step, random, all));
        return new Weights(all);
    }

    private static Layer toVector(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> new Flatten();
            case 1 -> new GlobalAvgPool();
            case 2 -> new GlobalMaxPool();
            default -> new Residual(sequence(new GlobalAvgPool()), sequence(new GlobalMaxPool()));
        };
    }

    private static Layer onMap(RandomGenerator random, FeatureMap in, int depth) {
        int least = Math.min(in.height(), in.width());
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> normalised(random, in);
            case 3 ->
                List.of(Activation.RELU, Activation.SILU, Activation.SIGMOID).get(random.nextInt(3));
            case 4 -> new MaxPool2d(Math.min(2, least), random.nextInt(1, 3), Math.min(2, least) / 2);
            case 5 -> new AvgPool2d(Math.min(3, least), random.nextInt(1, 3), least >= 3 ? random.nextInt(2) : 0);
            case 6 -> new SqueezeExcitation(in.channels() % 2 == 0 && random.nextBoolean() ? 2 : 1);
            case 7 -> new Dropout(0.25);
            case 8 -> BatchNorm2d.DEFAULT;
            default -> depth == 0 ? Activation.SILU : block(random, in, depth);
        };
    }

    private static Layer block(RandomGenerator random, FeatureMap in, int depth) {
        int out = 2 * random.nextInt(1, 4);
        var stride = random.nextInt(1, 3);
        var body = sequence(
                Conv2d.same(in.channels() * random.nextInt(1, 3), 3).withStride(stride),
                BatchNorm2d.DEFAULT,
                onSameMap(random, depth - 1),
                Conv2d.same(out, 3),
                new BatchNorm2d(1e-3, 0.01));
        var shortcut = stride == 1 && out == in.channels() && random.nextBoolean()
                ? sequence()
                : sequence(new Conv2d(out, 1, stride, 0, 1, random.nextBoolean()), BatchNorm2d.DEFAULT);
        return new Residual(body, shortcut);
    }

    private static Layer onSameMap(RandomGenerator random, int depth) {
        return depth > 0 && random.nextBoolean()
                ? Layer.residual(Activation.RELU, BatchNorm2d.DEFAULT)
                : Activation.RELU;
    }

    /// Convolution and batch norm as they come in real networks: side by side, or with a pooling or dropout
    /// between.
    private static Layer normalised(RandomGenerator random, FeatureMap in) {
        var convolution = convolution(random, in);
        return switch (random.nextInt(4)) {
            case 0 -> convolution;
            case 1 -> sequence(convolution, new Dropout(0.1), BatchNorm2d.DEFAULT, Activation.RELU);
            case 2 -> sequence(convolution, new MaxPool2d(2, 1, 1), BatchNorm2d.DEFAULT, Activation.RELU);
            default -> sequence(sequence(convolution), new BatchNorm2d(0.01, 0.2));
        };
    }

    private static Conv2d convolution(RandomGenerator random, FeatureMap in) {
        int groups = random.nextInt(3) == 0 ? in.channels() : 1;
        return new Conv2d(groups * random.nextInt(1, 4), 1 + 2 * random.nextInt(2), 1, 1, groups, random.nextBoolean());
    }

    private static void add(Step step, RandomGenerator random, Map<String, Weights.Array> into) {
        var path = step.path();
        switch (step.layer()) {
            case Conv2d conv -> {
                int each = ((FeatureMap) step.input()).channels() / conv.groups();
                into.put(path + ".weight", normal(random, conv.outChannels(), each, conv.kernel(), conv.kernel()));
                if (conv.bias()) {
                    into.put(path + ".bias", normal(random, conv.outChannels()));
                }
            }
            case BatchNorm2d _ -> {
                int channels = ((FeatureMap) step.input()).channels();
                boolean positive = random.nextBoolean(); // such scales may pass a max-pool
                into.put(path + ".weight", between(random, positive ? 0 : -1.5, 1.5, channels));
                into.put(path + ".bias", normal(random, channels));
                into.put(path + ".running_mean", normal(random, channels));
                into.put(path + ".running_var", between(random, 0.2, 3, channels));
            }
            case Linear(var out) -> {
                into.put(path + ".weight", normal(random, out, ((Features) step.input()).size()));
                into.put(path + ".bias", normal(random, out));
            }
            case SqueezeExcitation(var reduction) -> {
                int channels = ((FeatureMap) step.input()).channels();
                into.put(path + ".reduce.weight", normal(random, channels / reduction, channels));
                into.put(path + ".reduce.bias", normal(random, channels / reduction));
                into.put(path + ".expand.weight", normal(random, channels, channels / reduction));
                into.put(path + ".expand.bias", normal(random, channels));
            }
            case Activation _, Dropout _, MaxPool2d _, AvgPool2d _, GlobalAvgPool _, GlobalMaxPool _, Flatten _ -> {}
            case Sequential _, Residual _ -> throw new AssertionError("not a leaf: " + step);
        }
    }

    private static Weights.Array normal(RandomGenerator random, int... shape) {
        int fanIn = 1;
        for (int i = 1; i < shape.length; i++) {
            fanIn *= shape[i];
        }
        return filled(shape, fanIn, random::nextGaussian);
    }

    private static Weights.Array between(RandomGenerator random, double low, double high, int channels) {
        return filled(new int[] {channels}, 1, () -> random.nextDouble(low, high));
    }

    private static Weights.Array filled(int[] shape, int fanIn, java.util.function.DoubleSupplier next) {
        var dims = new long[shape.length];
        int size = 1;
        for (int i = 0; i < shape.length; i++) {
            dims[i] = shape[i];
            size *= shape[i];
        }
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (next.getAsDouble() / Math.sqrt(fanIn));
        }
        return new Weights.Array(values, dims);
    }

    private static Sequential sequence(Layer... layers) {
        return Layer.sequential(layers);
    }
}
