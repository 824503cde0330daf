package mien.lab.review;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A look at what lies below a path, which goes on where a folder may not be read or a file has just gone.
///
/// @param top of which it must be possible to tell what it is
/// @param found takes each file and folder
record Walk(Path top, BiConsumer<Path, BasicFileAttributes> found) implements FileVisitor<Path> {

    /// Files and folders, the top too; what is hidden does not count, and links are not followed.
    ///
    /// @throws IOException if the top is not there, or may not be read
    static void of(Path top, int depth, BiConsumer<Path, BasicFileAttributes> found) throws IOException {
        Files.walkFileTree(top, Set.of(), depth, new Walk(top, found));
    }

    private boolean isHidden(Path path) {
        return !path.equals(top) && String.valueOf(path.getFileName()).startsWith(".");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
        if (isHidden(folder)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        found.accept(folder, facts);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
        if (!isHidden(file)) {
            found.accept(file, facts);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (file.equals(top)) {
            throw e;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        return FileVisitResult.CONTINUE;
    }
}
