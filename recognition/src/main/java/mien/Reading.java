package mien;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import mien.model.Head;
import org.jspecify.annotations.Nullable;

/// What one face shows. Two readings are equal if outcome and probabilities are.
///
/// @param probabilities by label, in the model's order, calibrated, summing to 1
/// @param reasons where an explanation comes from when it is asked for; it keeps the pixels that the network
///     saw
public record Reading(Outcome outcome, Map<String, Double> probabilities, Supplier<Explanation> reasons) {
    public Reading {
        if (probabilities.isEmpty()) {
            throw new IllegalArgumentException("reading: it needs at least one label");
        }
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /// One that no model made, so that it has no explanation.
    public Reading(Outcome outcome, Map<String, Double> probabilities) {
        this(outcome, probabilities, () -> {
            throw new Explanation.NotExplained(
                    "reading: no model made it, so there is nothing to explain; ask one that Mien has given");
        });
    }

    /// @param calibrated `[classes]`, in the order of the head's labels
    static Reading of(Head head, double[] calibrated, Supplier<Explanation> reasons) {
        var labels = head.labels().labels();
        var probabilities = new LinkedHashMap<String, Double>();
        double top = 0;
        for (int i = 0; i < calibrated.length; i++) {
            probabilities.put(labels.get(i), calibrated[i]);
            top = Math.max(top, calibrated[i]);
        }
        return new Reading(top < head.threshold() ? Outcome.UNCERTAIN : Outcome.EMOTION, probabilities, reasons);
    }

    /// The same with another outcome.
    public Reading withOutcome(Outcome newOutcome) {
        return new Reading(newOutcome, probabilities, reasons);
    }

    /// Which places of the face spoke for and against each label.
    ///
    /// It shows the face to the network once more, in a second engine that is started when this is first
    /// called; it is the same each time.
    ///
    /// @throws mien.model.ModelException if [Mien] has been closed meanwhile, or its network has no such maps
    /// @throws Explanation.NotExplained if no model made this reading
    public Explanation explain() {
        return reasons.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reading that && outcome == that.outcome && probabilities.equals(that.probabilities);
    }

    @Override
    public int hashCode() {
        return Objects.hash(outcome, probabilities);
    }

    @Override
    public String toString() {
        return "Reading[outcome=" + outcome + ", probabilities=" + probabilities + "]";
    }

    /// The most probable label, the first of equals; also where the outcome is uncertain. Where it is not
    /// human, this is only what the classifier would have said.
    public String emotion() {
        var best = probabilities.entrySet().iterator().next();
        for (var entry : probabilities.entrySet()) {
            if (entry.getValue() > best.getValue()) {
                best = entry;
            }
        }
        return best.getKey();
    }

    /// The probability of [#emotion].
    public double confidence() {
        return Collections.max(probabilities.values());
    }
}
