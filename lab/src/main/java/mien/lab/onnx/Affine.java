package mien.lab.onnx;

import java.util.Arrays;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Weights;

/// `scale * x + shift` per channel: what batch norm is once training is over.
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this package
record Affine(double[] scale, double[] shift) {

    static Affine identity(int channels) {
        var ones = new double[channels];
        Arrays.fill(ones, 1);
        return new Affine(ones, new double[channels]);
    }

    static Affine of(BatchNorm2d norm, Weights weights, String path, int channels) {
        var gamma = weights.get(path, "weight", channels);
        var beta = weights.get(path, "bias", channels);
        var mean = weights.get(path, "running_mean", channels);
        var variance = weights.get(path, "running_var", channels);
        var scale = new double[channels];
        var shift = new double[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = gamma[c] / Math.sqrt(variance[c] + norm.epsilon());
            shift[c] = beta[c] - mean[c] * scale[c];
        }
        return new Affine(scale, shift);
    }

    /// Whether the larger of two values stays the larger, in every channel: then it may change places with a
    /// maximum.
    boolean keepsOrder() {
        return Arrays.stream(scale).allMatch(s -> s >= 0);
    }

    /// Convolution weights `[out, ...]` that give what these gave, scaled.
    float[] scaled(float[] weights) {
        var out = new float[weights.length];
        int each = weights.length / scale.length;
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (weights[i] * scale[i / each]);
        }
        return out;
    }

    /// A bias `[out]` before this, as the bias of the scaled convolution.
    float[] moved(float[] bias) {
        var out = new float[bias.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (bias[i] * scale[i] + shift[i]);
        }
        return out;
    }
}
