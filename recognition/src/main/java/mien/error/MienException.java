package mien.error;

/// Something that the caller can put right: a file, a model, a setting. Every module has its own subclass.
///
/// The message is one sentence for a person, `where: what is wrong, what came; what to do`, and the command line
/// prints just that. A mistake in Mien itself is never one of these.
public abstract class MienException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected MienException(String message) {
        super(message);
    }

    protected MienException(String message, Throwable cause) {
        super(message, cause);
    }
}
