package mien.lab.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import mien.model.Head;

/// Which labels to explain.
///
/// @param labels these, in this order; empty for the most probable
/// @param top how many of the most probable, where no labels are named
public record Asked(List<String> labels, int top) {
    /// Only the answer.
    public static final Asked ANSWER = new Asked(List.of(), 1);

    public Asked {
        labels = List.copyOf(labels);
        if (top < 1) {
            throw new ExplainException("top: must be at least 1, got " + top);
        }
    }

    /// The same in the head's own words.
    ///
    /// @throws ExplainException if the head has no such label
    public Asked of(Head head) {
        var known = new ArrayList<String>();
        for (var label : labels) {
            int at = head.labels()
                    .indexOf(label)
                    .orElseThrow(() -> new ExplainException(
                            "labels: head " + head.name() + " has no label '" + label + "'; choose among "
                                    + String.join(", ", head.labels().labels())));
            known.add(head.labels().labels().get(at));
        }
        return new Asked(known, top);
    }

    /// The numbers of the labels to explain.
    ///
    /// @param probabilities in the order of the head's labels
    List<Integer> classes(Head head, double... probabilities) {
        if (!labels.isEmpty()) {
            return labels.stream()
                    .map(label -> head.labels().labels().indexOf(label))
                    .toList();
        }
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -probabilities[k]))
                .limit(top)
                .toList();
    }
}
