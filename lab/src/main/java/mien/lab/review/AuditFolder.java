package mien.lab.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mien.lab.audit.FindingsReader;

/// What `mien audit --report DIR` has written.
///
/// @param folder with `findings.json`
/// @param data name of the data set that was audited: `faces.zip`
/// @param time when it was written
public record AuditFolder(Path folder, String data, Instant time) {
    static final String FINDINGS = "findings.json";

    private static final int DEEPEST = 4;

    /// All below a folder, the newest first; what is hidden does not count, and links are not followed.
    static List<AuditFolder> below(Path folder) {
        var found = new ArrayList<AuditFolder>();
        try (var files =
                Files.find(folder, DEEPEST, (path, facts) -> facts.isRegularFile() && path.endsWith(FINDINGS))) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (!isHidden(folder, file)) {
                    of(file).ifPresent(found::add);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ReviewException(folder + ": cannot be listed (" + e.getMessage() + "); allow it", e);
        }
        found.sort(Comparator.comparing(AuditFolder::time).reversed());
        return List.copyOf(found);
    }

    private static boolean isHidden(Path top, Path file) {
        for (var part : top.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<AuditFolder> of(Path file) throws IOException {
        var time = Files.getLastModifiedTime(file).toInstant();
        var folder = file.toAbsolutePath().getParent();
        return folder == null
                ? Optional.empty()
                : FindingsReader.audited(file).map(data -> new AuditFolder(folder, data, time));
    }

    Path findings() {
        return folder.resolve(FINDINGS);
    }
}
