package mien.lab.network;

import static mien.lab.network.Checks.positive;

import java.util.List;

/// One layer of a network, as plain data.
///
/// A layer holds no weights and touches no native library. Everything that can be done with a
/// network (infer shapes, build it in libtorch, write it as ONNX, draw it) is a `switch` over this
/// closed set, so a new layer does not compile until every interpreter handles it.
public sealed interface Layer {

    /// Square 2-D convolution, `[N, C, H, W] -> [N, outChannels, H', W']`.
    record Conv2d(int outChannels, int kernel, int stride, int padding, int groups, boolean bias) implements Layer {
        public Conv2d {
            positive("outChannels", outChannels);
            positive("kernel", kernel);
            positive("stride", stride);
            positive("groups", groups);
            if (padding < 0) {
                throw new IllegalArgumentException("padding must not be negative: " + padding);
            }
        }

        /// Same-size convolution without bias: the usual companion of [BatchNorm2d].
        public static Conv2d same(int outChannels, int kernel) {
            return new Conv2d(outChannels, kernel, 1, kernel / 2, 1, false);
        }

        public Conv2d withStride(int stride) {
            return new Conv2d(outChannels, kernel, stride, padding, groups, bias);
        }
    }

    /// Normalises each channel over batch and space; the shape is unchanged.
    ///
    /// @param epsilon added to the variance, in squared units of the input
    /// @param momentum share of each new batch in the running statistics, in `(0, 1]`
    record BatchNorm2d(double epsilon, double momentum) implements Layer {
        public BatchNorm2d {
            if (!(epsilon > 0 && epsilon < 1) || !(momentum > 0 && momentum <= 1)) {
                throw new IllegalArgumentException(
                        "epsilon must be in (0, 1) and momentum in (0, 1]: " + epsilon + ", " + momentum);
            }
        }

        public static final BatchNorm2d DEFAULT = new BatchNorm2d(1e-5, 0.1);
    }

    /// Applied to each value by itself; the shape is unchanged.
    enum Activation implements Layer {
        RELU,
        SILU,
        SIGMOID
    }

    /// Largest value of each window; padding never wins. The output size is rounded down.
    record MaxPool2d(int kernel, int stride, int padding) implements Layer {
        public MaxPool2d {
            window(kernel, stride, padding);
        }

        /// Halves, thirds, ... the map: windows side by side.
        public static MaxPool2d by(int factor) {
            return new MaxPool2d(factor, factor, 0);
        }
    }

    /// Mean of each window, padding counted as zeros. The output size is rounded down.
    record AvgPool2d(int kernel, int stride, int padding) implements Layer {
        public AvgPool2d {
            window(kernel, stride, padding);
        }
    }

    /// Mean over space, `[N, C, H, W] -> [N, C]`.
    record GlobalAvgPool() implements Layer {}

    /// Maximum over space, `[N, C, H, W] -> [N, C]`.
    record GlobalMaxPool() implements Layer {}

    /// All values of a map in one row, `[N, C, H, W] -> [N, C * H * W]`, channel by channel.
    record Flatten() implements Layer {}

    /// Weighs each channel by what all channels say together: `x * sigmoid(W2 relu(W1 mean(x)))` (Hu et al.,
    /// "Squeeze-and-Excitation Networks", 2018). The shape is unchanged.
    ///
    /// @param reduction how many times narrower the inner layer is; it must divide the channels
    record SqueezeExcitation(int reduction) implements Layer {
        public SqueezeExcitation {
            positive("reduction", reduction);
        }
    }

    /// Zeroes random values during training, so that no neuron relies on one other.
    ///
    /// @param rate probability of zeroing one value during training, in `[0, 1)`
    record Dropout(double rate) implements Layer {
        public Dropout {
            if (!(rate >= 0 && rate < 1)) {
                throw new IllegalArgumentException("rate must be in [0, 1): " + rate);
            }
        }
    }

    /// Fully connected, `[N, F] -> [N, outFeatures]`.
    record Linear(int outFeatures) implements Layer {
        public Linear {
            positive("outFeatures", outFeatures);
        }
    }

    record Sequential(List<Layer> layers) implements Layer {
        public Sequential {
            layers = List.copyOf(layers);
        }
    }

    /// `body(x) + shortcut(x)`; an empty `shortcut` is the identity.
    record Residual(Sequential body, Sequential shortcut) implements Layer {}

    private static void window(int kernel, int stride, int padding) {
        positive("kernel", kernel);
        positive("stride", stride);
        if (padding < 0 || 2 * padding > kernel) {
            throw new IllegalArgumentException("padding must be in [0, kernel / 2]: " + padding);
        }
    }

    static Sequential sequential(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    /// `body(x) + x`.
    static Residual residual(Layer... body) {
        return new Residual(sequential(body), sequential());
    }
}
