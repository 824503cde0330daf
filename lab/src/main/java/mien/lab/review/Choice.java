package mien.lab.review;

import mien.lab.dataset.Corrections.Line;

/// What somebody wants for a picture.
///
/// @param file its name in the data set
/// @param label the new one for `RELABEL`; else empty
/// @param reason for people
public record Choice(String file, Verdict verdict, String label, String reason) {
    public Choice {
        if (label.isBlank() == (verdict == Verdict.RELABEL)) {
            throw new ReviewException(file + ": a label belongs to relabel and only there, got '" + label + "' for "
                    + verdict.title() + "; give one or leave it empty");
        }
    }

    static Choice of(Line line) {
        return new Choice(line.file(), Verdict.of(line.action()), line.label(), line.reason());
    }

    /// Whether both come to the same for the picture, for whatever reason.
    boolean sameAs(Choice other) {
        return file.equals(other.file) && verdict == other.verdict && label.equals(other.label);
    }
}
