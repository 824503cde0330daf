package mien.lab.report;

import mien.error.MienException;

/// A picture that cannot be drawn on this machine; whoever asked for it can warn and go on without.
public final class PlotException extends MienException {
    private static final long serialVersionUID = 1L;

    public PlotException(String message, Throwable cause) {
        super(message, cause);
    }
}
