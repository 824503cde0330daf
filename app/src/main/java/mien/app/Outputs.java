package mien.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import mien.error.MienException;

/// Looks at the places that a command will write to, before it begins to work.
final class Outputs {
    private Outputs() {}

    /// Makes a folder that is not there yet.
    ///
    /// @param option that named it, such as `--report`
    /// @param content what will be written there: `the report`
    /// @throws Unwritable if it cannot be made or may not be written
    static void checkFolder(Path folder, String option, String content) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new Unwritable(folder + ": is a file; give " + option + " a folder", e);
        } catch (IOException e) {
            throw new Unwritable(folder + ": the folder for " + content + " cannot be made; give another one", e);
        }
        if (!Files.isWritable(folder)) {
            throw new Unwritable(folder + ": " + content + " may not be written here; give another folder");
        }
    }

    /// @param file where `--suggest` writes corrections
    /// @param given the corrections that the new ones begin with: these alone may be replaced
    /// @throws Unwritable if it cannot be written, or may hold what somebody decided
    static void checkSuggestions(Path file, Optional<Path> given) throws IOException {
        var folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new Unwritable(file + ": cannot be written; give --suggest a file in a folder that you may write to");
        }
        if (Files.exists(file) && (given.isEmpty() || !Files.isSameFile(file, given.get()))) {
            throw new Unwritable(
                    file + ": exists already and may hold somebody's decisions; give --suggest another file, or this"
                            + " one with --corrections, too, and its lines are kept");
        }
    }

    /// A place where a command cannot write.
    static final class Unwritable extends MienException {
        private static final long serialVersionUID = 1L;

        Unwritable(String message) {
            super(message);
        }

        Unwritable(String message, IOException cause) {
            super(message, cause);
        }
    }
}
