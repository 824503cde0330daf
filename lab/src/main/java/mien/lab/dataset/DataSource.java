package mien.lab.dataset;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where labelled pictures are, and what a person has put right about them.
///
/// @param path a folder, zip or csv
/// @param correctionsFile a `corrections.csv`, or null
public record DataSource(Path path, @Nullable Path correctionsFile) {

    /// Data as it is.
    public DataSource(Path path) {
        this(path, null);
    }

    public Optional<Path> corrections() {
        return Optional.ofNullable(correctionsFile);
    }

    /// Reads the index of the data, corrected.
    ///
    /// @throws DatasetException if nothing in it can be used, or the corrections do not fit it
    public Dataset open() {
        var lines = correctionsFile == null ? Corrections.NONE : Corrections.read(correctionsFile);
        var data = Datasets.open(path);
        try {
            return lines.applyTo(data);
        } catch (DatasetException e) {
            data.close();
            throw e;
        }
    }
}
