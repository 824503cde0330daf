package mien.lab.dataset;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import mien.image.Preprocessing;

/// The pixels of a whole data set, decoded once and mapped into memory from a file, `[N, C, H, W]` of unsigned
/// bytes.
///
/// Safe for many threads. The file is keyed by the content of the data set and the preprocessing; a changed data
/// set gets a new one.
public final class PixelCache implements AutoCloseable {
    private final Arena arena;
    private final MemorySegment pixels;
    private final Preprocessing preprocessing;
    private final List<Sample> samples;
    private final int[] slots;
    private final long[] hashes;
    private final List<Problem> problems;
    private final String dataHash;

    private PixelCache(CacheFile.Content content, Dataset dataset, Preprocessing preprocessing, Arena arena) {
        this.arena = arena;
        this.pixels = content.pixels();
        this.preprocessing = preprocessing;
        var places = places(dataset);
        slots = IntStream.of(places).filter(content::isReadable).toArray();
        hashes = IntStream.of(slots).mapToLong(content::hash).toArray();
        samples = IntStream.range(0, places.length)
                .filter(i -> content.isReadable(places[i]))
                .mapToObj(dataset.samples()::get)
                .toList();
        problems = problems(content, places);
        dataHash = dataHash(slots.length == content.readable() ? content.pixelHash() : pixelHash(), samples);
    }

    /// Where the samples of the data set are among all that the cache holds.
    private static int[] places(Dataset dataset) {
        var all = dataset.source().all(dataset.samples());
        if (all.equals(dataset.samples())) {
            return IntStream.range(0, all.size()).toArray();
        }
        var places = new HashMap<String, Integer>();
        for (int i = 0; i < all.size(); i++) {
            places.put(all.get(i).file(), i);
        }
        return dataset.samples().stream()
                .mapToInt(sample -> Objects.requireNonNull(places.get(sample.file())))
                .toArray();
    }

    /// Those of the pictures in use; the cache has one for each unreadable picture, in order.
    private static List<Problem> problems(CacheFile.Content content, int[] places) {
        var used = new BitSet();
        IntStream.of(places).forEach(used::set);
        var unreadable = IntStream.range(0, content.count())
                .filter(i -> !content.isReadable(i))
                .toArray();
        return IntStream.range(0, unreadable.length)
                .filter(k -> used.get(unreadable[k]))
                .mapToObj(content.problems()::get)
                .toList();
    }

    private byte[] pixelHash() {
        var digest = Hashing.sha256();
        for (int slot : slots) {
            digest.update(pixels.asSlice((long) slot * preprocessing.bytes(), preprocessing.bytes())
                    .asByteBuffer());
        }
        return digest.digest();
    }

    /// Opens the cache of a data set in [CacheFolder#current], decoding all pictures first if they are not there
    /// yet.
    ///
    /// @throws DatasetException if no picture is readable or the cache cannot be written
    public static PixelCache open(Dataset dataset, Preprocessing preprocessing) {
        return open(dataset, preprocessing, CacheFolder.current());
    }

    /// Opens the cache of a data set in a folder of choice.
    public static PixelCache open(Dataset dataset, Preprocessing preprocessing, Path folder) {
        var key = key(dataset, preprocessing);
        var file = CacheFolder.file(folder, dataset.name(), key);
        var all = dataset.source().all(dataset.samples());
        var shape = new CacheFile.Shape(all.size(), preprocessing.bytes(), key);
        try {
            if (!CacheFile.isValid(file, shape)) {
                PixelDecoding.write(dataset.source(), all, preprocessing, shape, file);
            }
            return map(file, shape, dataset, preprocessing);
        } catch (IOException e) {
            throw new DatasetException(
                    "pixel cache " + file + ": cannot be written (" + e.getMessage() + "); make "
                            + (1 + (shape.total() >> 20)) + " MiB of room there or set MIEN_CACHE to another folder",
                    e);
        }
    }

    private static PixelCache map(Path file, CacheFile.Shape shape, Dataset dataset, Preprocessing preprocessing)
            throws IOException {
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var cache = new PixelCache(CacheFile.parse(mapped, shape), dataset, preprocessing, arena);
            if (cache.samples.isEmpty()) {
                throw new DatasetException(dataset.name() + ": none of its "
                        + dataset.samples().size() + " pictures is readable; the first: " + cache.problems.getFirst());
            }
            CacheFolder.touch(file);
            return cache;
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /// The readable samples, in the order of the data set; the index in this list is the index below.
    public List<Sample> samples() {
        return samples;
    }

    /// Copies the pixels of sample `i`, `[C, H, W]`, to the start of `into`.
    public void read(int i, byte[] into) {
        long from = (long) slots[i] * preprocessing.bytes();
        MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, from, into, 0, preprocessing.bytes());
    }

    /// 64-bit hash of the pixels of sample `i`; identical pictures have the same.
    public long contentHash(int i) {
        return hashes[i];
    }

    /// Pictures that could not be read, by name; the same at each opening. What was wrong with the index is in
    /// [Dataset#problems].
    public List<Problem> problems() {
        return problems;
    }

    /// SHA-256 in hex of all pixels, labels and votes in order: names the training data in a model file.
    public String dataHash() {
        return dataHash;
    }

    public Preprocessing preprocessing() {
        return preprocessing;
    }

    @Override
    public void close() {
        arena.close();
    }

    private static byte[] key(Dataset dataset, Preprocessing preprocessing) {
        var digest = Hashing.sha256();
        var about = CacheFile.VERSION + "\n" + dataset.source().contentKey() + "\n" + preprocessing + "\n";
        digest.update(about.getBytes(StandardCharsets.UTF_8));
        for (var sample : dataset.source().all(dataset.samples())) {
            digest.update(sample.file().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
        }
        return digest.digest();
    }

    private static String dataHash(byte[] pixelHash, List<Sample> samples) {
        var digest = Hashing.sha256();
        digest.update(pixelHash);
        for (var sample : samples) {
            var numbers = ByteBuffer.allocate(11 * 4).putInt(sample.label());
            sample.votes().ifPresent(votes -> {
                votes.emotions().forEach(numbers::putInt);
                numbers.putInt(votes.unknown()).putInt(votes.notAFace());
            });
            digest.update(numbers.flip());
        }
        return Hashing.hex(digest.digest());
    }
}
