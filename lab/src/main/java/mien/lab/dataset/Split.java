package mien.lab.dataset;

/// Which part of a data set a sample belongs to.
public enum Split {
    TRAIN,
    VALIDATION,
    TEST,
    /// The data does not say.
    NONE
}
