package mien.lab.audit;

/// What an audit looks for only if it is asked to.
public enum Check {
    /// Pictures without a face, with several, or with a part of one.
    FACES,
    /// Labels that are probably wrong; takes minutes.
    LABELS
}
