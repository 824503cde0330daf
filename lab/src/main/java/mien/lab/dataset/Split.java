package mien.lab.dataset;

import java.util.Optional;

/// Which part of a data set a sample belongs to.
public enum Split {
    TRAIN,
    VALIDATION,
    TEST,
    /// The data does not say.
    NONE;

    /// The split that people mean by a name: `Public_Test`, `private-test`, `VAL`.
    public static Optional<Split> named(String name) {
        return Names.split(name);
    }
}
