package mien.lab.torch;

/// A training whose loss is not a finite number any more.
public final class DivergedException extends TrainingException {
    private static final long serialVersionUID = 1L;

    public DivergedException(String message) {
        super(message);
    }
}
