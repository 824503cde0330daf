package mien.lab.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an evaluation could not score.
///
/// @param dataLabels labels that only the data has, with their samples, which were left out
/// @param modelLabels labels that only the model has; their probability was shared out among the others
/// @param noMajority samples whose FER+ votes agree on no emotion
/// @param unlabelled samples of which nothing says what they show
/// @param unreadable pictures that could not be read, in all splits
public record LeftOut(
        SortedMap<String, Integer> dataLabels,
        List<String> modelLabels,
        int noMajority,
        int unlabelled,
        int unreadable) {

    public LeftOut {
        dataLabels = Collections.unmodifiableSortedMap(new TreeMap<>(dataLabels));
        modelLabels = List.copyOf(modelLabels);
    }

    /// How many readable samples of the chosen part were left out.
    public int samples() {
        return dataLabels.values().stream().mapToInt(Integer::intValue).sum() + noMajority + unlabelled;
    }

    /// One sentence for each kind of thing left out; empty if there was none.
    public List<String> sentences() {
        return sentences(1);
    }

    /// @param models how many were scored on the same pictures
    public List<String> sentences(int models) {
        var sentences = new ArrayList<String>();
        dataLabels.forEach(
                (label, count) -> sentences.add((models == 1 ? "The model does not know" : "Not every model knows")
                        + " the label " + label + " of the data; its " + pictures(count) + " left out."));
        if (!modelLabels.isEmpty()) {
            sentences.add((models == 1 ? "The data never shows " : "The data never shows, or not every model knows, ")
                    + String.join(", ", modelLabels) + "; what " + (models == 1 ? "the model" : "a model") + " gave to "
                    + (modelLabels.size() == 1 ? "it" : "them") + " was shared out among the other labels.");
        }
        if (noMajority > 0) {
            sentences.add(pictures(noMajority) + " left out because the taggers of FER+ agree on no emotion.");
        }
        if (unlabelled > 0) {
            sentences.add(pictures(unlabelled) + " left out because nothing says what they show.");
        }
        if (unreadable > 0) {
            sentences.add(unreadable + (unreadable == 1 ? " picture" : " pictures")
                    + " of the data could not be read; the rest was scored.");
        }
        return List.copyOf(sentences);
    }

    private static String pictures(int count) {
        return count == 1 ? "1 picture was" : count + " pictures were";
    }
}
