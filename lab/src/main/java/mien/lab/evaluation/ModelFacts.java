package mien.lab.evaluation;

import java.util.List;
import mien.model.Head;

/// What a model is, and what it costs.
///
/// @param name as it was named
/// @param head whose answers were scored
/// @param shared labels of the model that do not count: what it gave to them was shared out among the others
/// @param cost what an answer takes
public record ModelFacts(String name, Kind kind, Head head, List<String> shared, Cost cost) {
    public ModelFacts {
        shared = List.copyOf(shared);
    }

    public enum Kind {
        /// A model file of Mien.
        MIEN,
        /// Another ONNX file, with a contract beside it.
        FOREIGN,
        /// A csv of another tool's answers, with a probability for each label.
        SCORES,
        /// A csv of another tool's answers, labels only: all that rests on probabilities is left out.
        LABELS;

        public boolean hasProbabilities() {
            return this != LABELS;
        }
    }

    /// @param bytes of the file; 0 if there is no model file
    /// @param parameters trained numbers; 0 if unknown
    /// @param milliseconds for each face, in batches, on this machine in this run; NaN if not measured
    /// @param millisecondsAlone for one face at a time, the median; NaN if not measured
    public record Cost(long bytes, long parameters, double milliseconds, double millisecondsAlone) {
        public static final Cost UNKNOWN = new Cost(0, 0, Double.NaN, Double.NaN);
    }
}
