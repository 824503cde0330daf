package mien.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The photos that a person means by naming files and folders.
final class PictureFiles {
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "dib", "tif", "tiff", "gif");
    private static final List<String> SIGNATURES = List.of("ÿØÿ", "\u0089PNG", "BM", "II*\0", "MM\0*", "GIF8");

    private PictureFiles() {}

    /// A file to read, or the reason why there is none.
    sealed interface Found {
        /// @param root the folder that was named, or the one around a file that was named
        record Photo(Path file, Path root) implements Found {}

        record Nothing(Path path, String reason) implements Found {}
    }

    /// Files as they are named, in that order; folders as the sorted pictures in them, by ending or content,
    /// without hidden ones.
    static List<Found> in(List<Path> paths) {
        var found = new ArrayList<Found>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                found.addAll(walk(path));
            } else if (Files.exists(path)) {
                var parent = path.toAbsolutePath().getParent();
                found.add(new Found.Photo(path, parent == null ? path : parent));
            } else {
                found.add(new Found.Nothing(path, "no such file or folder"));
            }
        }
        return found;
    }

    private static List<Found> walk(Path folder) {
        try (var files = Files.walk(folder)) {
            List<Found> pictures = files.filter(file -> !hidden(folder.relativize(file)) && Files.isRegularFile(file))
                    .filter(PictureFiles::isPicture)
                    .sorted()
                    .<Found>map(file -> new Found.Photo(file, folder))
                    .toList();
            return pictures.isEmpty() ? List.of(new Found.Nothing(folder, "no pictures in this folder")) : pictures;
        } catch (IOException | UncheckedIOException e) {
            return List.of(new Found.Nothing(folder, "the folder cannot be read: " + e.getMessage()));
        }
    }

    private static boolean hidden(Path relative) {
        for (var part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPicture(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1)) || hasSignature(file);
    }

    private static boolean hasSignature(Path file) {
        try (var in = Files.newInputStream(file)) {
            var start = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            return SIGNATURES.stream().anyMatch(start::startsWith)
                    || (start.startsWith("RIFF") && start.endsWith("WEBP"));
        } catch (IOException _) {
            return false; // not named by anyone and not readable: not a picture
        }
    }
}
