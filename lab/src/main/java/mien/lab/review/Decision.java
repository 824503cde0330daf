package mien.lab.review;

import java.time.Instant;

/// A choice that was made, for good: later ones on the same picture take its place, nothing deletes it.
///
/// @param number grows with each decision of all reviews of a folder
/// @param origin the decision that it brings back, by number; 0 if it brings back that nobody had decided; usually
///     its own
/// @param step decisions that were made at once share it
/// @param tab who decided: the name that a browser's tab gave itself, or `file` for an edit of `corrections.csv`
public record Decision(long number, long origin, long step, Instant time, String tab, Choice choice) {}
