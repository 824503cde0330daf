package mien.lab.occlusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.occlusion.EyeFinder.Basis;
import mien.lab.occlusion.EyeFinder.Found;
import mien.lab.occlusion.Placement.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EyeFinderTest {
    private static final Path SAMPLES = Path.of("../samples");

    @ParameterizedTest
    @ValueSource(strings = {"neutral", "happy", "surprise", "angry"})
    void seesTheEyesOfMeanFacesAlsoAsSmallAsANetworkSeesThem(String name) {
        var face = Picture.read(SAMPLES.resolve(name + ".png"));
        try (var finder = new EyeFinder()) {
            for (var picture : new Picture[] {face, face.resized(48, 48)}) {
                var found = finder.find(picture);

                assertThat(found.basis()).isEqualTo(Basis.EYES);
                assertNear(found.placement().leftEye(), 0.34, 0.385, 0.05);
                assertNear(found.placement().rightEye(), 0.65, 0.385, 0.05);
                assertNear(found.placement().mouth(), 0.50, 0.75, 0.06);
            }
        }
    }

    @Test
    void whereThereIsNothingToSeeTheUsualProportionsServe() {
        var blank = new Picture(64, 48, 1, new byte[64 * 48]);
        try (var finder = new EyeFinder()) {
            assertThat(finder.find(blank)).isEqualTo(new Found(Placement.USUAL, Basis.USUAL));
        }
    }

    @Test
    void aSinglePixelIsNoTrouble() {
        try (var finder = new EyeFinder()) {
            assertThat(finder.find(new Picture(1, 1, 3, new byte[3])).basis()).isEqualTo(Basis.USUAL);
        }
    }

    @Test
    void placementsAreThoseOfTheNumberedPictures() {
        var face = Preprocessing.GREY_48.whole(Picture.read(SAMPLES.resolve("neutral.png")));
        var placements = Placements.find(
                new int[] {3, 8},
                Preprocessing.GREY_48,
                (picture, into) -> System.arraycopy(picture == 8 ? face : new byte[48 * 48], 0, into, 0, into.length));

        assertThat(placements.of(8)).isNotEqualTo(Placement.USUAL);
        assertThat(placements.of(3)).isEqualTo(Placement.USUAL);
        assertThat(placements.of(99)).isEqualTo(Placement.USUAL);
        assertThat(placements)
                .hasToString("masks: placed by the eyes in 1 pictures, by the face's box in 0, by the usual"
                        + " proportions in 1");
    }

    private static void assertNear(Point point, double x, double y, double off) {
        assertThat(point.x()).isCloseTo(x, within(off));
        assertThat(point.y()).isCloseTo(y, within(off));
    }
}
