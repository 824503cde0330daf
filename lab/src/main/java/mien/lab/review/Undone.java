package mien.lab.review;

/// What taking back the last step of a tab came to.
///
/// @param restored pictures that are again as they were before
/// @param overtaken pictures that stay as they are, since somebody else has decided on them in the meantime
public record Undone(int restored, int overtaken) {
    /// There was no step left to take back.
    static final Undone NOTHING = new Undone(0, 0);
}
