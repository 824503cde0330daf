package mien.lab.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import mien.model.LabelSet;

/// A labelled data set as found on disk: what there is, not yet any pixels. Made by [Datasets#open].
///
/// @param name file or folder name: `fer2013.zip`
/// @param form how it was understood, in a line: `folder per class, 2 splits, with FER+ votes`
/// @param labels the label set of [Sample#label]
/// @param samples in a stable order
/// @param problems what had to be left out while reading the index
/// @param source gives the encoded bytes or raw pixels of each sample
public record Dataset(
        String name, String form, LabelSet labels, List<Sample> samples, List<Problem> problems, PictureSource source)
        implements AutoCloseable {
    public Dataset {
        samples = List.copyOf(samples);
        problems = List.copyOf(problems);
    }

    /// A data set put together by a program.
    public Dataset(String name, LabelSet labels, List<Sample> samples, List<Problem> problems, PictureSource source) {
        this(name, "made by a program", labels, samples, problems, source);
    }

    /// Lets go of the folder or zip; the samples stay usable, their pictures do not.
    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
