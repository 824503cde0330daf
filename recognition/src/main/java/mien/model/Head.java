package mien.model;

import java.util.Locale;

/// One of the answers that a model gives to the same face: a probability for each of these labels.
///
/// @param name the name of the graph's output, for example `fer7`
/// @param temperature calibration, > 0; above 1 the answers become less sure, 1 leaves them as they are
/// @param threshold in `[0, 1]`; a face whose highest calibrated probability is below it is called uncertain
public record Head(String name, LabelSet labels, double temperature, double threshold) {
    public Head {
        if (name.isBlank() || !(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "head '" + name + "': it needs a name and a temperature above 0, got " + temperature);
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("head " + name + ": the threshold must lie in [0, 1], got " + threshold);
        }
    }

    /// A head that is neither calibrated nor ever uncertain.
    public static Head of(String name, LabelSet labels) {
        return new Head(name, labels, 1, 0);
    }

    /// Calibrates one answer of the network: `p^(1/T)`, normalised, which is the softmax of the logits over `T`
    /// (Guo et al. 2017, arXiv:1706.04599).
    ///
    /// @param probabilities `[classes]`, softmax output of the graph
    /// @return `[classes]`, summing to 1
    /// @throws ModelException if they are not finite probabilities with a positive sum
    public double[] calibrated(float[] probabilities) {
        var out = new double[probabilities.length];
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = temperature == 1 ? probabilities[i] : Math.pow(probabilities[i], 1 / temperature);
            sum += out[i];
        }
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new ModelException(String.format(
                    Locale.ROOT,
                    "head %s: the network answered with numbers that are no probabilities (sum %s);"
                            + " its weights are damaged or its training diverged, use another model",
                    name,
                    sum));
        }
        for (int i = 0; i < out.length; i++) {
            out[i] /= sum;
        }
        return out;
    }
}
