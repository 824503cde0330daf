package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.dataset.Problem.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelCacheTest {
    @TempDir
    Path temp;

    private Path folder;
    private TinyData data;
    private final AtomicInteger decoded = new AtomicInteger();

    @BeforeEach
    void start() {
        folder = temp.resolve("cache");
        data = new TinyData(temp.resolve("data"))
                .pictures(50, "happy/a.png", "happy/copy.png")
                .pictures(90, "sad/c.png");
    }

    /// Opens the data with a source that counts what it decodes.
    private PixelCache open(Preprocessing preprocessing) {
        decoded.set(0);
        var dataset = Datasets.open(data.root());
        var counting = new PictureSource() {
            @Override
            public Picture read(Sample sample) {
                decoded.incrementAndGet();
                return dataset.source().read(sample);
            }

            @Override
            public String contentKey() {
                return dataset.source().contentKey();
            }

            @Override
            public void close() {}
        };
        return PixelCache.open(
                new Dataset(dataset.name(), dataset.labels(), dataset.samples(), List.of(), counting),
                preprocessing,
                folder);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void servesTheSamePixelsTheSecondTimeWithoutDecoding() throws IOException {
        var first = new byte[3 * 6 * 5];
        var second = new byte[3 * 6 * 5];
        var colour = new Preprocessing(3, 6, 5, 1);
        String hash;
        try (var cache = open(colour)) {
            assertThat(decoded).hasValue(3);
            cache.read(2, first);
            hash = cache.dataHash();
        }
        try (var cache = open(colour)) {
            assertThat(decoded).hasValue(0);
            assertThat(cache.samples())
                    .extracting(Sample::file)
                    .containsExactly("happy/a.png", "happy/copy.png", "sad/c.png");
            cache.read(2, second);
            assertThat(second).isEqualTo(first);
            assertThat(second).isEqualTo(colour.whole(Picture.read(data.root().resolve("sad/c.png"))));
            assertThat(cache.dataHash()).isEqualTo(hash).hasSize(64);
            assertThat(cache.contentHash(0)).isEqualTo(cache.contentHash(1)).isNotEqualTo(cache.contentHash(2));
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void isBuiltAgainAfterAChangeInTheDataOrThePreprocessing() throws IOException {
        open(Preprocessing.GREY_48).close();
        open(new Preprocessing(1, 32, 32, 1)).close();
        assertThat(decoded).hasValue(3);
        data.pictures(120, "sad/new.png");
        try (var cache = open(Preprocessing.GREY_48)) {
            assertThat(decoded).hasValue(4);
            assertThat(cache.samples()).hasSize(4);
        }
        var changed = data.root().resolve("sad/new.png");
        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().minusSeconds(5)));
        open(Preprocessing.GREY_48).close();
        assertThat(decoded).hasValue(4);
    }

    @Test
    void aPictureThatCouldNotBeReadForNowIsTriedAgain() throws IOException {
        data.bytes("sad/broken.png", new byte[] {1, 2, 3});
        var file = data.root().resolve("sad/c.png");
        var away = temp.resolve("away.png");
        try (var dataset = Datasets.open(data.root())) {
            Files.move(file, away);
            try (var cache = PixelCache.open(dataset, Preprocessing.GREY_48, folder)) {
                assertThat(cache.samples()).hasSize(2);
                assertThat(cache.problems()).extracting(Problem::where).containsExactly("sad/broken.png", "sad/c.png");
            }
            Files.move(away, file);
        }
        try (var cache = open(Preprocessing.GREY_48)) {
            assertThat(decoded).hasValue(4);
            assertThat(cache.samples()).hasSize(3);
            assertThat(cache.problems()).extracting(Problem::where).containsExactly("sad/broken.png");
        }
        open(Preprocessing.GREY_48).close();
        assertThat(decoded).hasValue(0);
    }

    @Test
    void aTruncatedOrOverwrittenCacheIsBuiltAgain() throws IOException {
        open(Preprocessing.GREY_48).close();
        var file = files().getFirst();
        var whole = Files.readAllBytes(file);
        for (int length : List.of(0, 10, 4096, whole.length - 1)) {
            try (var cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(length);
            }
            open(Preprocessing.GREY_48).close();
            assertThat(decoded).hasValue(3);
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
        var noise = whole.clone();
        noise[0] ^= 1;
        Files.write(file, noise);
        open(Preprocessing.GREY_48).close();
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void unreadablePicturesAreReportedTheSameWayEachTime() {
        data.text("happy/broken.png", "no picture at all").bytes("sad/empty.png", new byte[0]);
        for (int run = 0; run < 2; run++) {
            try (var cache = open(Preprocessing.GREY_48)) {
                assertThat(decoded).hasValue(run == 0 ? 5 : 0);
                assertThat(cache.samples())
                        .extracting(Sample::file)
                        .containsExactly("happy/a.png", "happy/copy.png", "sad/c.png");
                assertThat(cache.problems()).extracting(Problem::kind).containsOnly(Kind.UNREADABLE);
                assertThat(cache.problems())
                        .extracting(Problem::where)
                        .containsExactly("happy/broken.png", "sad/empty.png");
                assertThat(cache.problems().getLast().what()).isEqualTo("is empty");
                var read = new byte[48 * 48];
                cache.read(2, read);
                assertThat(read)
                        .isEqualTo(Preprocessing.GREY_48.whole(
                                Picture.read(data.root().resolve("sad/c.png"))));
            }
        }
    }

    @Test
    void onlyUnreadablePicturesAreAnError() {
        data = new TinyData(temp.resolve("broken")).text("cat/a.png", "x").text("dog/b.png", "y");
        assertThatThrownBy(() -> open(Preprocessing.GREY_48))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("broken: none of its 2 pictures is readable; the first: cat/a.png: ");
    }

    @Test
    void theDataHashKnowsPixelsAndLabelsButNotNames() throws IOException {
        String before;
        try (var cache = open(Preprocessing.GREY_48)) {
            before = cache.dataHash();
        }
        Files.move(data.root().resolve("happy/a.png"), data.root().resolve("happy/aa.png"));
        try (var cache = open(Preprocessing.GREY_48)) {
            assertThat(cache.dataHash()).isEqualTo(before);
        }
        Files.move(data.root().resolve("happy/copy.png"), data.root().resolve("sad/acopy.png"));
        try (var cache = open(Preprocessing.GREY_48)) {
            assertThat(cache.dataHash()).isNotEqualTo(before);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithTheRemedy() throws IOException {
        Files.writeString(folder, "a file is in the way");
        assertThatThrownBy(() -> open(Preprocessing.GREY_48))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageEndingWith("make 1 MiB of room there or set MIEN_CACHE to another folder");
    }

    @Test
    void filesThatNoOneOpenedForAMonthAreRemoved() throws IOException {
        Files.createDirectories(folder);
        var old = Files.writeString(folder.resolve("old-0123.pixels"), "x");
        var other = Files.writeString(folder.resolve("notes.txt"), "x");
        var longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
        Files.setLastModifiedTime(old, longAgo);
        Files.setLastModifiedTime(other, longAgo);
        open(Preprocessing.GREY_48).close();
        assertThat(old).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void theCacheLivesWhereTheEnvironmentSays() {
        var home = Path.of("/home/me");
        assertThat(CacheFolder.of(Map.of("MIEN_CACHE", "/m", "XDG_CACHE_HOME", "/x"), home))
                .isEqualTo(Path.of("/m"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/x"), home)).isEqualTo(Path.of("/x/mien"));
        assertThat(CacheFolder.of(Map.of("MIEN_CACHE", ""), home)).isEqualTo(Path.of("/home/me/.cache/mien"));
    }
}
