package mien.lab.dataset;

import mien.error.MienException;

/// A data set of which nothing can be used. The message is one sentence: `where: what is wrong; what to do`.
public final class DatasetException extends MienException {
    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
