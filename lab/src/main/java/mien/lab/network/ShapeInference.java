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
import mien.lab.network.Network.Step;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;

/// Follows one picture through the layers, noting shapes and costs; stops at the first layer that does not fit.
final class ShapeInference {
    private static final String TO_VECTOR = "; put Flatten, GlobalAvgPool or GlobalMaxPool before it";
    private static final String TO_MAP = "; move it before the layer that makes a vector of the map";

    private final List<Step> steps = new ArrayList<>();

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Shape trace(Layer layer, Shape in, String path) {
        return switch (layer) {
            case Sequential(var layers) -> chain(layers, in, path);
            case Residual residual -> sum(residual, in, path);
            case Conv2d conv -> convolution(conv, map(conv, in, path), path);
            case MaxPool2d(var kernel, var stride, var padding) ->
                free(layer, in, windows(layer, map(layer, in, path), kernel, stride, padding, path), path);
            case AvgPool2d(var kernel, var stride, var padding) ->
                free(layer, in, windows(layer, map(layer, in, path), kernel, stride, padding, path), path);
            case SqueezeExcitation excitation -> excitation(excitation, map(layer, in, path), path);
            case Flatten() -> {
                var m = map(layer, in, path);
                long size = product(layer, path, m.channels(), m.height(), m.width());
                yield free(layer, in, new Features(fits(layer, size, path)), path);
            }
            case BatchNorm2d _ ->
                leaf(layer, in, in, path, 2L * map(layer, in, path).channels(), 0);
            case GlobalAvgPool _, GlobalMaxPool _ ->
                free(layer, in, new Features(map(layer, in, path).channels()), path);
            case Linear(var out) -> {
                long macs = product(layer, path, vector(layer, in, path).size(), out);
                yield leaf(layer, in, new Features(out), path, macs + out, macs);
            }
            case Activation _, Dropout _ -> free(layer, in, in, path);
        };
    }

    private Shape chain(List<Layer> layers, Shape in, String path) {
        var shape = in;
        for (int i = 0; i < layers.size(); i++) {
            shape = trace(layers.get(i), shape, path + "." + i);
        }
        return shape;
    }

    private Shape sum(Residual residual, Shape in, String path) {
        var body = trace(residual.body(), in, path + ".body");
        var shortcut = trace(residual.shortcut(), in, path + ".shortcut");
        if (!body.equals(shortcut)) {
            throw new InvalidNetworkException(
                    path,
                    "Residual adds different shapes: body " + body + ", shortcut " + shortcut
                            + "; make both the same, for example with a 1x1 Conv2d of the same stride as shortcut");
        }
        return body;
    }

    private Shape convolution(Conv2d conv, FeatureMap in, String path) {
        if (in.channels() % conv.groups() != 0 || conv.outChannels() % conv.groups() != 0) {
            throw new InvalidNetworkException(
                    path,
                    conv + " cannot split " + in + " into " + conv.groups() + " groups with " + conv.outChannels()
                            + " channels out; choose groups that divide " + in.channels() + " and "
                            + conv.outChannels());
        }
        var size = windows(conv, in, conv.kernel(), conv.stride(), conv.padding(), path);
        var out = new FeatureMap(conv.outChannels(), size.height(), size.width());
        long weights =
                product(conv, path, in.channels() / conv.groups(), conv.outChannels(), conv.kernel(), conv.kernel());
        long macs = product(conv, path, weights, out.height(), out.width());
        return leaf(conv, in, out, path, weights + (conv.bias() ? conv.outChannels() : 0), macs);
    }

    private Shape excitation(SqueezeExcitation layer, FeatureMap in, String path) {
        int channels = in.channels();
        if (channels % layer.reduction() != 0) {
            throw new InvalidNetworkException(
                    path,
                    layer + " cannot narrow " + in + " to " + channels + " / " + layer.reduction()
                            + " channels; choose a reduction that divides " + channels);
        }
        long inner = channels / layer.reduction();
        long macs = 2L * channels * inner;
        return leaf(layer, in, in, path, macs + channels + inner, macs);
    }

    /// The map that windows of this size leave, with the channels of `in`.
    private static FeatureMap windows(Layer layer, FeatureMap in, int kernel, int stride, int padding, String path) {
        long height = in.height() + 2L * padding - kernel;
        long width = in.width() + 2L * padding - kernel;
        if (height < 0 || width < 0) {
            throw new InvalidNetworkException(
                    path,
                    layer + " is larger than its input " + in + " with padding " + padding
                            + "; choose a smaller kernel, more padding or fewer poolings before it");
        }
        return new FeatureMap(
                in.channels(), fits(layer, height / stride + 1, path), fits(layer, width / stride + 1, path));
    }

    private Shape free(Layer layer, Shape in, Shape out, String path) {
        return leaf(layer, in, out, path, 0, 0);
    }

    private Shape leaf(Layer layer, Shape in, Shape out, String path, long parameters, long macs) {
        steps.add(new Step(path, layer, in, out, parameters, macs));
        return out;
    }

    private static long product(Layer layer, String path, long... factors) {
        long product = 1;
        for (long factor : factors) {
            if (Math.multiplyHigh(product, factor) != 0 || product * factor < 0) {
                throw tooLarge(layer, path);
            }
            product *= factor;
        }
        return product;
    }

    private static int fits(Layer layer, long size, String path) {
        if (size > Integer.MAX_VALUE) {
            throw tooLarge(layer, path);
        }
        return (int) size;
    }

    private static InvalidNetworkException tooLarge(Layer layer, String path) {
        return new InvalidNetworkException(path, layer + " is too large for any machine; choose smaller sizes");
    }

    private static FeatureMap map(Layer layer, Shape in, String path) {
        return switch (in) {
            case FeatureMap m -> m;
            case Features f ->
                throw new InvalidNetworkException(path, layer + " needs a map [C, H, W], got " + f + TO_MAP);
        };
    }

    private static Features vector(Layer layer, Shape in, String path) {
        return switch (in) {
            case Features f -> f;
            case FeatureMap m ->
                throw new InvalidNetworkException(path, layer + " needs a vector [F], got " + m + TO_VECTOR);
        };
    }
}
