package mien.lab.metrics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// What a model said of labelled samples.
///
/// @param labels names by label number
/// @param truth the label number of each sample
/// @param probabilities `[samples, labels]`, row by row, each in `[0, 1]`
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record Predictions(List<String> labels, int[] truth, float[] probabilities) {

    public Predictions {
        labels = List.copyOf(labels);
        int size = labels.size();
        if (size == 0 || probabilities.length != truth.length * size) {
            throw new IllegalArgumentException("predictions: " + truth.length + " samples with " + size
                    + " labels need as many probabilities as their product, got " + probabilities.length);
        }
        for (int label : truth) {
            if (label < 0 || label >= size) {
                throw new IllegalArgumentException("predictions: label " + label + " is not in [0, " + size + ")");
            }
        }
        for (int i = 0; i < probabilities.length; i++) {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1.001f)) {
                throw new EvaluationException("predictions: the model gave sample " + i / size + " the value "
                        + probabilities[i] + " for " + labels.get(i % size)
                        + ", which is no probability; retrain or re-export the model");
            }
        }
    }

    public int size() {
        return truth.length;
    }

    public float probability(int sample, int label) {
        return probabilities[sample * labels.size() + label];
    }

    /// How many labels the model holds for likelier than this one: 0 is its answer. Of equals the first counts as
    /// likelier.
    public int rank(int sample, int label) {
        float own = probability(sample, label);
        int rank = 0;
        for (int other = 0; other < labels.size(); other++) {
            float p = probability(sample, other);
            if (p > own || (p == own && other < label)) {
                rank++;
            }
        }
        return rank;
    }

    /// The likeliest label, the first of equals.
    public int answer(int sample) {
        int best = 0;
        for (int label = 1; label < labels.size(); label++) {
            if (probability(sample, label) > probability(sample, best)) {
                best = label;
            }
        }
        return best;
    }

    /// Only the samples in `chosen`, in the same order.
    public Predictions only(BitSet chosen) {
        int width = labels.size();
        var kept = chosen.get(0, size());
        var newTruth = kept.stream().map(i -> truth[i]).toArray();
        var rows = new float[newTruth.length * width];
        int row = 0;
        for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
            System.arraycopy(probabilities, i * width, rows, width * row++, width);
        }
        return new Predictions(labels, newTruth, rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Predictions(var otherLabels, var otherTruth, var otherProbabilities)
                && labels.equals(otherLabels)
                && Arrays.equals(truth, otherTruth)
                && Arrays.equals(probabilities, otherProbabilities);
    }

    @Override
    public int hashCode() {
        return 31 * labels.hashCode() + Arrays.hashCode(truth);
    }
}
