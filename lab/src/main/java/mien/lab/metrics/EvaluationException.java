package mien.lab.metrics;

import mien.error.MienException;

/// An evaluation that cannot be made; the message says why and what to do.
public final class EvaluationException extends MienException {
    private static final long serialVersionUID = 1L;

    public EvaluationException(String message) {
        super(message);
    }

    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }
}
