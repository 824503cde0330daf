package mien.lab.dataset;

import java.util.List;
import mien.model.LabelSet;

/// A labelled data set as found on disk: what there is, not yet any pixels.
///
/// @param name file or folder name
/// @param labels the label set of [Sample#label]
/// @param samples in a stable order
/// @param problems what had to be left out while reading the index
/// @param source gives the encoded bytes or raw pixels of each sample
public record Dataset(
        String name, LabelSet labels, List<Sample> samples, List<Problem> problems, PictureSource source) {
    public Dataset {
        samples = List.copyOf(samples);
        problems = List.copyOf(problems);
    }
}
