package mien.lab.prepare;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.zip.ZipFile;
import mien.lab.file.LockFile;
import org.jspecify.annotations.Nullable;

/// A folder or zip that appears at once, whole, or not at all.
///
/// It is written beside its place as `.NAME.partial` and moved there when it is finished. What a killed run has left
/// is removed by the next. An older one that is to be replaced waits as `.NAME.old` for the moment of the move; a
/// run that finds only that puts it back.
final class Destination {
    /// The file that says that Mien wrote a data set, and may replace it.
    static final String MARK = "prepared.json";

    private final Path place;
    private final Path partial;
    private final Path old;
    private final boolean replace;

    private Destination(Path place, boolean replace) {
        this.place = place;
        this.replace = replace;
        var name = place.getFileName();
        this.partial = place.resolveSibling("." + name + ".partial");
        this.old = place.resolveSibling("." + name + ".old");
    }

    /// @param data that must not be touched
    /// @throws PrepareException if nothing can be written there
    static Destination of(Path out, Path data, boolean replace) {
        var place = out.toAbsolutePath().normalize();
        var parent = place.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new PrepareException("out " + out + ": there is no folder to write it to; make it first");
        }
        var destination = new Destination(real(parent).resolve(place.getFileName()), replace);
        var source = real(data.toAbsolutePath().normalize());
        var target = real(destination.place);
        if (target.startsWith(source) || source.startsWith(target)) {
            throw new PrepareException("out " + out + ": it lies in the data, or the data in it; write it elsewhere, as"
                    + " the data is never changed");
        }
        return destination;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            return path;
        }
    }

    /// Writes files.
    @FunctionalInterface
    interface Writing {
        void into(Output output) throws IOException;
    }

    boolean isZip() {
        return String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    /// @throws PrepareException if there is something already that may not be replaced
    void check() throws IOException {
        alone(this::inspect);
    }

    private void inspect() throws IOException {
        if (Files.exists(old) && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(old, place);
        }
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS) || isEmptyFolder()) {
            return;
        }
        if (!replace) {
            throw new PrepareException("out " + place + ": it exists already; give another name, or --overwrite");
        }
        if (!isPrepared()) {
            throw new PrepareException("out " + place + ": it was not written by mien prepare, as it has no " + MARK
                    + ", and is not overwritten; give another name");
        }
        var foreign = EarlierCopy.foreign(place);
        if (foreign.isPresent()) {
            throw new PrepareException("out " + place + ": its " + foreign.get() + " was not written by mien prepare,"
                    + " and would be lost; move it elsewhere, or give another name");
        }
    }

    private boolean isEmptyFolder() throws IOException {
        if (isZip() || !Files.isDirectory(place)) {
            return false;
        }
        try (var files = Files.list(place)) {
            return files.findAny().isEmpty();
        }
    }

    private boolean isPrepared() {
        if (Files.isDirectory(place)) {
            return Files.isRegularFile(place.resolve(MARK));
        }
        try (var zip = new ZipFile(place.toFile())) {
            return zip.getEntry(MARK) != null;
        } catch (IOException _) {
            return false;
        }
    }

    /// Writes all, then moves it into place. If the writing fails, nothing is left of it.
    void write(Writing writing) throws IOException {
        alone(() -> {
            inspect();
            remove(partial);
            try {
                try (var output = output()) {
                    writing.into(output);
                }
                publish();
            } finally {
                remove(partial);
            }
        });
    }

    /// Something that no other process may do at the same time.
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private void alone(Step step) throws IOException {
        var lockFile = place.resolveSibling("." + place.getFileName() + ".lock");
        try (var _ = LockFile.take(lockFile)
                .orElseThrow(() ->
                        new PrepareException("out " + place + ": another mien prepare is writing it; wait for it"))) {
            step.run();
        }
    }

    private Output output() throws IOException {
        if (isZip()) {
            return new Output.Zip(partial);
        }
        Files.createDirectory(partial);
        return new Output.Folder(partial);
    }

    private void publish() throws IOException {
        remove(old);
        boolean replaced = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (replaced) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        remove(old);
    }

    private static void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
