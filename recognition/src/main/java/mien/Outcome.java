package mien;

import java.util.Locale;

/// What can be said about a face.
public enum Outcome {
    /// The most probable label is the answer.
    EMOTION,
    /// No label is probable enough for the model to stand by it.
    UNCERTAIN,
    /// The gate says that this is no human face; the emotion means nothing.
    NOT_HUMAN;

    /// As it stands in JSON and CSV, for example `not_human`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
