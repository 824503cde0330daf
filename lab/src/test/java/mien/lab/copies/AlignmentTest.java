package mien.lab.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import mien.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentTest {
    private final Alignment alignment = new Alignment();

    private double agreement(Picture one, Picture other, Warp start) {
        alignment.take(Thumbnail.of(one));
        return alignment.agreement(Thumbnail.of(other), start);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsThePlaceOfACopyFromAboutThere(long seed) {
        var picture = DrawnPictures.grey(1, seed).getFirst();
        assertThat(agreement(picture, picture, Warp.IDENTITY)).isCloseTo(1, within(1e-6));
        assertThat(agreement(picture, picture, Warp.part(0.96, 0.05, -0.04, 2))).isGreaterThan(0.97);
        assertThat(agreement(Planting.rotated(picture, 5, true), picture, Warp.part(1, 0, 0, 3.5)))
                .isGreaterThan(0.93);
        assertThat(agreement(Planting.mirrored(picture), picture, Warp.MIRROR)).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void doesNotAgreeOnDifferentPictures(long seed) {
        var two = DrawnPictures.grey(2, seed);
        assertThat(agreement(two.getFirst(), two.getLast(), Warp.IDENTITY)).isLessThan(0.6);
        assertThat(agreement(two.getFirst(), Planting.mirrored(two.getFirst()), Warp.IDENTITY))
                .isLessThan(0.8);
    }

    @Test
    void saysThatFlatPicturesCannotBeCompared() {
        var pixels = new byte[48 * 48];
        Arrays.fill(pixels, (byte) 90);
        var flat = new Picture(48, 48, 1, pixels);
        assertThat(agreement(flat, flat, Warp.IDENTITY)).isEqualTo(-1);
    }

    @Test
    void theInverseOfAMapUndoesIt() {
        var map = Warp.part(0.85, 0.1, -0.2, 4).after(Warp.MIRROR);
        var undone = map.inverse().after(map);
        assertThat(undone.distanceFromIdentity()).isCloseTo(0, within(1e-12));
        assertThat(map.determinant()).isCloseTo(-0.85 * 0.85, within(1e-12));
    }
}
