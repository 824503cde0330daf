package mien.lab.dataset;

import java.nio.file.Path;
import java.util.List;

/// Changes to a data set, decided by a person: pictures to drop, labels to change. The one way to change a data set;
/// its files stay as they are.
///
/// @param lines in the order of the file
public record Corrections(List<Line> lines) {
    public static final Corrections NONE = new Corrections(List.of());

    public Corrections {
        lines = List.copyOf(lines);
    }

    /// What is to be done with a picture.
    public enum Action {
        DROP,
        RELABEL,
        KEEP
    }

    /// @param number of the line in the file, from 1; 0 if it was not read from one
    /// @param file name of the picture in the data set
    /// @param label the new one for `RELABEL`; else empty
    /// @param reason for people
    public record Line(int number, String file, Action action, String label, String reason) {}

    /// Reads `corrections.csv`: `file,action,label,reason`.
    ///
    /// @throws DatasetException if it cannot be read, or a line is no correction
    public static Corrections read(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /// Writes `corrections.csv`, for [#read].
    public void write(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }

    /// The data set as corrected.
    ///
    /// @throws DatasetException if a line names no picture, or one picture has two actions
    public Dataset applyTo(Dataset data) {
        throw new UnsupportedOperationException(data.name());
    }
}
