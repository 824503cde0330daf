package mien.lab.training;

/// A recipe that cannot be used; the message names the file and the line.
public final class RecipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecipeException(String where, String problem) {
        super(where + ": " + problem);
    }

    public RecipeException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }
}
