package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import mien.image.Preprocessing;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.Augmentation.Cutout;
import mien.lab.training.Augmentation.Flip;
import mien.lab.training.Augmentation.Light;
import mien.lab.training.Augmentation.Mask;
import mien.lab.training.Augmentation.Warp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmenterTest {
    private static final Preprocessing SIZE = new Preprocessing(1, 16, 16, 1);
    private static final Augmentation.Warp STILL = new Warp(0, 0, 0);
    private static final Augmentation.Light SAME_LIGHT = new Light(0, 0);
    private static final Augmentation.Cutout NO_HOLE = new Cutout(0, 0);

    private final byte[] picture = noise(3);

    @Test
    void noAugmentationLeavesThePictureAsItIs() {
        var out = apply(Augmentation.NONE, 5, 1);

        for (int i = 0; i < out.length; i++) {
            assertThat(out[i]).isEqualTo(picture[i] & 0xFF);
        }
    }

    @Test
    void alternatingFlipMirrorsInEveryOtherEpochExactly() {
        var flip = new Augmentation(Flip.ALTERNATING, STILL, SAME_LIGHT, NO_HOLE);

        var even = apply(flip, 0, 7);
        var odd = apply(flip, 1, 7);

        assertThat(apply(flip, 2, 7)).containsExactly(even);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                assertThat(odd[y * 16 + x]).isCloseTo(even[y * 16 + 15 - x], within(1e-3f));
            }
        }
    }

    @Test
    void shiftMovesThePictureAndReflectsItsBorder() {
        var moved = Affine.around(SIZE, false, 0, 1).shifted(2, 0);
        var source = new float[256];
        for (int i = 0; i < 256; i++) {
            source[i] = i % 16;
        }

        var out = new float[256];
        moved.sample(source, SIZE, out, 0);

        assertThat(new float[] {out[0], out[13], out[14], out[15]}).containsExactly(2, 15, 14, 13);
    }

    @Test
    void aQuarterTurnMovesTheCorners() {
        var turned = Affine.around(SIZE, false, 90, 1);
        var source = new float[256];
        source[15] = 100; // right upper corner

        var out = new float[256];
        turned.sample(source, SIZE, out, 0);

        assertThat(out[0] + out[255]).isCloseTo(100, within(0.01f));
    }

    @Test
    void cutoutBlanksASquareWithThePicturesMean() {
        var out = apply(new Augmentation(Flip.NEVER, STILL, SAME_LIGHT, new Cutout(6, 1)), 0, 2);

        double mean = 0;
        for (byte pixel : picture) {
            mean += (pixel & 0xFF) / 256.0;
        }
        int blanked = 0;
        for (int i = 0; i < out.length; i++) {
            blanked += Math.abs(out[i] - mean) < 1e-3 && out[i] != (picture[i] & 0xFF) ? 1 : 0;
        }
        assertThat(blanked).isBetween(9, 36);
    }

    /// Property: whatever is drawn, values stay pixels, and the same seed, epoch and picture give the same result.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7})
    void valuesStayInRangeAndRepeat(long seed) {
        var strong = new Augmentation(Flip.RANDOM, new Warp(180, 0.5, 0.5), new Light(0.5, 0.5), new Cutout(5, 0.5));
        var first = new float[256];
        var second = new float[256];

        new Augmenter(strong, SIZE, seed).apply(picture, 3, 11, first, 0);
        new Augmenter(strong, SIZE, seed).apply(picture, 3, 11, second, 0);

        assertThat(first).containsExactly(second);
        for (float value : first) {
            assertThat(value).isBetween(0f, 255f);
        }
    }

    @Test
    void aMaskHidesItsPartOfThePictureAndDrawsAnewEachEpoch() {
        var left = Augmentation.NONE.withMask(new Mask(List.of(Occlusion.LEFT), 1));

        var out = apply(left, 0, 4);

        for (int i = 0; i < 256; i++) {
            if (i % 16 < 8) {
                assertThat(out[i]).isEqualTo(out[0]);
            } else {
                assertThat(out[i]).isEqualTo(picture[i] & 0xFF);
            }
        }
        assertThat(apply(left, 0, 4)).containsExactly(out);
        assertThat(apply(left, 1, 4)[0]).isNotEqualTo(out[0]);
    }

    @Test
    void theShareSaysHowManyPicturesAreMaskedAndTheRestStaysAsItWas() {
        var half = Augmentation.DEFAULT.withMask(new Mask(List.of(Occlusion.LEFT, Occlusion.BLUR), 0.5));
        int same = 0;
        for (int number = 0; number < 400; number++) {
            same += Arrays.equals(apply(half, 2, number), apply(Augmentation.DEFAULT, 2, number)) ? 1 : 0;
        }

        assertThat(same).isBetween(160, 240);
    }

    private float[] apply(Augmentation augmentation, int epoch, int number) {
        var out = new float[256];
        new Augmenter(augmentation, SIZE, 42).apply(picture, epoch, number, out, 0);
        return out;
    }

    private static byte[] noise(long seed) {
        var bytes = new byte[256];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
