package mien.lab.database;

import mien.error.MienException;

/// The database cannot be opened, read or written to.
public final class DatabaseException extends MienException {
    private static final long serialVersionUID = 1L;

    DatabaseException(String message) {
        super(message);
    }

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
