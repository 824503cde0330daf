package mien;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import mien.model.Head;

/// What one face shows.
///
/// @param probabilities by label, in the model's order, calibrated, summing to 1
public record Reading(Outcome outcome, Map<String, Double> probabilities) {
    public Reading {
        if (probabilities.isEmpty()) {
            throw new IllegalArgumentException("reading: it needs at least one label");
        }
        probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }

    /// @param calibrated `[classes]`, in the order of the head's labels
    static Reading of(Head head, double[] calibrated) {
        var labels = head.labels().labels();
        var probabilities = new LinkedHashMap<String, Double>();
        double top = 0;
        for (int i = 0; i < calibrated.length; i++) {
            probabilities.put(labels.get(i), calibrated[i]);
            top = Math.max(top, calibrated[i]);
        }
        return new Reading(top < head.threshold() ? Outcome.UNCERTAIN : Outcome.EMOTION, probabilities);
    }

    /// The same with another outcome.
    public Reading withOutcome(Outcome newOutcome) {
        return new Reading(newOutcome, probabilities);
    }

    /// The most probable label, the first of equals; also where the outcome is uncertain. Where it is not human, this
    /// is only what the classifier would have said.
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
