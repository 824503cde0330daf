package mien.lab.prepare;

import mien.error.MienException;

/// A data set that cannot be prepared. The message is one sentence: `where: what is wrong; what to do`.
public final class PrepareException extends MienException {
    private static final long serialVersionUID = 1L;

    public PrepareException(String message) {
        super(message);
    }

    public PrepareException(String message, Throwable cause) {
        super(message, cause);
    }
}
