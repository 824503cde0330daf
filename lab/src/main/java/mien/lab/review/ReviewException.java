package mien.lab.review;

import mien.error.MienException;

/// What is asked of a review cannot be done.
public final class ReviewException extends MienException {
    private static final long serialVersionUID = 1L;

    ReviewException(String message) {
        super(message);
    }

    ReviewException(String message, Throwable cause) {
        super(message, cause);
    }
}
