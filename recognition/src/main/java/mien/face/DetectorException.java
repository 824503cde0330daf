package mien.face;

import mien.error.MienException;

/// A detector that cannot be had or cannot do its work; the message says why.
public final class DetectorException extends MienException {
    private static final long serialVersionUID = 1L;

    public DetectorException(String message) {
        super(message);
    }

    public DetectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
