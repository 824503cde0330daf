package mien.app.server;

import java.util.concurrent.CompletableFuture;
import mien.app.output.Answer;
import mien.image.Picture;
import org.jspecify.annotations.Nullable;

/// A picture that somebody waits for. Who no longer waits cancels `done`.
///
/// @param name as the answer calls it
/// @param encoded the bytes of a picture file, or of anything else
/// @param queued when it came, by [System#nanoTime]
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
record Job(String name, byte[] encoded, Question question, CompletableFuture<Done> done, long queued) {

    /// What became of it.
    ///
    /// @param picture the pixels, if they were asked for and could be decoded
    record Done(Answer answer, @Nullable Picture picture) {}

    static Job of(String name, byte[] encoded, Question question) {
        return new Job(name, encoded, question, new CompletableFuture<>(), System.nanoTime());
    }
}
