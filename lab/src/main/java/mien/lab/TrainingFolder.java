package mien.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.lab.file.LockFile;
import mien.lab.torch.TrainingException;
import org.jspecify.annotations.Nullable;

/// The folder of a training, which belongs to one process at a time. One that is not there is made when there is
/// something to write.
final class TrainingFolder implements AutoCloseable {
    private final Path path;
    private @Nullable LockFile lock;

    TrainingFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /// Whether this process may write there now.
    boolean isOurs() {
        return lock != null;
    }

    /// Takes the folder if it is there.
    ///
    /// @throws TrainingException if another training is at work in it
    TrainingFolder entered() throws IOException {
        if (Files.isDirectory(path)) {
            take();
        }
        return this;
    }

    /// Takes the folder, there or not yet.
    ///
    /// @throws TrainingException if another training has begun in it meanwhile
    void make() throws IOException {
        if (lock == null) {
            Files.createDirectories(path);
            take();
        }
    }

    private void take() throws IOException {
        lock = LockFile.take(path.resolve("lock"))
                .orElseThrow(() -> new TrainingException(path + ": another training is at work there; wait until it"
                        + " has ended, or choose another file with --out"));
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
