package mien.lab.runs;

import java.util.Locale;

/// Where a run stands.
public enum RunState {
    /// A process trains.
    RUNNING,
    /// A process trains and has been asked to stop; it writes its checkpoint.
    STOPPING,
    /// It can go on.
    STOPPED,
    /// There is a model.
    FINISHED,
    /// It ended without a model.
    FAILED;

    /// Whether there is a process.
    public boolean live() {
        return this == RUNNING || this == STOPPING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
