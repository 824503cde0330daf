package mien.lab.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import mien.image.Picture;
import mien.image.PictureException;
import mien.image.Preprocessing;

/// Fills a new pixel cache: all cores decode, each picture goes straight to its place in the file.
final class PixelDecoding {
    private final PictureSource source;
    private final List<Sample> samples;
    private final Preprocessing preprocessing;
    private final CacheFile.Shape shape;
    private final long[] hashes;
    private final byte[] readable;
    private final ConcurrentSkipListMap<Integer, Problem> problems = new ConcurrentSkipListMap<>();
    private volatile boolean complete = true;

    private PixelDecoding(
            PictureSource source, List<Sample> samples, Preprocessing preprocessing, CacheFile.Shape shape) {
        this.source = source;
        this.samples = samples;
        this.preprocessing = preprocessing;
        this.shape = shape;
        this.hashes = new long[shape.count()];
        this.readable = new byte[shape.count()];
    }

    /// Writes the cache beside its final place, then moves it there in one step.
    static void write(
            PictureSource source, List<Sample> samples, Preprocessing preprocessing, CacheFile.Shape shape, Path file)
            throws IOException {
        var folder = Objects.requireNonNull(file.getParent());
        CacheFolder.prepare(folder);
        var part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
        try {
            try (var channel = FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                var decoding = new PixelDecoding(source, samples, preprocessing, shape);
                decoding.decode(channel);
                CacheFile.finish(channel, shape, decoding.trailer(channel));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void decode(FileChannel channel) {
        IntStream.range(0, shape.count()).parallel().forEach(i -> decode(i, channel));
    }

    private void decode(int i, FileChannel channel) {
        var sample = samples.get(i);
        try {
            var pixels = preprocessing.whole(decoded(sample));
            CacheFile.writeFully(channel, ByteBuffer.wrap(pixels), shape.offset(i));
            hashes[i] = Hashing.of(pixels);
            readable[i] = 1;
        } catch (PictureException e) {
            unreadable(i, sample, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Picture decoded(Sample sample) {
        try {
            return source.read(sample);
        } catch (PictureException e) {
            throw e;
        } catch (RuntimeException e) { // what OpenCV throws has no type of its own
            throw new PictureException("cannot be decoded: " + e.getMessage(), e);
        }
    }

    private void unreadable(int i, Sample sample, PictureException e) {
        var message = Objects.requireNonNullElse(e.getMessage(), "cannot be decoded");
        problems.put(i, new Problem(Problem.Kind.UNREADABLE, sample.file(), message));
        if (mayPass(e)) {
            complete = false;
        }
    }

    /// Whether the file could not be read, for want of a right or a disk, and not what is in it.
    private static boolean mayPass(PictureException e) {
        return switch (e.getCause()) {
            case ZipException _, EOFException _, FileTree.TooLarge _ -> false;
            case IOException _ -> true;
            case null, default -> false;
        };
    }

    private CacheFile.Trailer trailer(FileChannel channel) throws IOException {
        var digest = Hashing.sha256();
        var pixels = ByteBuffer.allocate(shape.bytes());
        for (int i = 0; i < shape.count(); i++) {
            if (readable[i] != 0) {
                pixels.clear();
                while (pixels.hasRemaining()) {
                    channel.read(pixels, shape.offset(i) + pixels.position());
                }
                digest.update(pixels.flip());
            }
        }
        var inOrder = problems.values();
        return new CacheFile.Trailer(hashes, readable, List.copyOf(inOrder), digest.digest(), complete);
    }
}
