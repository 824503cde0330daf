package mien.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import mien.error.MienException;
import org.jspecify.annotations.Nullable;

/// Where `mien audit` writes what it found.
///
/// @param report a folder, or null for none
/// @param suggest a csv of corrections, or null for none
record AuditFiles(@Nullable Path report, @Nullable Path suggest) {
    private static final List<String> REPORT = List.of("report.html", "findings.csv", "findings.json");

    /// Finds out before the work whether all can be written, and makes the folder of the report.
    ///
    /// @param given the corrections that the new ones begin with: these alone may be replaced
    /// @throws Unwritable if not
    void check(Optional<Path> given) throws IOException {
        if (report != null) {
            checkReport(report);
        }
        if (suggest != null) {
            checkSuggest(suggest, given);
        }
    }

    private static void checkReport(Path report) {
        try {
            Files.createDirectories(report);
        } catch (FileAlreadyExistsException e) {
            throw new Unwritable(report + ": is a file; give --report a folder", e);
        } catch (IOException e) {
            throw new Unwritable(report + ": the folder for the report cannot be made; give another one", e);
        }
        if (!Files.isWritable(report)) {
            throw new Unwritable(report + ": the report may not be written here; give another folder");
        }
        for (var name : REPORT) {
            var file = report.resolve(name);
            if (Files.exists(file) && (Files.isDirectory(file) || !Files.isWritable(file))) {
                throw new Unwritable(file + ": may not be replaced; give --report another folder");
            }
        }
    }

    private static void checkSuggest(Path suggest, Optional<Path> given) throws IOException {
        var folder = Objects.requireNonNullElse(suggest.toAbsolutePath().getParent(), suggest);
        if (!Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(suggest)) {
            throw new Unwritable(
                    suggest + ": cannot be written; give --suggest a file in a folder that you may write to");
        }
        if (Files.exists(suggest) && (given.isEmpty() || !Files.isSameFile(suggest, given.get()))) {
            throw new Unwritable(
                    suggest + ": exists already and may hold somebody's decisions; give --suggest another file, or this"
                            + " one with --corrections, too, and its lines are kept");
        }
    }

    /// A place where the audit cannot write.
    static final class Unwritable extends MienException {
        private static final long serialVersionUID = 1L;

        private Unwritable(String message) {
            super(message);
        }

        private Unwritable(String message, IOException cause) {
            super(message, cause);
        }
    }
}
