package mien.lab.review;

import java.io.IOException;
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

    /// All below a folder, the newest first; what is hidden or may not be read does not count, and links are not
    /// followed.
    static List<AuditFolder> below(Path folder) {
        var found = new ArrayList<AuditFolder>();
        try {
            Walk.of(folder, DEEPEST, (path, facts) -> {
                if (facts.isRegularFile() && path.endsWith(FINDINGS)) {
                    of(path, facts.lastModifiedTime().toInstant()).ifPresent(found::add);
                }
            });
        } catch (IOException e) {
            throw new ReviewException(folder + ": cannot be listed (" + e.getMessage() + "); allow it", e);
        }
        found.sort(Comparator.comparing(AuditFolder::time).reversed());
        return List.copyOf(found);
    }

    private static Optional<AuditFolder> of(Path file, Instant time) {
        var folder = file.toAbsolutePath().getParent();
        return folder == null
                ? Optional.empty()
                : FindingsReader.audited(file).map(data -> new AuditFolder(folder, data, time));
    }

    Path findings() {
        return folder.resolve(FINDINGS);
    }
}
