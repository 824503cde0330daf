package mien.lab.occlusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.occlusion.Placement.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OcclusionTest {
    private static final int SIDE = 120;
    private static final long SEED = 7;

    /// Which pixels a mask changed: their share, their middle and their extent, as shares of the picture.
    private record Changed(double share, double x, double y, double top, double bottom) {
        static Changed by(Occlusion kind, Placement where) {
            var face = noise(SIDE, SIDE, 1, 3);
            var masked = kind.apply(face, where, SEED);
            int n = 0;
            double x = 0;
            double y = 0;
            int top = SIDE;
            int bottom = 0;
            for (int i = 0; i < SIDE * SIDE; i++) {
                if (face.pixels()[i] != masked.pixels()[i]) {
                    int row = i / SIDE;
                    n++;
                    x += i % SIDE + 0.5;
                    y += row + 0.5;
                    top = Math.min(top, row);
                    bottom = Math.max(bottom, row + 1);
                }
            }
            return new Changed(
                    (double) n / SIDE / SIDE, x / n / SIDE, y / n / SIDE, (double) top / SIDE, (double) bottom / SIDE);
        }
    }

    static Stream<Arguments> covers() {
        return Stream.of(
                // kind, share of the picture, middle x, middle y, highest, lowest row
                Arguments.of(Occlusion.EYES, 0.235, 0.50, 0.35, 0.20, 0.50),
                Arguments.of(Occlusion.MOUTH, 0.13, 0.50, 0.81, 0.66, 0.97),
                Arguments.of(Occlusion.UPPER_HALF, 0.54, 0.50, 0.27, 0.00, 0.55),
                Arguments.of(Occlusion.LEFT, 0.50, 0.25, 0.50, 0.00, 1.00),
                Arguments.of(Occlusion.RIGHT, 0.50, 0.75, 0.50, 0.00, 1.00),
                Arguments.of(Occlusion.LOWER_HALF, 0.45, 0.50, 0.73, 0.44, 1.00),
                Arguments.of(Occlusion.GLASSES, 0.185, 0.50, 0.42, 0.26, 0.59));
    }

    @ParameterizedTest
    @MethodSource("covers")
    void eachMaskCoversItsPartOfTheFaceAndLeavesTheRest(
            Occlusion kind, double share, double x, double y, double top, double bottom) {
        var changed = Changed.by(kind, Placement.USUAL);

        assertThat(changed.share()).isCloseTo(share, within(0.04));
        assertThat(changed.x()).isCloseTo(x, within(0.02));
        assertThat(changed.y()).isCloseTo(y, within(0.03));
        assertThat(changed.top()).isCloseTo(top, within(0.04));
        assertThat(changed.bottom()).isCloseTo(bottom, within(0.04));
    }

    @ParameterizedTest
    @EnumSource(names = {"EYES", "MOUTH", "LOWER_HALF", "GLASSES"})
    void aMaskMovesWithTheFace(Occlusion kind) {
        var small = new Placement(new Point(0.40, 0.40), new Point(0.56, 0.40), new Point(0.48, 0.575));
        var moved = new Placement(new Point(0.45, 0.30), new Point(0.61, 0.30), new Point(0.53, 0.475));

        var there = Changed.by(kind, small);
        var here = Changed.by(kind, moved);

        assertThat(here.x() - there.x()).isCloseTo(0.05, within(0.01));
        assertThat(here.y() - there.y()).isCloseTo(-0.10, within(0.01));
        assertThat(here.share()).isCloseTo(there.share(), within(0.01));
    }

    @Test
    void aMaskTurnsWithTheFace() {
        // a quarter turn to the right: the eyes stand above each other, the mouth is on the left of them
        var turned = new Placement(new Point(0.70, 0.40), new Point(0.70, 0.60), new Point(0.476, 0.50));

        assertThat(Changed.by(Occlusion.LEFT, turned).y()).isCloseTo(0.25, within(0.01));
        assertThat(Changed.by(Occlusion.MOUTH, turned).x()).isCloseTo(0.47, within(0.02));
        assertThat(Changed.by(Occlusion.LOWER_HALF, turned).x()).isLessThan(0.55);
    }

    @Test
    void theBlockIsEvenInsideThePictureAndSomewhereElseForEachSeed() {
        var face = noise(60, 90, 3, 5);
        var places = new java.util.HashSet<List<Integer>>();
        for (long seed = 0; seed < 20; seed++) {
            var masked = Occlusion.BLOCK.apply(face, Placement.USUAL, seed);
            int n = 0;
            int sumX = 0;
            int sumY = 0;
            for (int i = 0; i < 60 * 90; i++) {
                if (!Arrays.equals(face.pixels(), 3 * i, 3 * i + 3, masked.pixels(), 3 * i, 3 * i + 3)) {
                    int row = i / 60;
                    n++;
                    sumX += i % 60;
                    sumY += row;
                }
            }
            assertThat(Math.sqrt(n)).isBetween(19.0, 31.0);
            places.add(List.of(sumX / n, sumY / n));
        }
        assertThat(places).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSamePicture(Occlusion kind) {
        var face = noise(48, 48, 3, 1);

        var once = kind.apply(face, Placement.USUAL, 11);
        var again = kind.apply(face, Placement.USUAL, 11);

        assertThat(once.pixels()).isEqualTo(again.pixels()).isNotEqualTo(face.pixels());
        assertThat(face.pixels()).isEqualTo(noise(48, 48, 3, 1).pixels());
    }

    @ParameterizedTest
    @EnumSource(names = {"EYES", "MOUTH", "LOWER_HALF", "GLASSES", "BLOCK", "LOW_RESOLUTION", "DARKNESS"})
    void whatHasAToneAPlaceOrNoiseDiffersBySeed(Occlusion kind) {
        var face = noise(48, 48, 3, 1);

        assertThat(kind.apply(face, Placement.USUAL, 1).pixels())
                .isNotEqualTo(kind.apply(face, Placement.USUAL, 2).pixels());
    }

    @ParameterizedTest
    @EnumSource
    void picturesOfAnySizeAreTaken(Occlusion kind) {
        for (int[] size :
                new int[][] {{1, 1}, {1, 2}, {2, 1}, {3, 5}, {7, 7}, {1, 400}, {400, 1}, {33, 200}, {641, 17}}) {
            for (int channels : new int[] {1, 3}) {
                var face = noise(size[0], size[1], channels, 2);
                var masked = kind.apply(face, Placement.USUAL, 3);

                assertThat(new int[] {masked.width(), masked.height(), masked.channels()})
                        .containsExactly(size[0], size[1], channels);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eyesFarOutsideThePictureDoNoHarm(Occlusion kind) {
        var outside = new Placement(new Point(-9, 40), new Point(30, 44), new Point(8, 90));

        var masked = kind.apply(noise(20, 30, 1, 2), outside, 3);

        assertThat(masked.width()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void aNetworksInputIsMaskedAsThePictureIs(Occlusion kind) {
        var face = noise(32, 40, 3, 4);
        var size = new Preprocessing(3, 40, 32, 1);
        var input = size.whole(face);

        kind.apply(input, size, Placement.USUAL, 9);

        assertThat(input).isEqualTo(size.whole(kind.apply(face, Placement.USUAL, 9)));
    }

    @Test
    void lowResolutionLosesDetailAndKeepsBrightness() {
        var face = noise(96, 96, 1, 6);

        var few = Occlusion.LOW_RESOLUTION_16.apply(face, Placement.USUAL, 1);
        var more = Occlusion.LOW_RESOLUTION_24.apply(face, Placement.USUAL, 1);

        assertThat(spread(few)).isLessThan(spread(more));
        assertThat(spread(more)).isLessThan(spread(face) / 2);
        assertThat(mean(few)).isCloseTo(mean(face), within(1.0));
    }

    @Test
    void lowResolutionLeavesAPictureThatHasNoMorePixels() {
        var face = noise(24, 20, 3, 6);

        assertThat(Occlusion.LOW_RESOLUTION_24.apply(face, Placement.USUAL, 1).pixels())
                .isEqualTo(face.pixels());
    }

    @Test
    void darknessLeavesAFifthOfTheLight() {
        var face = noise(96, 96, 3, 6);

        assertThat(mean(Occlusion.DARKNESS.apply(face, Placement.USUAL, 1))).isCloseTo(0.2 * mean(face), within(1.0));
    }

    @Test
    void blurSmoothsAndKeepsAnEvenPicture() {
        var even = new Picture(30, 30, 1, filled(900, 77));

        assertThat(Occlusion.BLUR.apply(even, Placement.USUAL, 1).pixels()).isEqualTo(even.pixels());
        assertThat(spread(Occlusion.BLUR.apply(noise(60, 60, 1, 1), Placement.USUAL, 1)))
                .isLessThan(20);
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        assertThat(Occlusion.named("lower-half")).isEqualTo(Occlusion.LOWER_HALF);
        assertThat(Occlusion.named(" Lower Half ")).isEqualTo(Occlusion.LOWER_HALF);
        assertThat(Occlusion.named("JPEG_20")).isEqualTo(Occlusion.JPEG_20);
        assertThat(Occlusion.list("eyes,mouth,eyes")).containsExactly(Occlusion.EYES, Occlusion.MOUTH);
        assertThat(Occlusion.list("all")).containsExactly(Occlusion.values());
        for (var kind : Occlusion.values()) {
            assertThat(Occlusion.named(kind.toString())).isEqualTo(kind);
        }
    }

    @Test
    void anUnknownNameIsRefusedWithTheChoice() {
        assertThatThrownBy(() -> Occlusion.list("eyes,nose"))
                .isInstanceOf(OcclusionException.class)
                .hasMessage("mask 'nose': there is none of that name; choose of eyes, mouth, lower-half, upper-half,"
                        + " left, right, glasses, block, low-resolution, blur, low-resolution-24, low-resolution-16,"
                        + " jpeg-20, darkness");
    }

    @Test
    void aMouthAboveTheEyesIsNoPlacement() {
        assertThatThrownBy(() -> new Placement(new Point(0.3, 0.5), new Point(0.7, 0.5), new Point(0.5, 0.2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("placement: with the left eye on the left, the mouth must be below both");
    }

    static Picture noise(int width, int height, int channels, long seed) {
        var pixels = new byte[width * height * channels];
        new Random(seed).nextBytes(pixels);
        return new Picture(width, height, channels, pixels);
    }

    private static byte[] filled(int length, int value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static double mean(Picture picture) {
        double sum = 0;
        for (byte pixel : picture.pixels()) {
            sum += Byte.toUnsignedInt(pixel);
        }
        return sum / picture.pixels().length;
    }

    private static double spread(Picture picture) {
        double mean = mean(picture);
        double sum = 0;
        for (byte pixel : picture.pixels()) {
            sum += Math.pow(Byte.toUnsignedInt(pixel) - mean, 2);
        }
        return Math.sqrt(sum / picture.pixels().length);
    }
}
