package mien.lab.crops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import mien.face.FaceDetector;
import mien.image.Picture;
import org.junit.jupiter.api.Test;

class CropperTest {

    @Test
    void photosWithoutAnyFaceGiveNothingUnlessThatIsKnown() {
        var noise = noise(120, 90);
        try (var cropper = new Cropper(Cutting.DEFAULT, FaceDetector.cascades());
                var faceless = new Cropper(Cutting.DEFAULT.withFaceless(true), FaceDetector.cascades())) {
            assertThat(cropper.crops(noise, 0)).isEmpty();
            var crops = faceless.crops(noise, 0);
            assertThat(crops.stream().filter(crop -> crop.kind() == Crop.Kind.RANDOM))
                    .hasSize(8);
            assertThat(crops).noneMatch(crop -> crop.kind() == Crop.Kind.FACE);
            assertThat(crops)
                    .allMatch(crop -> crop.picture().width() == crop.picture().height());
        }
    }

    @Test
    void noRandomSquareShowsTheFace() {
        var photo = noise(40, 40);
        try (var cropper = new Cropper(Cutting.DEFAULT, FaceDetector.wholePicture())) {
            var crops = cropper.crops(photo, 0);

            assertThat(crops.getFirst().kind()).isEqualTo(Crop.Kind.FACE);
            assertThat(crops).noneMatch(crop -> crop.kind() == Crop.Kind.RANDOM); // each would cover 36 % of it
        }
    }

    @Test
    void eachPhotoHasItsOwnSquaresAlwaysTheSame() {
        var photo = noise(200, 150);
        try (var cropper = new Cropper(Cutting.DEFAULT.withFaceless(true), FaceDetector.cascades())) {
            assertThat(sides(cropper, photo, 1)).isEqualTo(sides(cropper, photo, 1));
            assertThat(sides(cropper, photo, 1)).isNotEqualTo(sides(cropper, photo, 2));
        }
    }

    private static List<Integer> sides(Cropper cropper, Picture photo, int number) {
        return cropper.crops(photo, number).stream()
                .map(crop -> crop.picture().width())
                .toList();
    }

    private static Picture noise(int width, int height) {
        var pixels = new byte[width * height];
        new SplittableRandom(1).nextBytes(pixels);
        return new Picture(width, height, 1, pixels);
    }
}
