package mien.lab.torch;

import mien.error.MienException;

/// A training that cannot start or go on; the message says where, what came and what to do.
public sealed class TrainingException extends MienException permits DivergedException {
    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
