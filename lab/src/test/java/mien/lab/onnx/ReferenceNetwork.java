package mien.lab.onnx;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
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
import mien.lab.network.Normalization;
import mien.lab.network.Weights;

/// What a network says about one picture, straight from the definitions, in `double`: slow and easy to check by
/// eye.
record ReferenceNetwork(Network network, Weights weights) {

    /// @param pixels `[C, H, W]`, unsigned
    Map<String, double[]> probabilities(byte[] pixels) {
        var in = network.input();
        var image = new Values(in.channels(), in.height(), in.width(), normalized(pixels));
        var features = apply(network.trunk(), image, "trunk");
        var answers = new LinkedHashMap<String, double[]>();
        for (var head : network.heads()) {
            answers.put(head.name(), softmax(apply(head.body(), features, "heads." + head.name()).data));
        }
        return answers;
    }

    /// A map, or a vector as a map of one pixel.
    @SuppressWarnings("ArrayRecordComponent") // test code, never compared
    private record Values(int channels, int height, int width, double[] data) {
        double at(int c, int y, int x, double outside) {
            return y < 0 || x < 0 || y >= height || x >= width ? outside : data[(c * height + y) * width + x];
        }

        double[] channel(int c) {
            return Arrays.copyOfRange(data, c * height * width, (c + 1) * height * width);
        }

        Values each(DoubleUnaryOperator f) {
            return new Values(
                    channels, height, width, Arrays.stream(data).map(f).toArray());
        }

        Values perChannel(double[] scale, double[] shift) {
            int area = height * width;
            return with(i -> data[i] * scale[i / area] + shift[i / area]);
        }

        Values with(java.util.function.IntToDoubleFunction f) {
            return new Values(channels, height, width, fill(data.length, f));
        }
    }

    private double[] normalized(byte[] pixels) {
        var x = fill(pixels.length, i -> pixels[i] & 0xFF);
        return switch (network.normalization()) {
            case Normalization.PerImage() -> {
                double mean = mean(x);
                double std = Math.sqrt(mean(fill(x.length, i -> (x[i] - mean) * (x[i] - mean))));
                yield fill(x.length, i -> (x[i] - mean) / (std + 1));
            }
            case Normalization.Fixed(var mean, var std) -> fill(x.length, i -> (x[i] / 255 - mean) / std);
        };
    }

    private Values apply(Layer layer, Values in, String path) {
        return switch (layer) {
            case Sequential(var layers) -> {
                var x = in;
                for (int i = 0; i < layers.size(); i++) {
                    x = apply(layers.get(i), x, path + "." + i);
                }
                yield x;
            }
            case Residual(var body, var shortcut) -> {
                var left = apply(body, in, path + ".body");
                var right = apply(shortcut, in, path + ".shortcut");
                yield left.with(i -> left.data[i] + right.data[i]);
            }
            case Conv2d conv -> convolution(conv, in, path);
            case BatchNorm2d(var epsilon, var _) -> batchNorm(epsilon, in, path);
            case Activation.RELU -> in.each(x -> Math.max(x, 0));
            case Activation.SIGMOID -> in.each(ReferenceNetwork::sigmoid);
            case Activation.SILU -> in.each(x -> x * sigmoid(x));
            case MaxPool2d(var kernel, var stride, var padding) -> pool(in, kernel, stride, padding, true);
            case AvgPool2d(var kernel, var stride, var padding) -> pool(in, kernel, stride, padding, false);
            case GlobalAvgPool() -> vector(fill(in.channels, c -> mean(in.channel(c))));
            case GlobalMaxPool() ->
                vector(fill(in.channels, c -> Arrays.stream(in.channel(c)).max().orElseThrow()));
            case Flatten() -> vector(in.data);
            case SqueezeExcitation _ -> {
                var inner = dense(vector(fill(in.channels, c -> mean(in.channel(c)))), path + ".reduce");
                var outer =
                        dense(inner.each(x -> Math.max(x, 0)), path + ".expand").each(ReferenceNetwork::sigmoid);
                yield in.perChannel(outer.data, new double[in.channels]);
            }
            case Dropout _ -> in;
            case Linear _ -> dense(in, path);
        };
    }

    private Values convolution(Conv2d conv, Values in, String path) {
        var w = weights.get(path, "weight").values();
        int each = in.channels / conv.groups();
        int k = conv.kernel();
        int height = (in.height + 2 * conv.padding() - k) / conv.stride() + 1;
        int width = (in.width + 2 * conv.padding() - k) / conv.stride() + 1;
        var out = new double[conv.outChannels() * height * width];
        for (int o = 0; o < conv.outChannels(); o++) {
            int first = o / (conv.outChannels() / conv.groups()) * each;
            double bias = conv.bias() ? weights.get(path, "bias").values()[o] : 0;
            for (int i = 0; i < height * width; i++) {
                double sum = bias;
                for (int j = 0; j < each * k * k; j++) {
                    int y = i / width * conv.stride() - conv.padding() + j / k % k;
                    int x = i % width * conv.stride() - conv.padding() + j % k;
                    sum += w[o * each * k * k + j] * in.at(first + j / (k * k), y, x, 0);
                }
                out[o * height * width + i] = sum;
            }
        }
        return new Values(conv.outChannels(), height, width, out);
    }

    private Values batchNorm(double epsilon, Values in, String path) {
        var gamma = weights.get(path, "weight").values();
        var beta = weights.get(path, "bias").values();
        var mean = weights.get(path, "running_mean").values();
        var variance = weights.get(path, "running_var").values();
        int area = in.height * in.width;
        return in.with(i -> (in.data[i] - mean[i / area]) / Math.sqrt(variance[i / area] + epsilon) * gamma[i / area]
                + beta[i / area]);
    }

    private static Values pool(Values in, int kernel, int stride, int padding, boolean max) {
        int height = (in.height + 2 * padding - kernel) / stride + 1;
        int width = (in.width + 2 * padding - kernel) / stride + 1;
        return new Values(in.channels, height, width, fill(in.channels * height * width, i -> {
            int top = i / width % height * stride - padding;
            int left = i % width * stride - padding;
            var window = IntStream.range(0, kernel * kernel)
                    .mapToDouble(
                            j -> in.at(i / (height * width), top + j / kernel, left + j % kernel, max ? -1e300 : 0));
            return max ? window.max().orElseThrow() : window.sum() / (kernel * kernel);
        }));
    }

    private Values dense(Values in, String path) {
        var w = weights.get(path, "weight").values();
        var b = weights.get(path, "bias").values();
        int n = in.data.length;
        return vector(fill(
                b.length,
                o -> b[o]
                        + IntStream.range(0, n)
                                .mapToDouble(i -> w[o * n + i] * in.data[i])
                                .sum()));
    }

    private static double[] softmax(double[] logits) {
        double max = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits).map(x -> Math.exp(x - max)).sum();
        return fill(logits.length, i -> Math.exp(logits[i] - max) / sum);
    }

    private static Values vector(double[] data) {
        return new Values(data.length, 1, 1, data);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    private static double[] fill(int length, java.util.function.IntToDoubleFunction f) {
        return IntStream.range(0, length).mapToDouble(f).toArray();
    }
}
