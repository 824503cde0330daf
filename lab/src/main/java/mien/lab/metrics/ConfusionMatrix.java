package mien.lab.metrics;

import java.util.List;
import java.util.stream.IntStream;

/// How often each label was taken for each: rows are the truth, columns the prediction.
///
/// @param labels distinct names; a label's index is its row and its column
/// @param counts `[labels, labels]`
public record ConfusionMatrix(List<String> labels, List<List<Integer>> counts) {

    public ConfusionMatrix {
        labels = List.copyOf(labels);
        counts = counts.stream().map(List::copyOf).toList();
        int size = labels.size();
        if (counts.size() != size || counts.stream().anyMatch(row -> row.size() != size)) {
            throw new IllegalArgumentException(
                    "confusion matrix: " + size + " labels need " + size + " rows and columns, got " + counts);
        }
    }

    /// Counts pairs.
    ///
    /// @param truth label numbers
    /// @param predicted label numbers, as many
    public static ConfusionMatrix of(List<String> labels, int[] truth, int[] predicted) {
        if (truth.length != predicted.length) {
            throw new IllegalArgumentException("confusion matrix: as many predictions as truths are needed, got "
                    + predicted.length + " for " + truth.length);
        }
        var counts = new int[labels.size()][labels.size()];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]][predicted[i]]++;
        }
        return new ConfusionMatrix(
                labels,
                IntStream.range(0, counts.length)
                        .mapToObj(row -> IntStream.of(counts[row]).boxed().toList())
                        .toList());
    }

    public int size() {
        return labels.size();
    }

    public int count(int truth, int predicted) {
        return counts.get(truth).get(predicted);
    }

    /// How many samples truly have a label.
    public int support(int label) {
        return counts.get(label).stream().mapToInt(Integer::intValue).sum();
    }

    /// How many samples were given a label.
    public int predicted(int label) {
        return counts.stream().mapToInt(row -> row.get(label)).sum();
    }

    /// How many samples were given their own label.
    public int correct() {
        return IntStream.range(0, size()).map(i -> count(i, i)).sum();
    }

    /// How many samples there are.
    public int total() {
        return IntStream.range(0, size()).map(this::support).sum();
    }
}
