package mien.lab.metrics;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mien.image.Preprocessing;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Splitting;
import mien.model.Classifier;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.Training;
import org.jspecify.annotations.Nullable;

/// A model, as far as an evaluation needs it.
///
/// @param name for people, usually its file
/// @param input what it wants to see
/// @param heads at least one
/// @param answers runs it
/// @param training where it comes from, or null if nobody knows
public record ScoredModel(
        String name,
        Preprocessing input,
        List<Head> heads,
        Answers answers,
        @Nullable Training training) {

    /// A model of which nobody knows where it comes from.
    public ScoredModel(String name, Preprocessing input, List<Head> heads, Answers answers) {
        this(name, input, heads, answers, null);
    }

    public ScoredModel {
        heads = List.copyOf(heads);
    }

    /// Inputs, `[C, H, W]` raw pixels each, to probabilities, `[inputs, classes]`.
    public interface Answers {
        double[][] classify(List<byte[]> inputs, Head head);
    }

    public static ScoredModel of(String name, Classifier classifier) {
        var contract = classifier.contract();
        return new ScoredModel(name, contract.input(), contract.heads(), classifier::classify, contract.training());
    }

    /// The split that the model was trained with, if these very pixels and labels were among its data; it is made
    /// again from the seeds of all trainings behind it.
    ///
    /// @param pixels at the size of the model's own input; at any other they are not the ones it was trained on
    public Optional<Splitting> splitOf(PixelCache pixels) {
        return Optional.ofNullable(training)
                .map(known -> known.lessons().get("sha256:" + pixels.dataHash()))
                .map(seeds -> Splitting.complete(pixels, seeds));
    }

    /// @throws EvaluationException if there is no such head
    public Head head(String wanted) {
        return heads.stream()
                .filter(head -> head.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> new EvaluationException("model " + name + ": it has no head '" + wanted
                        + "'; choose one of " + heads.stream().map(Head::name).collect(Collectors.joining(", "))));
    }

    /// The head with the most labels of the data, then with the fewest others; the first of equals.
    public Head headFor(LabelSet data) {
        var known = new HashSet<>(data.labels());
        Comparator<Head> byCommon = Comparator.comparingLong(
                head -> -head.labels().labels().stream().filter(known::contains).count());
        return heads.stream()
                .min(byCommon.thenComparingInt(head -> head.labels().size()))
                .orElseThrow();
    }
}
