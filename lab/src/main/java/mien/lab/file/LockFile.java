package mien.lab.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A file that one process at a time has, and one thread in it, as a sign that it is at work. It is there while
/// somebody
/// has it; after a kill it stays, and the system gives it to the next who asks.
public final class LockFile implements AutoCloseable {
    // The locks of files are per process, and closing a file that is open twice would give them away.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the file, until it is closed or the process dies; empty if somebody else has it.
    ///
    /// @param file in a folder that is there
    public static Optional<LockFile> take(Path file) throws IOException {
        var place = file.toAbsolutePath().normalize();
        if (!OURS.add(place)) {
            return Optional.empty();
        }
        Optional<LockFile> taken = Optional.empty();
        try {
            taken = locked(place);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                OURS.remove(place);
            }
        }
    }

    private static Optional<LockFile> locked(Path file) throws IOException {
        while (true) {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            if (Files.exists(file)) {
                return Optional.of(new LockFile(file, channel));
            }
            channel.close(); // who had it removed it just now
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        } finally {
            OURS.remove(file);
        }
    }
}
