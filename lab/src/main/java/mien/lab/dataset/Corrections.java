package mien.lab.dataset;

import java.nio.file.Path;
import java.util.List;

/// Changes to a data set, decided by a person: pictures to drop, labels to change. The one way to change a data
/// set; its files stay as they are.
///
/// @param name what messages call them: the file as it was named
/// @param lines in the order of the file
public record Corrections(String name, List<Line> lines) {
    public static final Corrections NONE = new Corrections(List.of());

    public Corrections {
        lines = List.copyOf(lines);
    }

    /// Corrections put together by a program.
    public Corrections(List<Line> lines) {
        this("corrections.csv", lines);
    }

    /// What is to be done with a picture.
    public enum Action {
        /// Leave it out.
        DROP,
        /// Give it another label.
        RELABEL,
        /// Nothing: somebody looked at it and found it right.
        KEEP
    }

    /// @param number of the line in the file, from 1; 0 if it was not read from one
    /// @param file name of the picture in the data set
    /// @param label the new one for `RELABEL`; else empty
    /// @param reason for people
    public record Line(int number, String file, Action action, String label, String reason) {
        public Line {
            if (label.isBlank() == (action == Action.RELABEL)) {
                throw new IllegalArgumentException("correction of " + file + ": a label belongs to relabel and only"
                        + " there, got '" + label + "' for " + action);
            }
        }
    }

    /// Reads `corrections.csv`: `file,action,label,reason`, columns in any order.
    ///
    /// @throws DatasetException if it cannot be read, or a line is no correction
    public static Corrections read(Path file) {
        return CorrectionsFile.read(file);
    }

    /// Writes `corrections.csv`, for [#read], in one step: there is never half a file.
    ///
    /// @throws DatasetException if it cannot be written
    public void write(Path file) {
        CorrectionsFile.write(this, file);
    }

    /// What [#write] writes.
    public String text() {
        return CorrectionsFile.text(this);
    }

    /// The data set as corrected. Its labels are those that are left; a label that is gone is among its problems.
    ///
    /// A picture with a new label keeps its votes only if their majority says the same: a person overrules the
    /// taggers.
    ///
    /// @throws DatasetException if a line names no picture or no label, if one picture has two actions, or if
    ///     nothing is left
    public Dataset applyTo(Dataset data) {
        return lines.isEmpty() ? data : new Correcting(this, data).corrected();
    }

    /// The same corrections in the order of the data set, each once; for a file that is pleasant to edit.
    ///
    /// @throws DatasetException as [#applyTo], but all pictures may be dropped
    public Corrections inOrderOf(Dataset data) {
        return new Correcting(this, data).inOrder();
    }
}
