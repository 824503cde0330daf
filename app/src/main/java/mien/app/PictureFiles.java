package mien.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The photos that a person means by naming files and folders.
final class PictureFiles {
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "webp", "bmp", "dib", "tif", "tiff", "gif");
    private static final List<String> SIGNATURES = List.of("ÿØÿ", "\u0089PNG", "BM", "II*\0", "MM\0*", "GIF8");

    private PictureFiles() {}

    /// A file to read, or the reason why there is none.
    sealed interface Found {
        /// @param root the folder that was named, or the one around a file that was named
        record Photo(Path file, Path root) implements Found {
            /// Why a photo is not read where Java's heap does not hold it.
            static final String TOO_LARGE = "the photo is too large for the memory there is; allow more with -Xmx";
        }

        record Nothing(Path path, String reason) implements Found {}
    }

    /// Files as they are named, in that order; folders as the sorted pictures in them, by ending or content, without
    /// hidden ones. Links are followed.
    static List<Found> in(List<Path> paths) {
        return found(paths, _ -> false);
    }

    /// The same without what lies in the folder `output` below one that was named: an earlier run wrote that.
    static List<Found> in(List<Path> paths, Path output) {
        return found(paths, folder -> isSame(folder, output));
    }

    /// Whether any of the pictures lies in the folder, so that what is written there may meet an original.
    static boolean lieIn(Path folder, List<Found> found) {
        var real = real(folder);
        return Files.isDirectory(real)
                && found.stream()
                        .anyMatch(one -> one instanceof Found.Photo(var file, var _)
                                && real(file).startsWith(real));
    }

    private static List<Found> found(List<Path> paths, Predicate<Path> passedOver) {
        var found = new ArrayList<Found>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                found.addAll(walk(path, passedOver));
            } else if (Files.exists(path)) {
                var parent = path.toAbsolutePath().getParent();
                found.add(new Found.Photo(path, parent == null ? path : parent));
            } else {
                found.add(new Found.Nothing(path, "no such file or folder"));
            }
        }
        return found;
    }

    private static List<Found> walk(Path folder, Predicate<Path> passedOver) {
        var walk = new Walk(folder, passedOver);
        try {
            Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            walk.cannotRead(folder, e);
        }
        return walk.found.isEmpty()
                ? List.of(new Found.Nothing(folder, "no pictures in this folder"))
                : List.copyOf(walk.found.values());
    }

    /// Goes through a folder and on where something in it cannot be read.
    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Predicate<Path> passedOver;
        private final SortedMap<Path, Found> found = new TreeMap<>();

        Walk(Path root, Predicate<Path> passedOver) {
            this.root = root;
            this.passedOver = passedOver;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
            boolean wanted = folder.equals(root) || !(isHidden(folder) || passedOver.test(folder));
            return wanted ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            if (facts.isRegularFile() && !isHidden(file) && isPicture(file)) {
                found.put(file, new Found.Photo(file, root));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException e) {
            boolean cameThisWay = e instanceof FileSystemLoopException; // a link to a folder around it
            if (!cameThisWay && (path.equals(root) || !isHidden(path))) {
                cannotRead(path, e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
                cannotRead(folder, e);
            }
            return FileVisitResult.CONTINUE;
        }

        void cannotRead(Path path, IOException e) {
            var reason = e instanceof AccessDeniedException
                    ? "may not be read; allow it or leave it out"
                    : "cannot be read: " + e.getMessage();
            found.put(path, new Found.Nothing(path, reason));
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isSame(Path one, Path other) {
        return real(one).equals(real(other));
    }

    /// Without links; as far as there is such a file.
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            return path.toAbsolutePath().normalize();
        }
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
