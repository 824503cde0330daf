package mien.lab.prepare;

/// How a prepared data set lies on disk.
public enum Layout {
    /// Splits as folders, labels as folders in them, pictures as PNG.
    FOLDERS,
    /// One csv as Kaggle's `fer2013.csv`: 48 x 48 grey pixels a row.
    FER2013
}
