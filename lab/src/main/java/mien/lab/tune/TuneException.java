package mien.lab.tune;

import mien.error.MienException;

/// A search that cannot be started or continued as asked.
public final class TuneException extends MienException {
    private static final long serialVersionUID = 1L;

    public TuneException(String message) {
        super(message);
    }

    public TuneException(String message, Throwable cause) {
        super(message, cause);
    }
}
