package mien.app.server;

import mien.error.MienException;

/// The server cannot be started.
public final class ServerException extends MienException {
    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
