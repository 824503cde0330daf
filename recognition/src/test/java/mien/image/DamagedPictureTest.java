package mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever the bytes, [Picture#decode] gives a picture or a [PictureException], and nothing else.
class DamagedPictureTest {
    private static final int WIDTH = 23;
    private static final int HEIGHT = 17;
    private static final long LIMIT = 1_000_000; // pixels: damage must not claim memory

    @ParameterizedTest
    @EnumSource
    void cutAnywhereItIsAPictureOrRefused(Header.Format format) throws IOException {
        var whole = encoded(format);

        for (int length = 0; length < whole.length; length++) {
            pictureOrRefused(Arrays.copyOf(whole, length));
        }
        assertThat(Picture.decode(whole).width()).isEqualTo(WIDTH);
    }

    @ParameterizedTest
    @EnumSource
    void flippedBitsGiveAPictureOrAreRefused(Header.Format format) throws IOException {
        var whole = encoded(format);
        var random = new Random(42);

        for (int i = 0; i < 600; i++) {
            var damaged = whole.clone();
            int end = random.nextBoolean() ? Math.min(60, whole.length) : whole.length; // headers matter most
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                damaged[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
            }
            pictureOrRefused(damaged);
        }
    }

    @Test
    void garbageBehindEverySignatureIsAPictureOrRefused() {
        var random = new Random(1);
        for (var signature : new String[] {
            "", "\u00ff\u00d8\u00ff", "\u0089PNG\r\n\u001a\n", "BM", "II*\0", "MM\0*", "GIF89a", "RIFF"
        }) {
            for (int i = 0; i < 200; i++) {
                var bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                var start = signature.getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
                pictureOrRefused(bytes);
            }
        }
    }

    @Test
    void nothingIsRefused() {
        assertThatThrownBy(() -> Picture.decode(new byte[0]))
                .isInstanceOf(PictureException.class)
                .hasMessage("picture: the file is empty");
    }

    private static void pictureOrRefused(byte[] bytes) {
        try {
            var picture = Picture.decode(bytes, LIMIT);
            assertThat((long) picture.width() * picture.height()).isPositive().isLessThanOrEqualTo(LIMIT);
        } catch (PictureException e) {
            assertThat(e).hasMessageStartingWith("picture: ");
        }
    }

    private static byte[] encoded(Header.Format format) throws IOException {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.setRGB(i % WIDTH, i / WIDTH, i * 0x030507);
        }
        var out = new ByteArrayOutputStream();
        if (format != Header.Format.WEBP) {
            assertThat(ImageIO.write(image, format.name(), out)).isTrue();
            return out.toByteArray();
        }
        ImageIO.write(image, "png", out);
        return Codec.encode(Picture.decode(out.toByteArray()), ".webp");
    }
}
