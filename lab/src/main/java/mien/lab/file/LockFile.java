package mien.lab.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// A file that one process at a time has, and one thread in it, as a sign that it is at work. It is there while
/// somebody has it; after a kill it stays, and the system gives it to the next who asks.
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
            if (isStillThere(file, channel)) {
                return Optional.of(new LockFile(file, channel));
            }
            channel.close(); // who had it removed it just now
        }
    }

    /// Whether the name stands for what the channel has open, and not for a later file: gives it a size that no other
    /// has. To open it a second time would end the lock.
    private static boolean isStillThere(Path file, FileChannel channel) throws IOException {
        long size = ThreadLocalRandom.current().nextLong(1, 1 << 20);
        channel.truncate(0).write(ByteBuffer.wrap(new byte[1]), size - 1);
        try {
            return Files.size(file) == size;
        } catch (NoSuchFileException _) {
            return false;
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
