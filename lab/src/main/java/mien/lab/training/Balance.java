package mien.lab.training;

/// What is done about classes of different size.
public enum Balance {
    NONE,
    /// The loss of each picture is weighed by the inverse frequency of its class.
    WEIGHTS,
    /// Each epoch shows as many pictures of each class as the smallest has, drawn anew.
    DOWNSAMPLE,
    /// Each epoch shows as many pictures of each class as the largest has, small classes repeated.
    OVERSAMPLE
}
