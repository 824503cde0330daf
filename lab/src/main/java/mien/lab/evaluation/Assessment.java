package mien.lab.evaluation;

import java.util.List;
import mien.lab.dataset.Sample;
import mien.lab.metrics.Part;
import mien.lab.occlusion.Occlusion;
import org.jspecify.annotations.Nullable;

/// All that `mien evaluate` finds out about one or several models on the same pictures: pure data, for a page, for
/// `metrics.json` and for text.
///
/// A picture's number is its place in `samples`; predictions, mistakes and disagreements name pictures by it.
///
/// @param setting what was scored against what
/// @param labels the labels that counted: known to the data and to every model
/// @param samples the pictures that were scored; at least one
/// @param notes sentences on what was left out, how labels were matched, what could not be measured
/// @param models at least one, in the order in which they were named
/// @param comparisons of the first model with each other one
public record Assessment(
        Setting setting,
        List<String> labels,
        List<Sample> samples,
        List<String> notes,
        List<ModelAssessment> models,
        List<Comparison> comparisons) {

    public Assessment {
        labels = List.copyOf(labels);
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
        models = List.copyOf(models);
        comparisons = List.copyOf(comparisons);
    }

    /// @param data name of the data set
    /// @param part which samples; never [Part#HELD_OUT]
    /// @param splitting how the split of the training was made again; empty if the data's own split counts
    /// @param truth what the answers were held against, in words
    /// @param mask how all pictures were masked, or null if they were shown as they are
    /// @param seed of the intervals and of the masks
    public record Setting(
            String data,
            Part part,
            String splitting,
            String truth,
            @Nullable Occlusion mask,
            long seed) {

        @Override
        public String toString() {
            return data + ", " + (part == Part.ALL ? "all splits" : part + " split")
                    + (mask == null ? "" : ", mask " + mask);
        }
    }

    /// The true label of a picture, as its number in `labels`.
    public int truth(int picture) {
        return models.getFirst().predictions().truth()[picture];
    }
}
