package mien.lab.tune;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// A file of JSON lines that only grows, shared by processes: each reads and appends while it alone holds the file's
/// lock. A line that a killed process left unfinished is cut off.
final class Journal {
    private static final ReentrantLock WITHIN_THIS_PROCESS = new ReentrantLock(); // file locks are per process
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    /// What is done with the lines so far; may append.
    @FunctionalInterface
    interface Work<T> {
        T with(List<JsonNode> lines, Consumer<JsonNode> append) throws IOException;
    }

    Journal(Path file) {
        this.file = file;
    }

    /// Runs `work` while no other process reads or appends; what it appended is on the disk when this returns.
    <T> T exclusively(Work<T> work) throws IOException {
        WITHIN_THIS_PROCESS.lock();
        try (var channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var lines = read(channel);
            channel.position(channel.size());
            return work.with(lines, line -> append(channel, line));
        } finally {
            WITHIN_THIS_PROCESS.unlock();
        }
    }

    private List<JsonNode> read(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until all is read
        }
        var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        if (end < text.length()) {
            text = text.substring(0, end);
            channel.truncate(text.getBytes(StandardCharsets.UTF_8).length);
        }
        var lines = new ArrayList<JsonNode>();
        for (var line : text.lines().toList()) {
            try {
                lines.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                throw new TuneException(
                        file + ":" + (lines.size() + 1) + ": the line is damaged; remove it and run again", e);
            }
        }
        return lines;
    }

    private static void append(FileChannel channel, JsonNode line) {
        try {
            var bytes = ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
