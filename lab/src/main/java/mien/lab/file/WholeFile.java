package mien.lab.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a file so that it is, at every moment, the old one or the new one as a whole: beside its place first, then
/// moved there in one step.
public final class WholeFile {
    private WholeFile() {}

    /// @throws IOException if it cannot be written; an older file is untouched then, and nothing is left beside it
    public static void write(Path file, byte[] bytes) throws IOException {
        var place = file.toAbsolutePath();
        var part = place.resolveSibling(
                place.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// The same with text, in UTF-8.
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
