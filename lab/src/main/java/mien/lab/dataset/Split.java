package mien.lab.dataset;

import java.util.Optional;

/// Which part of a data set a sample belongs to.
public enum Split {
    TRAIN,
    VALIDATION,
    TEST,
    /// The data does not say.
    NONE;

    /// `train`, `validation`, `test`, or `none`.
    public String title() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// The split that people mean by a name: `Public_Test`, `private-test`, `VAL`.
    public static Optional<Split> named(String name) {
        return Names.split(name);
    }
}
