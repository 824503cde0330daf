package mien.lab.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import mien.lab.network.Frozen;
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
import mien.lab.network.Shape;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Turns layers into functions on tensors; their weights go into a [TensorStore].
///
/// Maps have the given layout and the compute type, vectors are 32 bit.
final class TorchLayers {
    private static final ScalarType FLOAT = ScalarType.Float.intern();

    private final TensorStore store;
    private final ScalarType compute;
    private final MemoryFormat layout;
    private final Frozen frozen;
    private final SplittableRandom random;

    boolean training;

    TorchLayers(TensorStore store, ScalarType compute, MemoryFormat layout, Frozen frozen, long seed) {
        this.store = store;
        this.compute = compute;
        this.layout = layout;
        this.frozen = frozen;
        this.random = new SplittableRandom(seed);
    }

    UnaryOperator<Tensor> build(Layer layer, Shape in, String path) {
        return switch (layer) {
            case Sequential(var layers) -> chain(layers, in, path);
            case Residual(var body, var shortcut) -> {
                var left = build(body, in, path + ".body");
                var right = build(shortcut, in, path + ".shortcut");
                yield x -> left.apply(x).add(right.apply(x));
            }
            case Conv2d conv -> convolution(conv, channels(in), path);
            case BatchNorm2d norm -> batchNorm(norm, channels(in), path);
            case Activation activation ->
                switch (activation) {
                    case RELU -> torch::relu;
                    case SILU -> torch::silu;
                    case SIGMOID -> torch::sigmoid;
                };
            case MaxPool2d(var kernel, var stride, var padding) ->
                x -> torch.max_pool2d(x, square(kernel), square(stride), square(padding), square(1), false);
            case AvgPool2d(var kernel, var stride, var padding) ->
                x -> torch.avg_pool2d(
                        x, square(kernel), square(stride), square(padding), false, true, new LongOptional());
            case GlobalAvgPool() -> x -> x.to(FLOAT).mean(2, 3);
            case GlobalMaxPool() -> x -> x.amax(new long[] {2, 3}, false).to(FLOAT);
            case Flatten() -> x -> x.to(FLOAT).flatten(1, -1);
            case SqueezeExcitation(var reduction) -> squeezeExcitation(channels(in), reduction, path);
            case Dropout(var rate) -> x -> torch.dropout(x, rate, training);
            case Linear(var out) -> linear(path, ((Features) in).size(), out);
        };
    }

    private UnaryOperator<Tensor> chain(List<Layer> layers, Shape in, String path) {
        var steps = new ArrayList<UnaryOperator<Tensor>>();
        var shape = in;
        for (int i = 0; i < layers.size(); i++) {
            steps.add(build(layers.get(i), shape, path + "." + i));
            shape = Network.outputOf(layers.get(i), shape);
        }
        return x -> {
            var y = x;
            for (var step : steps) {
                y = step.apply(y);
            }
            return y;
        };
    }

    private UnaryOperator<Tensor> convolution(Conv2d c, int inChannels, String path) {
        int fanIn = inChannels / c.groups() * c.kernel() * c.kernel();
        var weight = store.parameter(
                path + ".weight",
                uniform(fanIn, c.outChannels() * fanIn),
                c.outChannels(),
                inChannels / c.groups(),
                c.kernel(),
                c.kernel());
        var bias = c.bias() ? store.parameter(path + ".bias", uniform(fanIn, c.outChannels()), c.outChannels()) : null;
        var stride = square(c.stride());
        var padding = square(c.padding());
        // oneDNN's gradient of channels-last 1x1 kernels with a stride writes outside its memory (seen with 8 input
        // channels, libtorch 2.10, AVX-512: the process dies).
        var order = c.kernel() == 1 && c.stride() > 1 ? MemoryFormat.Contiguous : layout;
        return x -> {
            var mapped = x.to(compute).contiguous(order);
            var kernel = weight.to(compute).contiguous(order);
            var offset = bias == null ? new TensorOptional() : new TensorOptional(bias.to(compute));
            return torch.conv2d(mapped, kernel, offset, stride, padding, square(1), c.groups());
        };
    }

    private UnaryOperator<Tensor> batchNorm(BatchNorm2d norm, int channels, String path) {
        var ones = new float[channels];
        java.util.Arrays.fill(ones, 1);
        var weight = store.parameter(path + ".weight", ones, channels);
        var bias = store.parameter(path + ".bias", new float[channels], channels);
        var mean = store.buffer(path + ".running_mean", 0, channels);
        var variance = store.buffer(path + ".running_var", 1, channels);
        boolean stays = frozen.layer(path);
        return x -> torch.batch_norm(
                x,
                new TensorOptional(weight),
                new TensorOptional(bias),
                new TensorOptional(mean),
                new TensorOptional(variance),
                training && !stays,
                norm.momentum(),
                norm.epsilon(),
                true);
    }

    private UnaryOperator<Tensor> squeezeExcitation(int channels, int reduction, String path) {
        var reduce = linear(path + ".reduce", channels, channels / reduction);
        var expand = linear(path + ".expand", channels / reduction, channels);
        return x -> {
            var gate = torch.sigmoid(
                    expand.apply(torch.relu(reduce.apply(x.to(FLOAT).mean(2, 3)))));
            return x.mul(gate.to(x.scalar_type()).reshape(x.size(0), channels, 1, 1));
        };
    }

    private UnaryOperator<Tensor> linear(String path, int in, int out) {
        var weight = store.parameter(path + ".weight", uniform(in, in * out), out, in);
        var bias = store.parameter(path + ".bias", uniform(in, out), out);
        return x -> torch.linear(x, weight, new TensorOptional(bias));
    }

    private float[] uniform(int fanIn, int count) {
        double bound = 1 / Math.sqrt(fanIn);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return values;
    }

    private static int channels(Shape in) {
        return ((FeatureMap) in).channels(); // Network has already proved that the shapes fit
    }

    private static long[] square(long side) {
        return new long[] {side, side};
    }
}
