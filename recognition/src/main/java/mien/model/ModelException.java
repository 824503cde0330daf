package mien.model;

import mien.error.MienException;

/// A model file that cannot be used; the message names it and says why and what to do.
public final class ModelException extends MienException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
