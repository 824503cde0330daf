package mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
    void losslessFormatsKeepEveryPixel(String format) throws IOException {
        var picture = Picture.decode(PictureFiles.encoded(PictureFiles.quadrants(BufferedImage.TYPE_INT_RGB), format))
                .colour();

        assertThat(corners(picture)).containsExactly("ff0000", "00ff00", "0000ff", "ffffff");
    }

    @Test
    void greyStaysOneChannel() throws IOException {
        var grey = PictureFiles.quadrants(BufferedImage.TYPE_BYTE_GRAY);

        assertThat(Picture.decode(PictureFiles.encoded(grey, "jpeg")).channels())
                .isEqualTo(1);
        assertThat(Picture.decode(PictureFiles.encoded(grey, "png")).channels()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "tiff"})
    void sixteenBitIsScaledToEight(String format) throws IOException {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        var samples = new int[] {0, 0x8080, 0xFFFF};
        image.getRaster().setPixels(0, 0, 3, 1, samples);

        var picture = Picture.decode(PictureFiles.encoded(image, format));

        assertThat(image.getRaster().getDataBuffer().getDataType()).isEqualTo(DataBuffer.TYPE_USHORT);
        assertThat(picture.pixels()).containsExactly(0, 0x80, 0xFF);
    }

    @Test
    void alphaIsComposedOverWhite() throws IOException {
        var image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00FF0000);
        image.setRGB(1, 0, 0x80000000);
        image.setRGB(2, 0, 0xFF000000);

        assertThat(Picture.decode(PictureFiles.encoded(image, "png")).pixels())
                .containsExactly(0xFF, 0xFF, 0xFF, 0x7F, 0x7F, 0x7F, 0, 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"})
    void exifOrientationIsUndone(int orientation, String leftToRightTopToBottom) throws IOException {
        var image = PictureFiles.quadrants(BufferedImage.TYPE_INT_RGB);
        var exif = PictureFiles.exif(orientation);
        boolean turned = orientation >= 5;
        for (var file : List.of(
                PictureFiles.withExif(PictureFiles.encoded(image, "jpeg"), exif),
                PictureFiles.withChunk(PictureFiles.encoded(image, "png"), exif))) {
            var picture = Picture.decode(file);

            assertThat(picture.width()).isEqualTo(turned ? 32 : 64);
            assertThat(letters(picture)).isEqualTo(leftToRightTopToBottom);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"})
    void tiffOrientationIsUndone(int orientation, String leftToRightTopToBottom) {
        assertThat(letters(Picture.decode(PictureFiles.tiff(orientation)))).isEqualTo(leftToRightTopToBottom);
    }

    @Test
    void anAnimationGivesItsFirstFrame() throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (var stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (var colour : List.of(Color.RED, Color.BLUE)) {
                var frame = PictureFiles.plain(colour);
                var data = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
                writer.writeToSequence(new IIOImage(frame, null, data), null);
            }
            writer.endWriteSequence();
        }

        assertThat(corners(Picture.decode(out.toByteArray()))).containsOnly("ff0000");
    }

    @Test
    void aCmykJpegBecomesColour() throws IOException {
        var picture = Picture.decode(PictureFiles.cmykJpeg());

        assertThat(picture.channels()).isEqualTo(3);
        assertThat(letters(picture)).isEqualTo("RRRR");
    }

    @Test
    void webpIsReadCheckedAndCutOffIsNoticed() throws IOException {
        var picture = Picture.decode(PictureFiles.encoded(PictureFiles.quadrants(BufferedImage.TYPE_INT_RGB), "png"));
        var lossy = Codec.encode(picture, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 90);
        var lossless = Codec.encode(picture, ".webp");

        assertThat(letters(Picture.decode(lossy))).isEqualTo("RGBW");
        assertThat(Picture.decode(lossless).pixels()).isEqualTo(picture.pixels());
        for (var file : List.of(lossy, lossless)) {
            assertThatThrownBy(() -> Picture.decode(file, 2047))
                    .hasMessage("picture: it has 64 x 32 pixels, more than the limit of 2047; make it smaller");
            refused(Arrays.copyOf(file, file.length - 9), "picture: the WEBP file is cut off or damaged");
        }
    }

    @Test
    void resizingIsTheSameWithAnyNumberOfThreads() {
        var pixels = new byte[1500 * 1000];
        new Random(7).nextBytes(pixels);
        var noise = new Picture(1500, 1000, 1, pixels);
        int before = opencv_core.getNumThreads();
        try {
            opencv_core.setNumThreads(1);
            var alone = List.of(noise.resized(700, 500), noise.resized(1900, 1300));
            opencv_core.setNumThreads(4);
            assertThat(noise.resized(700, 500).pixels()).isEqualTo(alone.get(0).pixels());
            assertThat(noise.resized(1900, 1300).pixels())
                    .isEqualTo(alone.get(1).pixels());
        } finally {
            opencv_core.setNumThreads(before);
        }
    }

    @Test
    void anEmptyFileIsCalledEmpty() {
        refused(new byte[0], "picture: the file is empty");
    }

    @Test
    void whatIsNoPictureIsCalledSo() {
        refused(
                "name,label\n".getBytes(StandardCharsets.UTF_8),
                "picture: this is not a picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or GIF");
    }

    @ParameterizedTest
    @CsvSource({"jpeg, JPEG", "png, PNG"})
    void aFileThatWasCutOffIsCalledSo(String format, String name) throws IOException {
        var whole = PictureFiles.encoded(PictureFiles.quadrants(BufferedImage.TYPE_INT_RGB), format);
        for (double share : List.of(0.2, 0.5, 0.95)) {
            refused(
                    Arrays.copyOf(whole, (int) (whole.length * share)),
                    "picture: the " + name + " file is cut off or damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp", "gif", "tiff"})
    void aTooLargePictureIsRefusedByItsHeader(String format) throws IOException {
        var file = PictureFiles.encoded(PictureFiles.quadrants(BufferedImage.TYPE_INT_RGB), format);

        assertThat(Picture.decode(file, 2048).width()).isEqualTo(64);
        assertThatThrownBy(() -> Picture.decode(file, 2047))
                .isInstanceOf(PictureException.class)
                .hasMessage("picture: it has 64 x 32 pixels, more than the limit of 2047; make it smaller");
    }

    @Test
    void aFewBytesThatClaimAHugePictureAreRefusedByTheirHeader() {
        var header = ByteBuffer.allocate(60);
        header.put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(13);
        header.put("IHDR".getBytes(StandardCharsets.ISO_8859_1)).putInt(100_000).putInt(90_000);

        refused(
                header.array(),
                "picture: it has 100000 x 90000 pixels, more than the limit of 200000000; make it smaller");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path folder) {
        var file = folder.resolve("none.jpg");

        assertThatThrownBy(() -> Picture.read(file))
                .isInstanceOf(PictureException.class)
                .hasMessage("picture: there is no file " + file);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        var picture = Picture.decode(PictureFiles.encoded(PictureFiles.quadrants(BufferedImage.TYPE_INT_RGB), "png"));

        assertThat(Picture.decode(picture.png()).pixels()).isEqualTo(picture.pixels());
        assertThat(letters(Picture.decode(picture.jpeg(90)))).isEqualTo("RGBW");
    }

    @Test
    void preprocessingGivesPlanesOfRedGreenAndBlue() {
        var bgr = new Picture(2, 1, 3, new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(new Preprocessing(3, 1, 2, 1.0).whole(bgr)).containsExactly(3, 6, 2, 5, 1, 4);
    }

    @Test
    void preprocessingCutsTheSquareAndRepeatsTheBorder() {
        var grey = new Picture(2, 2, 1, new byte[] {10, 20, 30, 40});

        assertThat(new Preprocessing(1, 4, 4, 2.0).face(grey, new Box(0, 0, 2, 1)))
                .containsExactly(10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40);
    }

    @Test
    void aCanvasDrawsInsideAndOutsideWithoutTouchingItsPicture() {
        var white = new Picture(150, 100, 1, new byte[15_000]);
        var drawn = new Canvas(white)
                .box(new Box(-10, -10, 80, 60), new Colour(0, 200, 0))
                .fill(new Box(140, 90, 50, 50), Colour.WHITE, 0.5)
                .label("héllo", new Box(5, 70, 100, 14), Colour.WHITE)
                .bar(new Box(80, 20, 50, 6), 0.5, new Colour(255, 0, 0))
                .picture();

        assertThat(white.pixels()).containsOnly(0);
        assertThat(hex(drawn, 90, 22)).isEqualTo("ff0000");
        assertThat(hex(drawn, 120, 22)).isEqualTo("000000");
        assertThat(hex(drawn, 149, 99)).isEqualTo("808080");
        assertThat(hex(drawn, 69, 30)).isEqualTo("00c800");
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Picture.decode(file))
                .isInstanceOf(PictureException.class)
                .hasMessage(message);
    }

    private static String letters(Picture picture) {
        var text = new StringBuilder();
        for (var corner : corners(picture)) {
            int rgb = Integer.parseInt(corner, 16) & 0x808080;
            text.append(rgb == 0x800000 ? 'R' : rgb == 0x8000 ? 'G' : rgb == 0x80 ? 'B' : rgb == 0x808080 ? 'W' : '?');
        }
        return text.toString();
    }

    private static List<String> corners(Picture picture) {
        int w = picture.width();
        int h = picture.height();
        return List.of(
                hex(picture, w / 4, h / 4),
                hex(picture, 3 * w / 4, h / 4),
                hex(picture, w / 4, 3 * h / 4),
                hex(picture, 3 * w / 4, 3 * h / 4));
    }

    private static String hex(Picture picture, int x, int y) {
        int at = (y * picture.width() + x) * 3;
        var bgr = picture.pixels();
        return "%02x%02x%02x".formatted(bgr[at + 2], bgr[at + 1], bgr[at]);
    }
}
