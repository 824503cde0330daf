package mien.image;

import mien.error.MienException;

/// A picture that cannot be used; the message says why.
public final class PictureException extends MienException {
    private static final long serialVersionUID = 1L;

    public PictureException(String message) {
        super(message);
    }

    public PictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
