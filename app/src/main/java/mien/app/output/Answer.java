package mien.app.output;

import mien.Photo;

/// What became of one file.
public sealed interface Answer {

    /// As the caller named the file.
    String file();

    record Read(String file, Photo photo) implements Answer {}

    /// @param error one sentence
    /// @param milliseconds until the failure
    record Failed(String file, String error, double milliseconds) implements Answer {}
}
