package mien.lab.report.training;

/// Where a training stands.
public enum State {
    /// The page loads itself anew from time to time.
    RUNNING,
    /// A checkpoint waits to be resumed.
    STOPPED,
    FAILED,
    FINISHED
}
