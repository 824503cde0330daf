package mien.lab.metrics;

import java.util.List;
import java.util.Set;
import mien.model.LabelSet;

/// Which labels a model and a data set share, by name and alias; only these are scored.
///
/// @param model what the model can answer
/// @param data what the samples can be
/// @param common the labels of both, in the model's order
public record LabelMatching(LabelSet model, LabelSet data, List<String> common) {

    public LabelMatching {
        common = List.copyOf(common);
        if (common.isEmpty()) {
            throw new EvaluationException("labels: the model knows " + String.join(", ", model.labels())
                    + " and the data " + String.join(", ", data.labels())
                    + ", which have none in common; give a data set with at least one of the model's labels");
        }
    }

    /// @throws EvaluationException if there is no common label
    public static LabelMatching of(LabelSet model, LabelSet data) {
        return new LabelMatching(model, data, shared(model, data));
    }

    /// The labels of both sets, in the first one's order.
    static List<String> shared(LabelSet first, LabelSet second) {
        return first.labels().stream()
                .filter(Set.copyOf(second.labels())::contains)
                .toList();
    }

    public List<String> modelOnly() {
        return model.labels().stream().filter(l -> !common.contains(l)).toList();
    }

    public List<String> dataOnly() {
        return data.labels().stream().filter(l -> !common.contains(l)).toList();
    }

    /// Keeps the common labels of one row of the model and lets their probabilities sum to 1 again; if they were
    /// all 0, they become equal.
    ///
    /// @param row the model's probabilities, one per label of the model
    /// @param out takes the result from `offset` on, one per common label
    public void project(float[] row, float[] out, int offset) {
        if (row.length != model.size()) {
            throw new EvaluationException("labels: the model gave " + row.length + " probabilities for " + model.size()
                    + " labels; its file contradicts itself, export it again");
        }
        float sum = 0;
        for (int i = 0; i < common.size(); i++) {
            out[offset + i] = row[model.labels().indexOf(common.get(i))];
            sum += out[offset + i];
        }
        if (common.size() == row.length) {
            return;
        }
        for (int i = 0; i < common.size(); i++) {
            out[offset + i] = sum > 0 ? out[offset + i] / sum : 1f / common.size();
        }
    }
}
