package mien.lab.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Named arrays and a few words about them, as kept in a `.safetensors` file: a length, a JSON header, then the raw
/// little-endian values. Any tool that knows the format can read what is written here, in `F32`. `F64`, `F16` and
/// `BF16` are read as well; whole numbers, which are no weights, are passed over.
///
/// @param tensors by name, in the order of the names
/// @param metadata free text by key, for example the epoch or a seed
public record SafeTensors(Map<String, Weights.Array> tensors, Map<String, String> metadata) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    private static final long LARGEST_HEADER = 100_000_000;
    private static final int CHUNK_FLOATS = 1 << 18;
    private static final Pattern WHOLE_NUMBERS = Pattern.compile("[IU](8|16|32|64)|BOOL");

    public SafeTensors {
        tensors = new TreeMap<>(tensors);
        metadata = new TreeMap<>(metadata);
    }

    /// Replaces `file` in one step: after a crash, whenever it comes, the file is the old one or the new one,
    /// whole.
    ///
    /// @throws NetworkFileException if the folder is missing, read-only or full; the old file is then untouched
    public static void write(Path file, Map<String, Weights.Array> tensors, Map<String, String> metadata) {
        var sorted = new TreeMap<>(tensors);
        var header = header(sorted, metadata);
        var partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            try (var channel = FileChannel.open(
                    partial,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                writeFully(
                        channel,
                        littleEndian(LENGTH_BYTES).putLong(header.length).flip());
                writeFully(channel, ByteBuffer.wrap(header));
                for (var array : sorted.values()) {
                    writeFloats(channel, array.values());
                }
                channel.force(true);
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushFolder(file);
        } catch (IOException e) {
            throw new NetworkFileException(file, "cannot be written (" + e + "); check the folder and its space", e);
        }
    }

    /// Reads what [#write] or any other writer of the format wrote.
    ///
    /// @throws NetworkFileException if the file is missing, cut short, of another format, or has numbers of
    ///     another type
    public static SafeTensors read(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = readHeader(file, channel);
            long start = channel.position();
            var tensors = new TreeMap<String, Weights.Array>();
            var metadata = new LinkedHashMap<String, String>();
            for (var entry : header.properties()) {
                if (entry.getKey().equals(METADATA)) {
                    entry.getValue()
                            .properties()
                            .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
                } else if (!WHOLE_NUMBERS.matcher(type(entry.getValue())).matches()) {
                    var slot = Slot.of(file, entry.getKey(), entry.getValue(), channel.size() - start);
                    tensors.put(entry.getKey(), slot.read(channel, start));
                }
            }
            return new SafeTensors(tensors, metadata);
        } catch (NoSuchFileException e) {
            throw new NetworkFileException(file, "there is no such file", e);
        } catch (IOException e) {
            throw new NetworkFileException(file, "cannot be read (" + e + ")", e);
        }
    }

    private static byte[] header(Map<String, Weights.Array> tensors, Map<String, String> metadata) {
        var json = JSON.createObjectNode();
        var texts = json.putObject(METADATA);
        new TreeMap<>(metadata).forEach(texts::put);
        long offset = 0;
        for (var entry : tensors.entrySet()) {
            var array = entry.getValue();
            var tensor = json.putObject(entry.getKey()).put("dtype", "F32");
            Arrays.stream(array.shape()).forEach(tensor.putArray("shape")::add);
            long end = offset + (long) Float.BYTES * array.values().length;
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        var text = json.toString().getBytes(StandardCharsets.UTF_8);
        var padded = Arrays.copyOf(text, (text.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static ObjectNode readHeader(Path file, FileChannel channel) throws IOException {
        if (channel.size() < LENGTH_BYTES) {
            throw foreign(file, "it has " + channel.size() + " bytes", null);
        }
        var length = littleEndian(LENGTH_BYTES);
        readFully(channel, length);
        long size = length.getLong(0);
        if (size < 2 || size > LARGEST_HEADER) {
            throw foreign(file, "its header would have " + Long.toUnsignedString(size) + " bytes", null);
        }
        if (size > channel.size() - LENGTH_BYTES) {
            throw truncated(file, size + LENGTH_BYTES, channel.size());
        }
        var text = ByteBuffer.allocate((int) size);
        readFully(channel, text);
        try {
            if (JSON.readTree(text.array()) instanceof ObjectNode header) {
                return header;
            }
        } catch (JsonProcessingException e) {
            throw foreign(file, "its header is not JSON", e);
        }
        throw foreign(file, "its header is not a JSON object", null);
    }

    private static String type(JsonNode tensor) {
        return tensor.path("dtype").asText();
    }

    /// Where one array lies in the data, in bytes from the end of the header.
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this file
    private record Slot(FloatFormat format, long[] shape, long begin, int floats) {

        static Slot of(Path file, String name, JsonNode json, long available) {
            var format = format(file, name, type(json));
            var shape = new long[json.path("shape").size()];
            long count = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = json.path("shape").path(i).asLong(-1);
                count = shape[i] < 0 ? -1 : Math.multiplyHigh(count, shape[i]) != 0 ? -1 : count * shape[i];
            }
            long begin = json.path("data_offsets").path(0).asLong(-1);
            long end = json.path("data_offsets").path(1).asLong(-1);
            if (count < 0 || count > Integer.MAX_VALUE || begin < 0 || end - begin != format.bytes() * count) {
                throw new NetworkFileException(
                        file,
                        "tensor " + name + " of shape " + Arrays.toString(shape) + " cannot fill bytes " + begin
                                + " to " + end + "; the file is damaged");
            }
            if (end > available) {
                throw truncated(file, end, available);
            }
            return new Slot(format, shape, begin, (int) count);
        }

        private static FloatFormat format(Path file, String name, String type) {
            return Arrays.stream(FloatFormat.values())
                    .filter(format -> format.name().equals(type))
                    .findFirst()
                    .orElseThrow(() -> new NetworkFileException(
                            file,
                            "tensor " + name + " has type " + (type.isEmpty() ? "none" : type)
                                    + "; convert it to F32, F16 or BF16"));
        }

        Weights.Array read(FileChannel channel, long start) throws IOException {
            channel.position(start + begin);
            var values = new float[floats];
            var chunk = littleEndian(format.bytes() * Math.min(floats, CHUNK_FLOATS));
            for (int done = 0; done < floats; done += CHUNK_FLOATS) {
                int count = Math.min(CHUNK_FLOATS, floats - done);
                chunk.clear().limit(format.bytes() * count);
                readFully(channel, chunk);
                format.read(chunk.flip(), values, done, count);
            }
            return new Weights.Array(values, shape);
        }
    }

    private static void writeFloats(FileChannel channel, float[] values) throws IOException {
        var chunk = littleEndian(Float.BYTES * Math.min(values.length, CHUNK_FLOATS));
        for (int done = 0; done < values.length; done += CHUNK_FLOATS) {
            int count = Math.min(CHUNK_FLOATS, values.length - done);
            chunk.clear().limit(Float.BYTES * count);
            chunk.asFloatBuffer().put(values, done, count);
            writeFully(channel, chunk);
        }
    }

    private static void flushFolder(Path file) {
        var folder = file.toAbsolutePath().getParent();
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // Windows cannot open a folder; its rename is durable without this.
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void readFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("it ends in the middle of a tensor");
            }
        }
    }

    private static NetworkFileException truncated(Path file, long needed, long there) {
        return new NetworkFileException(
                file, "is cut short: " + there + " bytes where " + needed + " are needed; use another copy");
    }

    private static NetworkFileException foreign(Path file, String why, @Nullable Throwable cause) {
        var problem = "is not a safetensors file: " + why;
        return cause == null ? new NetworkFileException(file, problem) : new NetworkFileException(file, problem, cause);
    }
}
