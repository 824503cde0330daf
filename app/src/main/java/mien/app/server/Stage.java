package mien.app.server;

import java.util.Locale;

/// What the time of an analysis goes to.
enum Stage {
    /// Until the whole body has come.
    RECEIVE,
    /// In the queue.
    WAIT,
    DECODE,
    DETECT,
    CROP,
    /// A whole batch.
    CLASSIFY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
