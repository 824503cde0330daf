package mien.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mien.image.Box;
import mien.image.Picture;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceDetectorTest {
    private static final Path PHOTOS = Path.of("../../shared/data/photos");
    private static final Path YUNET = Path.of("../../shared/models/face_detection_yunet_2026may.onnx");
    private static final FaceDetector CASCADES = FaceDetector.cascades();

    @AfterAll
    static void close() {
        CASCADES.close();
    }

    @ParameterizedTest
    @CsvSource({
        "groups/bbt1.jpg, 4",
        "groups/bbt3.jpg, 5",
        "groups/bbt4.jpg, 6",
        "groups/bbt5.jpg, 5",
        "groups/couple.jpg, 2",
        "groups/two_people.jpg, 2",
        "groups/multi_face.jpg, 4",
        "groups/selfie-many-people.jpg, 4"
    })
    void theFacesOfAGroupAreFound(String file, int faces) {
        assertThat(CASCADES.detect(photo(file), 24)).hasSize(faces);
    }

    /// Of 29 people, one looks aside; a tie that looks like a face to three of four cascades is none.
    @Test
    void theSolvayConferenceHasNoFaceTooMany() {
        var faces = CASCADES.detect(photo("groups/solvay1927.jpg"), 24);

        assertThat(faces).hasSize(28);
        assertThat(faces)
                .noneSatisfy(face ->
                        assertThat(face.box().iou(new Box(1713, 353, 48, 48))).isPositive());
    }

    @Test
    void aPreparedDetectorAnswersTheSame() {
        try (var prepared = FaceDetector.cascades()) {
            prepared.prepare();

            assertThat(prepared.detect(photo("one-face/sad.jpg"), 24))
                    .isEqualTo(CASCADES.detect(photo("one-face/sad.jpg"), 24));
        }
    }

    @Test
    void aPhotoOfOnePersonHasExactlyOneFace() throws IOException {
        for (var file : photos("one-face")) {
            assertThat(CASCADES.detect(Picture.read(file), 20))
                    .as(file.toString())
                    .hasSize(1);
        }
    }

    @Test
    void roomsDogsAndPlainGroundHaveNoFace() throws IOException {
        for (var file : photos("no-face")) {
            assertThat(CASCADES.detect(Picture.read(file), 20))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2008_001009.jpg, 145, 79, 76",
        "2008_001009.jpg, 125, 214, 90",
        "2008_001322.jpg, 104, 162, 76",
        "2008_001322.jpg, 232, 218, 63",
        "2008_001322.jpg, 344, 155, 90",
        "2008_002079.jpg, 407, 166, 37",
        "2008_002079.jpg, 346, 138, 37",
        "2008_002079.jpg, 62, 134, 37"
    })
    void boxesLieWherePeopleDrewThem(String file, int x, int y, int side) {
        var drawn = new Box(x, y, side, side);

        assertThat(CASCADES.detect(photo("boxes/" + file), 20))
                .anySatisfy(face -> assertThat(face.box().iou(drawn)).isGreaterThanOrEqualTo(0.4));
    }

    @Test
    void facesComeLeftToRightAndTheirEyesLieInTheirBoxes() {
        var faces = CASCADES.detect(photo("groups/bbt3.jpg"), 20);

        assertThat(faces).extracting(face -> face.box().x()).isSorted();
        assertThat(faces).allSatisfy(face -> {
            var eyes = face.eyes().orElseThrow();
            var box = face.box();
            assertThat(eyes.leftX()).isBetween((double) box.x(), box.x() + box.width() / 2.0);
            assertThat(eyes.rightX()).isBetween(box.x() + box.width() / 2.0, (double) box.x() + box.width());
            assertThat(eyes.leftY()).isBetween((double) box.y(), box.y() + box.height() / 2.0);
        });
    }

    @Test
    void facesSmallerThanAskedForAreLeftOut() {
        assertThat(CASCADES.detect(photo("groups/bbt1.jpg"), 300)).isEmpty();
    }

    @Test
    void aTightCropOfAFaceIsFoundAtManySizes() {
        var happy = photo("one-face/happy.jpg");
        var tight = happy.crop(new Box(255, 55, 150, 180));

        for (int width : List.of(48, 75, 150, 300)) {
            assertThat(CASCADES.detect(tight.resized(width, width * 6 / 5), 20))
                    .as("width " + width)
                    .hasSize(1);
        }
    }

    @Test
    void eightThreadsGetTheSameAnswers() throws Exception {
        var photos = List.of(photo("boxes/2008_001322.jpg"), photo("one-face/sad.jpg"));
        var alone = photos.stream().map(p -> CASCADES.detect(p, 20)).toList();
        Callable<List<List<Detection>>> all =
                () -> photos.stream().map(p -> CASCADES.detect(p, 20)).toList();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(Collections.nCopies(8, all))) {
                assertThat(answer.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void nativeMemoryIsGivenBack() {
        var photo = photo("one-face/sad.jpg");
        CASCADES.detect(photo, 20);
        long before = Pointer.totalCount();

        for (int i = 0; i < 5; i++) {
            CASCADES.detect(photo, 20);
        }

        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    @Test
    void yunetFindsTheSameFaces() {
        assumeThat(YUNET).as("the YuNet file is not here").exists();
        try (var yunet = FaceDetector.of("yunet:" + YUNET)) {
            assertThat(yunet.detect(photo("groups/solvay1927.jpg"), 20)).hasSize(29);
            assertThat(yunet.detect(photo("groups/multi_face.jpg"), 20)).hasSize(5);
            assertThat(yunet.detect(photo("no-face/dogs.jpg"), 20)).isEmpty();
            assertThat(yunet.detect(photo("no-face/-black.jpg"), 1)).isEmpty();
            assertThat(yunet.detect(photo("one-face/happy.jpg"), 20))
                    .singleElement()
                    .satisfies(face -> assertThat(face.eyes()).isPresent());
        }
    }

    @Test
    void aMissingOrWrongYunetFileIsNamed(@TempDir Path folder) throws IOException {
        var missing = folder.resolve("none.onnx");
        var wrong = Files.writeString(folder.resolve("wrong.onnx"), "no network");

        assertThatThrownBy(() -> FaceDetector.yunet(missing))
                .isInstanceOf(DetectorException.class)
                .hasMessage("yunet: there is no file " + missing + "; give YuNet's .onnx file");
        assertThatThrownBy(() -> FaceDetector.yunet(wrong))
                .isInstanceOf(DetectorException.class)
                .hasMessage("yunet: " + wrong + " is not a YuNet model that OpenCV can run");
    }

    @Test
    void theWholePictureIsOneFace() {
        assertThat(FaceDetector.of("whole").detect(new Picture(3, 2, 1, new byte[6]), 1))
                .containsExactly(new Detection(new Box(0, 0, 3, 2), 1, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yunet:", "Cascade"})
    void anUnknownDetectorIsNamed(String spec) {
        assertThatThrownBy(() -> FaceDetector.of(spec))
                .isInstanceOf(DetectorException.class)
                .hasMessage("detector: there is no detector '" + spec + "'; give cascades, yunet:FILE or whole");
    }

    @Test
    void aClosedDetectorSaysSo() {
        var detector = FaceDetector.cascades();
        detector.close();

        assertThatThrownBy(() -> detector.detect(new Picture(1, 1, 1, new byte[1]), 1))
                .hasMessage("cascades: the detector is closed; make a new one");
    }

    private static Picture photo(String file) {
        assumeThat(PHOTOS).as("the test photos are not here").exists();
        return Picture.read(PHOTOS.resolve(file));
    }

    private static List<Path> photos(String folder) throws IOException {
        assumeThat(PHOTOS).as("the test photos are not here").exists();
        try (var files = Files.list(PHOTOS.resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
