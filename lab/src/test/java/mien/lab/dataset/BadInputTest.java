package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import mien.image.Preprocessing;
import mien.lab.dataset.Problem.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people, programs and villains call a data set.
class BadInputTest {
    @TempDir
    Path temp;

    private TinyData data;

    @BeforeEach
    void start() {
        data = new TinyData(temp.resolve("data"));
    }

    private Dataset open() {
        return Datasets.open(data.root());
    }

    private List<Problem> unreadable(Path path) {
        try (var dataset = Datasets.open(path);
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, temp.resolve("cache"))) {
            return pixels.problems();
        }
    }

    @Test
    void aFolderOfNoPicturesSaysSo() {
        data.text("notes/b.doc", "x").text("a.txt", "x");
        assertThatThrownBy(this::open)
                .isInstanceOf(DatasetException.class)
                .hasMessage(data.root() + ": none of its 2 files is a picture by its name, the first is a.txt; give"
                        + " labelled pictures (jpg, png, ...)");
    }

    @Test
    void anEntryThatUnpacksToTooMuchIsRefusedAndTheOthersAreRead() throws IOException {
        data.pictures(9, "happy/a.png", "sad/b.png")
                .bytes("happy/noise.bin", noise(400_000))
                .bytes("sad/bomb.png", new byte[20 << 20]);
        assertThat(unreadable(data.zipped(temp.resolve("bomb.zip"), "")))
                .containsExactly(new Problem(
                        Kind.UNREADABLE,
                        "sad/bomb.png",
                        "cannot be read: unpacks to more than 200 times its size, like a zip bomb"));
    }

    @Test
    void aCsvThatUnpacksToTooMuchIsRefusedAndTheFoldersCount() throws IOException {
        data.pictures(9, "happy/a.png", "sad/b.png")
                .bytes("happy/noise.bin", noise(400_000))
                .bytes("labels.csv", new byte[20 << 20]);
        try (var dataset = Datasets.open(data.zipped(temp.resolve("bomb.zip"), ""))) {
            assertThat(dataset.samples()).hasSize(2);
            assertThat(dataset.problems())
                    .contains(new Problem(Kind.FILE, "labels.csv", "not used, since the folders name the classes"));
        }
        data = new TinyData(temp.resolve("csv"))
                .pictures(9, "p/a.png")
                .bytes("p/noise.bin", noise(400_000))
                .bytes("labels.csv", new byte[20 << 20]);
        var zip = data.zipped(temp.resolve("csv.zip"), "");
        assertThatThrownBy(() -> Datasets.open(zip))
                .hasMessageContaining("labels.csv: cannot be read (unpacks to more than 200 times its size, like a zip"
                        + " bomb); is it damaged?");
    }

    @Test
    void aZipThatAltogetherUnpacksToTooMuchIsNotReadAtAll() throws IOException {
        data.bytes("cat/a.png", new byte[17 << 20]).bytes("dog/b.png", new byte[17 << 20]);
        var zip = data.zipped(temp.resolve("bomb.zip"), "");
        assertThatThrownBy(() -> Datasets.open(zip))
                .isInstanceOf(DatasetException.class)
                .hasMessageMatching("\\Q" + zip + "\\E: looks like a zip bomb, its 3\\d,\\d{3} bytes would unpack to"
                        + " 35,651,584 \\(1,0\\d\\d times as much, at most 200 are accepted\\); unpack it yourself if"
                        + " you trust it");
    }

    private static byte[] noise(int length) {
        var noise = new byte[length];
        new java.util.Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void zipsInsideAZipAreJustFiles() throws IOException {
        data.pictures(9, "happy/a.png", "sad/b.png");
        Files.move(data.zipped(temp.resolve("inner.zip"), ""), data.root().resolve("sad/inner.zip"));
        try (var dataset = Datasets.open(data.zipped(temp.resolve("outer.zip"), ""))) {
            assertThat(dataset.samples()).extracting(Sample::file).containsExactly("happy/a.png", "sad/b.png");
            assertThat(dataset.problems())
                    .containsExactly(new Problem(
                            Kind.FILE, "sad/inner.zip", "lies among pictures but is none by its name; ignored"));
        }
    }

    @Test
    void aPictureThatClaimsToBeHugeIsRefusedBeforeItIsDecoded() throws IOException {
        data.pictures(9, "happy/a.png").bytes("sad/huge.png", pngThatClaims(60_000, 60_000));
        assertThat(unreadable(data.root()))
                .containsExactly(new Problem(
                        Kind.UNREADABLE,
                        "sad/huge.png",
                        "picture: it has 60000 x 60000 pixels, more than the limit of 200000000; make it smaller"));
    }

    /// A real picture of 4 x 4 whose header says otherwise, checksum and all.
    private static byte[] pngThatClaims(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        var bytes = ByteBuffer.wrap(out.toByteArray()).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(bytes.array(), 12, 17);
        return bytes.putInt(29, (int) crc.getValue()).array();
    }

    @Test
    void aPictureIsReadWhateverItsEndingSays() {
        data.pictures(9, "happy/a.png").text("sad/text.jpg", "I am no picture");
        try {
            ImageIO.write(
                    new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    data.root().resolve("sad/really-png.jpg").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(unreadable(data.root())).extracting(Problem::where).containsExactly("sad/text.jpg");
    }

    @Test
    void twoPicturesOfOneNameInTwoFoldersAreTwoPictures() {
        data.pictures(9, "happy/1.png", "sad/1.png");
        try (var dataset = open()) {
            assertThat(dataset.samples())
                    .extracting(Sample::file, Sample::label)
                    .containsExactly(tuple("happy/1.png", 0), tuple("sad/1.png", 1));
            assertThat(dataset.problems()).isEmpty();
        }
    }

    @Test
    void linksToNothingAndLinksInACircleAreReported() throws IOException {
        data.pictures(9, "happy/a.png", "sad/b.png");
        Files.createSymbolicLink(data.root().resolve("sad/gone.png"), temp.resolve("nowhere.png"));
        Files.createSymbolicLink(data.root().resolve("sad/circle"), data.root());
        Files.createSymbolicLink(
                data.root().resolve("happy/linked.png"), data.root().resolve("sad/b.png"));
        try (var dataset = open()) {
            assertThat(dataset.samples())
                    .extracting(Sample::file)
                    .containsExactly("happy/a.png", "happy/linked.png", "sad/b.png");
            assertThat(dataset.problems())
                    .containsExactlyInAnyOrder(
                            new Problem(Kind.FILE, "sad/gone.png", "is a link to something that is not there; ignored"),
                            new Problem(
                                    Kind.FILE,
                                    "sad/circle",
                                    "cannot be read (a link that leads back to where it is); ignored, with all that is"
                                            + " in it"));
        }
    }

    @Test
    void pipesAndDevicesAreReportedAndNotWaitedFor() throws Exception {
        data.pictures(9, "happy/a.png", "sad/b.png");
        var pipe = data.root().resolve("sad/pipe.png");
        assumeThat(Path.of("/usr/bin/mkfifo")).as("there are no pipes here").exists();
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(data.root().resolve("sad/zero.csv"), Path.of("/dev/zero"));
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try (var dataset = open()) {
                assertThat(dataset.samples()).hasSize(2);
                assertThat(dataset.problems())
                        .extracting(Problem::toString)
                        .containsExactlyInAnyOrder(
                                "sad/pipe.png: is neither a file nor a folder but a pipe or device; ignored",
                                "sad/zero.csv: is neither a file nor a folder but a pipe or device; ignored");
            }
            assertThatThrownBy(() -> Datasets.open(pipe))
                    .hasMessage(pipe + ": is neither a folder, a zip nor a csv; give one of these");
        });
    }

    @Test
    void aPictureThatCannotBeReadIsReportedAndTheOthersAreUsed() throws IOException {
        var memory = Path.of("/proc/self/mem"); // a file that even root cannot read from its start
        assumeThat(memory).as("there is no /proc here").exists();
        data.pictures(9, "happy/a.png", "sad/b.png");
        Files.createSymbolicLink(data.root().resolve("sad/broken.png"), memory);
        assertThat(unreadable(data.root()))
                .containsExactly(new Problem(Kind.UNREADABLE, "sad/broken.png", "cannot be read: Input/output error"));
    }

    @Test
    void whatMayNotBeReadIsNamedAndTheRestIsUsed() throws IOException {
        data.pictures(9, "happy/a.png", "sad/b.png", "sad/c.png", "fear/d.png");
        var nobody = PosixFilePermissions.fromString("---------");
        var owner = PosixFilePermissions.fromString("rwx------");
        var picture = data.root().resolve("sad/c.png");
        var folder = data.root().resolve("fear");
        Files.setPosixFilePermissions(picture, nobody);
        assumeThat(Files.isReadable(picture))
                .as("this user may read everything")
                .isFalse();
        Files.setPosixFilePermissions(folder, nobody);
        try (var dataset = open()) {
            assertThat(dataset.problems())
                    .containsExactly(new Problem(
                            Kind.FILE, "fear", "cannot be read (permission denied); ignored, with all that is in it"));
            assertThat(unreadable(data.root()))
                    .containsExactly(new Problem(Kind.UNREADABLE, "sad/c.png", "cannot be read: permission denied"));
        }
        for (var path : List.of(folder, picture)) {
            assertThatThrownBy(() -> Datasets.open(path))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage(path + ": cannot be read (permission denied); you need the right to read it");
        }
        Files.setPosixFilePermissions(folder, owner);
    }

    @Test
    void namesInAZipMayBeUtf8WithoutSayingSo() throws IOException {
        var zip = zipIn(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8, "happy/Лицо 😀 \"1\".png", "sad/b'2'.png");
        try (var dataset = Datasets.open(zip)) {
            assertThat(dataset.samples())
                    .extracting(Sample::file)
                    .containsExactly("happy/Лицо 😀 \"1\".png", "sad/b'2'.png");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IBM866", "IBM437"})
    void namesInAZipMayBeInTheCodePageOfDos(String codePage) throws IOException {
        var name = codePage.equals("IBM866") ? "happy/Лицо с ёлкой №1.png" : "happy/Übung à Malmö.png";
        var charset = Charset.forName(codePage);
        var zip = zipIn(charset, charset, name, "sad/b.png");
        try (var dataset = Datasets.open(zip)) {
            assertThat(dataset.samples()).extracting(Sample::file).containsExactly(name, "sad/b.png");
            assertThat(unreadable(zip)).isEmpty();
        }
    }

    /// A zip whose names are the bytes of `names` in `charset`, without a mark that says which.
    private Path zipIn(Charset zipCharset, Charset charset, String... names) throws IOException {
        data.pictures(9, "x.png");
        var zip = temp.resolve("names.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip), zipCharset)) {
            for (var name : names) {
                out.putNextEntry(new ZipEntry(new String(name.getBytes(charset), zipCharset)));
                Files.copy(data.root().resolve("x.png"), out);
            }
        }
        return zip;
    }
}
