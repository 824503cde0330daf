package mien.lab.runs;

import mien.error.MienException;

/// Something that cannot be done with a run now.
public final class RunException extends MienException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Why.
    public enum Reason {
        /// There is no such run.
        UNKNOWN,
        /// The run, or another one, is in a state that forbids it.
        CONFLICT,
        /// The folder cannot be written to, or no process can be begun.
        BROKEN
    }

    RunException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    RunException(String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.BROKEN;
    }

    public Reason reason() {
        return reason;
    }
}
