package mien.app.server;

/// What is asked of a picture beside its faces and their readings.
enum Extra {
    /// Its pixels, to draw the answer on.
    PIXELS,
    /// What speaks for and against each label, for each face.
    EXPLANATION
}
