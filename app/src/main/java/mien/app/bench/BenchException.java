package mien.app.bench;

import mien.error.MienException;

/// There is nothing that could be measured.
public final class BenchException extends MienException {
    private static final long serialVersionUID = 1L;

    BenchException(String message) {
        super(message);
    }
}
