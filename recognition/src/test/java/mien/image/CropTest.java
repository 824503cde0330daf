package mien.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CropTest {
    /// Property: every pixel is the nearest one of the picture, for boxes inside, across and beyond each border.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatLiesOutsideRepeatsTheBorder(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int channels = random.nextBoolean() ? 1 : 3;
            var pixels = new byte[5 * 4 * channels];
            random.nextBytes(pixels);
            var picture = new Picture(5, 4, channels, pixels);
            var box =
                    new Box(random.nextInt(-9, 12), random.nextInt(-9, 12), random.nextInt(1, 9), random.nextInt(1, 9));

            assertThat(picture.crop(box).pixels()).as("%s", box).isEqualTo(expected(picture, box));
        }
    }

    private static byte[] expected(Picture picture, Box box) {
        int channels = picture.channels();
        var out = new byte[box.width() * box.height() * channels];
        for (int i = 0; i < out.length; i++) {
            int pixel = i / channels;
            int x = Math.clamp(box.x() + pixel % box.width(), 0, picture.width() - 1);
            int y = Math.clamp(box.y() + pixel / box.width(), 0, picture.height() - 1);
            out[i] = picture.pixels()[(y * picture.width() + x) * channels + i % channels];
        }
        return out;
    }
}
