package mien.lab.training;

import mien.error.MienException;

/// A training history that cannot be read; the message names the file and the line.
public final class InvalidHistoryException extends MienException {
    private static final long serialVersionUID = 1L;

    public InvalidHistoryException(String where, String what) {
        super(where + ": " + what);
    }

    public InvalidHistoryException(String where, String what, Throwable cause) {
        super(where + ": " + what, cause);
    }
}
