package mien.app.server;

import java.util.Locale;

/// What the time of a request goes to.
enum Stage {
    /// Until the whole body has come.
    RECEIVE,
    /// In the queue.
    WAIT,
    DECODE,
    DETECT,
    CROP,
    /// A whole batch.
    CLASSIFY,
    /// From the end of the head to the whole answer.
    REQUEST;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
