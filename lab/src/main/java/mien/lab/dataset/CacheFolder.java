package mien.lab.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Where decoded pixels are kept between runs: `$MIEN_CACHE`, else `$XDG_CACHE_HOME/mien`, else `~/.cache/mien`.
///
/// Files that no run has opened for 30 days are removed when a new one is written.
public final class CacheFolder {
    private static final Duration KEPT = Duration.ofDays(30);

    private CacheFolder() {}

    public static Path current() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Path of(Map<String, String> environment, Path home) {
        var own = environment.getOrDefault("MIEN_CACHE", "");
        var shared = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        return (shared.isBlank() ? home.resolve(".cache") : Path.of(shared)).resolve("mien");
    }

    static Path file(Path folder, String name, byte[] key) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        var start = plain.substring(0, Math.min(40, plain.length()));
        return folder.resolve(start + "-" + Hashing.hex(key).substring(0, 16) + ".pixels");
    }

    static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        var oldest = Instant.now().minus(KEPT);
        try (var files = Files.newDirectoryStream(folder, "*.{pixels,part}")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static void touch(Path file) throws IOException {
        if (Files.isWritable(file)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        }
    }
}
