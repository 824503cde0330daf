package mien.lab.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder that all data, trainings and evaluations lie below.
///
/// @param root without links in its own path
record Folder(Path root) {

    static Folder of(Path path) throws IOException {
        return new Folder(path.toRealPath());
    }

    /// What a caller's name stands for; null if there is no such thing, or it lies elsewhere, by `..` or by a link.
    @Nullable
    Path inside(String name) {
        try {
            var real = root.resolve(name).toRealPath();
            return real.startsWith(root) && Files.isReadable(real) ? real : null;
        } catch (IOException | InvalidPathException _) {
            return null;
        }
    }
}
