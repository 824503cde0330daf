package mien.lab.labels;

/// A label that its picture does not look like.
///
/// @param sample number of the picture in [mien.lab.dataset.PixelCache#samples]
/// @param given the label in the data, by name
/// @param suggested the label that it looks like, by name
/// @param confidence that `given` is wrong: 1 less its probability by all witnesses, in `(0, 1]`
/// @param evidence what the witnesses said, in one sentence
public record SuspectedLabel(int sample, String given, String suggested, double confidence, String evidence) {}
