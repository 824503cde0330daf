package mien;

import java.util.Locale;

/// What can be said about a face.
public enum Outcome {
    /// The most probable label is the answer.
    EMOTION,
    /// No label is probable enough for the model to stand by it.
    UNCERTAIN;

    /// As it stands in JSON and CSV, for example `uncertain`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
