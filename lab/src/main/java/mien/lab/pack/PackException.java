package mien.lab.pack;

import mien.error.MienException;

/// Model files that cannot become one; the message says why and what to do.
public final class PackException extends MienException {
    private static final long serialVersionUID = 1L;

    public PackException(String message) {
        super(message);
    }
}
