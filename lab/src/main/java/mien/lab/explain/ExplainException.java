package mien.lab.explain;

import mien.error.MienException;

/// An explanation that cannot be given; the message says where, what came and what to do.
public final class ExplainException extends MienException {
    private static final long serialVersionUID = 1L;

    public ExplainException(String message) {
        super(message);
    }

    public ExplainException(String message, Throwable cause) {
        super(message, cause);
    }
}
