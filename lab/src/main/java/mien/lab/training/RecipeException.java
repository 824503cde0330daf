package mien.lab.training;

import mien.error.MienException;

/// A recipe that cannot be used; the message names the file and the line.
public final class RecipeException extends MienException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    public RecipeException(String where, String problem) {
        super(where + ": " + problem);
        this.problem = problem;
    }

    public RecipeException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
        this.problem = problem;
    }

    /// What is wrong, without where.
    public String problem() {
        return problem;
    }
}
