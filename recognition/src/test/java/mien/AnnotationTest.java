package mien;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import mien.image.Box;
import mien.image.Colour;
import mien.image.Picture;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationTest {
    private static final int BACKGROUND = 7;

    @Test
    void theEmotionStandsOnAPlateOfItsColourAboveTheFace() {
        var drawn = draw(400, 300, face(150, 100, 80, "happy"));

        assertThat(count(drawn, new Box(150, 70, 80, 28), "happy")).isGreaterThan(300);
        assertThat(count(drawn, new Box(150, 182, 80, 28), "happy")).isZero();
    }

    @Test
    void withoutRoomAboveThePlateIsBelow() {
        var drawn = draw(400, 300, face(150, 2, 80, "sad"));

        assertThat(count(drawn, new Box(150, 83, 80, 14), "sad")).isGreaterThan(300);
    }

    @Test
    void aPlateDoesNotCoverTheFaceAbove() {
        var drawn = draw(400, 400, face(150, 80, 80, "happy"), face(150, 165, 80, "sad"));

        assertThat(count(drawn, new Box(155, 85, 70, 70), "sad")).isZero();
        assertThat(count(drawn, new Box(150, 246, 80, 14), "sad")).isGreaterThan(300);
    }

    @Test
    void eachLabelHasABarBesideTheFace() {
        var drawn = draw(500, 300, face(100, 80, 120, "happy"));

        assertThat(count(drawn, new Box(225, 80, 200, 120), "happy")).isGreaterThan(50);
        assertThat(count(drawn, new Box(225, 80, 200, 120), "neutral")).isPositive();
    }

    @Test
    void whatIsNotHumanHasAGreyBoxWithoutBars() {
        var happy = face(100, 80, 120, "happy");
        var reading = happy.reading().withOutcome(Outcome.NOT_HUMAN);

        var drawn = draw(500, 300, new Face(happy.box(), "cascades", 0.5, 0.01, reading));

        assertThat(count(drawn, new Box(0, 0, 500, 300), "happy")).isZero();
        assertThat(count(drawn, new Box(100, 40, 120, 38), Palette.GREY)).isGreaterThan(300);
    }

    @Test
    void aPhotoWithoutFacesStaysAsItIs() {
        assertThat(draw(40, 30).pixels()).containsOnly(BACKGROUND);
    }

    /// Property: whatever the faces, also over the border, the size stays and no face's middle is covered.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void crowdsAreDrawnWithoutHidingAnyFace(long seed) {
        var random = new Random(seed);
        var faces = new Face[12];
        for (int i = 0; i < faces.length; i++) {
            faces[i] = face(i % 4 * 100 + random.nextInt(40) - 15, i / 4 * 100 + random.nextInt(40) - 15, 60, "fear");
        }

        var drawn = draw(400, 300, faces);

        assertThat(drawn.width()).isEqualTo(400);
        assertThat(drawn.height()).isEqualTo(300);
        for (var face : faces) {
            int x = face.box().x() + 30;
            int y = face.box().y() + 30;
            assertThat(drawn.pixels()[(y * 400 + x) * 3]).isEqualTo((byte) BACKGROUND);
        }
    }

    private static Face face(int x, int y, int side, String emotion) {
        var probabilities = new LinkedHashMap<String, Double>();
        LabelSet.FER7.labels().forEach(label -> probabilities.put(label, label.equals(emotion) ? 0.4 : 0.1));
        return new Face(new Box(x, y, side, side), "whole", 1, new Reading(Outcome.EMOTION, probabilities));
    }

    private static Picture draw(int width, int height, Face... faces) {
        var pixels = new byte[width * height * 3];
        Arrays.fill(pixels, (byte) BACKGROUND);
        var picture = new Picture(width, height, 3, pixels);
        return Annotation.draw(picture, new Photo(width, height, List.of(faces), 1));
    }

    /// How many pixels in `box` are nearly of the colour of `label`.
    private static int count(Picture picture, Box box, String label) {
        return count(picture, box, Palette.of(label));
    }

    private static int count(Picture picture, Box box, Colour colour) {
        int found = 0;
        for (int y = box.y(); y < box.y() + box.height(); y++) {
            for (int x = box.x(); x < box.x() + box.width(); x++) {
                int at = (y * picture.width() + x) * 3;
                int blue = Math.abs(Byte.toUnsignedInt(picture.pixels()[at]) - colour.blue());
                int green = Math.abs(Byte.toUnsignedInt(picture.pixels()[at + 1]) - colour.green());
                int red = Math.abs(Byte.toUnsignedInt(picture.pixels()[at + 2]) - colour.red());
                found += Math.max(blue, Math.max(green, red)) < 25 ? 1 : 0;
            }
        }
        return found;
    }
}
