package mien.lab.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One attempt of a search: what was tried, and how it went so far.
///
/// @param number counted from 1
/// @param seed of the training
/// @param values by parameter
/// @param epochs that ended, in order
/// @param verdict what became of it
/// @param reason why it failed or was stopped, in a sentence; empty otherwise
public record Trial(
        int number, long seed, Map<String, String> values, List<Epoch> epochs, Verdict verdict, String reason) {

    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        epochs = List.copyOf(epochs);
    }

    /// @param epoch counted from 1
    /// @param score what the search maximises; NaN if the training diverged
    /// @param figures of the epoch by name
    /// @param seconds that it took
    public record Epoch(int epoch, double score, Map<String, Double> figures, double seconds) {
        public Epoch {
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        }
    }

    /// What became of a trial.
    public enum Verdict {
        /// Begun; some process trains it, or it waits to be resumed.
        RUNNING,
        /// Trained to its end.
        FINISHED,
        /// Ended early, because others were better at the same epoch.
        PRUNED,
        /// Could not be trained with these values.
        FAILED
    }

    /// What was tried of a parameter; its middle if the trial is of a space without it.
    public String value(Parameter parameter) {
        return values.getOrDefault(parameter.name(), parameter.at(0.5));
    }

    /// Of the last epoch; NaN if there is none.
    public double score() {
        return epochs.isEmpty() ? Double.NaN : epochs.getLast().score();
    }

    /// Time of all epochs.
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::seconds).sum();
    }

    public Trial ended(Verdict how, String why) {
        return new Trial(number, seed, values, epochs, how, why);
    }

    /// With one more epoch; one that was run again takes the place of the old one and of all after it.
    public Trial with(Epoch epoch) {
        var kept = new java.util.ArrayList<>(
                epochs.stream().filter(e -> e.epoch() < epoch.epoch()).toList());
        kept.add(epoch);
        return new Trial(number, seed, values, kept, verdict, reason);
    }
}
