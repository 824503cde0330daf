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
        var part = partOf(file);
        try {
            Files.write(part, bytes);
            put(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// The same with text, in UTF-8.
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Where a file is written that does not fit into memory, until it is [put][#put] in its place.
    public static Path partOf(Path file) {
        var place = file.toAbsolutePath();
        return place.resolveSibling(
                place.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    /// Moves what was written to its place, over an older one.
    public static void put(Path part, Path file) throws IOException {
        Files.move(part, file.toAbsolutePath(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
