package mien.lab.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

    /// The corrections for a model's card, `corrections.csv, 12 lines, sha256:...`; empty if there are none.
    public String correctionsInBrief() {
        if (correctionsFile == null) {
            return "";
        }
        var lines = Corrections.read(correctionsFile).lines();
        var digest = Hashing.sha256();
        for (var line : lines) {
            var parts = List.of(line.file(), line.action().name(), line.label());
            digest.update((String.join("\0", parts) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return correctionsFile.getFileName() + ", " + (lines.size() == 1 ? "1 line" : lines.size() + " lines")
                + ", sha256:" + Hashing.hex(digest.digest());
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
