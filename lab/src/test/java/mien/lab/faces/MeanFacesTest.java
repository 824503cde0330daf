package mien.lab.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import mien.image.Preprocessing;
import mien.lab.dataset.DatasetException;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeanFacesTest {
    private static final MeanFaces.Settings TEN = new MeanFaces.Settings(10, 5, 1);

    @TempDir
    Path cache;

    @Test
    void theMeanOfMovedFacesIsSharpAndShowsTheirExpression() {
        try (var dataset = DrawnFaces.dataset(30, Split.TRAIN);
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, cache)) {
            var means = new MeanFaces(dataset, pixels, TEN);

            assertThat(means.labels()).containsExactly("happy", "surprise");
            assertThat(means.leftOut()).isEmpty();
            var happy = means.of("happy");
            var surprise = means.of("surprise");
            assertThat(List.of(happy.pictures(), surprise.pictures())).containsExactly(10, 10);
            assertThat(cornerOfTheMouth(happy)).isLessThan(cornerOfTheMouth(surprise) - 0.8f);
            assertThat(means.of("happy").brightness().values())
                    .isEqualTo(happy.brightness().values());
        }
    }

    /// Brightness 7 pixels (of 48) beside the middle of the mouth: dark in a wide mouth, skin beside a round one.
    private static float cornerOfTheMouth(MeanFace face) {
        double unit = face.brightness().width() / 48.0;
        return face.brightness().linear((23.5 + 7) * unit, (23.5 + 11) * unit);
    }

    @Test
    void picturesHeldOutForValidationAreNotUsed() {
        try (var dataset = DrawnFaces.dataset(30, Split.VALIDATION);
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, cache)) {
            assertThatThrownBy(() -> new MeanFaces(dataset, pixels, TEN))
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("drawn: no label has 5 different training pictures, and the mean of fewer would look"
                            + " like somebody; give more");
        }
    }

    @Test
    void fewerThanTwoHundredPicturesMakeNoMeanUnlessTheCallerSaysSo() {
        try (var dataset = DrawnFaces.dataset(30, Split.NONE);
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, cache)) {
            assertThatThrownBy(() -> new MeanFaces(dataset, pixels, MeanFaces.Settings.DEFAULT))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith("drawn: no label has 200 different training pictures");
        }
    }

    @Test
    void sevenFacesStandInTwoRowsOnOneBackground() {
        var face = new MeanFace("happy", 1, DrawnFaces.face(8));

        var group = Portraits.group(List.of(face, face, face, face, face, face, face), 64);

        assertThat(List.of(group.width(), group.height())).containsExactly(4 * 80, 2 * 80);
        assertThat(group.pixels()[0]).isEqualTo((byte) 64);
        assertThat(group.pixels()[group.pixels().length - 1]).isEqualTo((byte) 64);
        assertThat(Portraits.single(face, 64).width()).isEqualTo(80);
    }
}
