package mien.model;

/// The pictures and labels that a model was trained on.
///
/// @param name what people call the data, for example `fer2013.zip`
/// @param hash identifies its content, for example `sha256:...`
/// @param corrections the changes that a person made to it, for example `corrections.csv, 12 lines, sha256:...`; may
///     be empty
/// @param licence what its terms mean for the model, in plain words; may be empty
public record TrainingData(String name, String hash, String corrections, String licence) {

    /// Data as it came.
    public TrainingData(String name, String hash, String licence) {
        this(name, hash, "", licence);
    }
}
