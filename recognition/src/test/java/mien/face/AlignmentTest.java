package mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import mien.image.Box;
import mien.image.Picture;
import mien.image.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {

    @Test
    void withoutEyesTheSquareIsTheOneThatModelsSee() {
        var pixels = new byte[60 * 60];
        new SplittableRandom(1).nextBytes(pixels);
        var picture = new Picture(60, 60, 1, pixels);
        var box = new Box(11, 7, 33, 40);

        var cut = Alignment.of(new Detection(box, 0.9, null), 0.9).cut(picture, 48);

        assertThat(cut.pixels()).isEqualTo(new Preprocessing(1, 48, 48, 0.9).face(picture, box));
    }

    @ParameterizedTest
    @CsvSource({"90, 100, 150, 100", "90, 80, 150, 110", "100, 120, 150, 90", "110, 100, 130, 101"})
    void theEyesComeToLieLevelAtTheSamePlace(double leftX, double leftY, double rightX, double rightY) {
        var pixels = new byte[240 * 240];
        dot(pixels, leftX, leftY);
        dot(pixels, rightX, rightY);
        var eyes = new Eyes(leftX, leftY, rightX, rightY);
        var alignment = Alignment.of(new Detection(new Box(45, 40, 150, 150), 0.9, eyes), 1);

        var cut = alignment.cut(new Picture(240, 240, 1, pixels), 200);
        var seen = alignment.eyes(200).orElseThrow();

        assertThat(seen.leftY()).isCloseTo(seen.rightY(), within(1e-6));
        assertThat((seen.leftX() + seen.rightX()) / 2).isCloseTo(100, within(1e-6));
        assertThat(seen.leftY()).isCloseTo(78, within(1e-6));
        assertThat(brightness(cut, seen.leftX(), seen.leftY())).isNotZero();
        assertThat(brightness(cut, seen.rightX(), seen.rightY())).isNotZero();
    }

    @Test
    void eyesOfATurnedHeadDoNotMakeTheSquareSmall() {
        var near = new Detection(new Box(0, 0, 100, 100), 0.9, new Eyes(45, 40, 55, 40));

        assertThat(Alignment.of(near, 1).side()).isEqualTo(85);
    }

    private static byte brightness(Picture picture, double x, double y) {
        int row = (int) y;
        return picture.pixels()[row * picture.width() + (int) x];
    }

    private static void dot(byte[] pixels, double x, double y) {
        for (int dy = -3; dy <= 3; dy++) {
            for (int dx = -3; dx <= 3; dx++) {
                pixels[((int) y + dy) * 240 + ((int) x) + dx] = (byte) 255;
            }
        }
    }
}
