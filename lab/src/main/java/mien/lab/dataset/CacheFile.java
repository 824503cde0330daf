package mien.lab.dataset;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The layout of a pixel cache, little-endian:
///
/// ```
/// 0     magic, 8 bytes
/// 8     length of the file, 8 bytes
/// 16    pictures N, 4 bytes; bytes per picture B, 4 bytes
/// 24    key, 32 bytes
/// 56    SHA-256 of all readable pixels, 32 bytes
/// 88    1 if a picture could not be read for now, so that the next run starts anew; else 0
/// 89    zeros
/// 4096  pixels, N * B bytes; zeros where a picture is unreadable
///       hashes, N * 8 bytes
///       readable, N bytes of 0 or 1
///       problems, lines of UTF-8: where, tab, what
/// ```
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
final class CacheFile {
    /// Part of the key: raise it when the layout or the decoding changes.
    static final int VERSION = 1;

    private static final int HEADER = 4096;
    private static final int COMPLETE = 88;
    private static final long MAGIC = 0x314C_4558_4950_4D4DL; // "MMPIXEL1"
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private CacheFile() {}

    /// @param count pictures, readable or not
    /// @param bytes of one picture
    record Shape(int count, int bytes, byte[] key) {
        long offset(int i) {
            return HEADER + (long) i * bytes;
        }

        long total() {
            return offset(count) + 9L * count;
        }
    }

    /// What is known of each picture once decoded.
    ///
    /// @param readable a byte of 0 or 1 a picture
    /// @param complete whether no other try can read more of them
    record Trailer(long[] hashes, byte[] readable, List<Problem> problems, byte[] pixelHash, boolean complete) {}

    /// A mapped cache file.
    record Content(MemorySegment pixels, MemorySegment hashes, byte[] flags, List<Problem> problems, byte[] pixelHash) {
        int count() {
            return flags.length;
        }

        int readable() {
            int n = 0;
            for (byte flag : flags) {
                n += flag;
            }
            return n;
        }

        boolean isReadable(int i) {
            return flags[i] != 0;
        }

        long hash(int i) {
            return hashes.get(LONG, 8L * i);
        }
    }

    static boolean isValid(Path file, Shape shape) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
            while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {}
            header.flip();
            if (header.limit() < HEADER || header.getLong() != MAGIC || header.getLong() != channel.size()) {
                return false;
            }
            var key = new byte[32];
            boolean sizes = header.getInt() == shape.count() && header.getInt() == shape.bytes();
            header.get(key);
            boolean complete = header.get(COMPLETE) == 0;
            return sizes && complete && Arrays.equals(key, shape.key()) && channel.size() >= shape.total();
        }
    }

    static Content parse(MemorySegment file, Shape shape) {
        long hashes = shape.offset(shape.count());
        long flags = hashes + 8L * shape.count();
        var text = file.asSlice(shape.total()).toArray(ValueLayout.JAVA_BYTE);
        return new Content(
                file.asSlice(HEADER, hashes - HEADER),
                file.asSlice(hashes, 8L * shape.count()),
                file.asSlice(flags, shape.count()).toArray(ValueLayout.JAVA_BYTE),
                problems(new String(text, StandardCharsets.UTF_8)),
                file.asSlice(56, 32).toArray(ValueLayout.JAVA_BYTE));
    }

    /// Completes a file whose pixels are written: trailer first, header last, all of it forced to disk.
    static void finish(FileChannel channel, Shape shape, Trailer trailer) throws IOException {
        var text = text(trailer.problems()).getBytes(StandardCharsets.UTF_8);
        var tail = ByteBuffer.allocate(9 * shape.count() + text.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long hash : trailer.hashes()) {
            tail.putLong(hash);
        }
        tail.put(trailer.readable()).put(text).flip();
        writeFully(channel, tail, shape.offset(shape.count()));
        var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putLong(shape.total() + text.length);
        header.putInt(shape.count()).putInt(shape.bytes());
        header.put(shape.key()).put(trailer.pixelHash()).put((byte) (trailer.complete() ? 0 : 1));
        writeFully(channel, header.clear(), 0);
        channel.force(true);
    }

    static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private static String text(List<Problem> problems) {
        var text = new StringBuilder();
        for (var problem : problems) {
            text.append(flat(problem.where()))
                    .append('\t')
                    .append(flat(problem.what()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String flat(String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    private static List<Problem> problems(String text) {
        var problems = new ArrayList<Problem>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            problems.add(new Problem(Problem.Kind.UNREADABLE, line.substring(0, tab), line.substring(tab + 1)));
        });
        return List.copyOf(problems);
    }
}
