package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.Mien;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pictures that the README's first command reads.
class SamplesTest {
    private static final Path SAMPLES = Path.of("../samples");
    private static final int TOTAL = 400_000; // bytes that all of them may take in the repository

    /// The group from left to right: the lower row stands in the gaps of the upper one.
    private static final List<String> GROUP =
            List.of("angry", "sad", "disgust", "surprise", "fear", "neutral", "happy");

    @ParameterizedTest
    @CsvSource({"angry, 1", "disgust, 1", "fear, 1", "happy, 1", "sad, 1", "surprise, 1", "neutral, 1", "group, 7"})
    void everyFaceIsFoundAndNothingElse(String name, int faces) {
        var picture = Picture.read(SAMPLES.resolve(name + ".png"));
        try (var detector = FaceDetector.cascades()) {
            var found = detector.detect(picture, 20);

            assertThat(found).hasSize(faces).allSatisfy(face -> {
                assertThat(face.box().x()).isNotNegative();
                assertThat(face.box().y()).isNotNegative();
                assertThat(face.box().x() + face.box().width()).isLessThanOrEqualTo(picture.width());
                assertThat(face.box().y() + face.box().height()).isLessThanOrEqualTo(picture.height());
            });
        }
    }

    @Test
    void picturesAreSmall() throws IOException {
        long sum = 0;
        try (var files = Files.list(SAMPLES)) {
            for (var file : files.toList()) {
                assertThat(Files.size(file)).isLessThan(60_000);
                sum += Files.size(file);
            }
        }
        assertThat(sum).isLessThan(TOTAL);
    }

    @Test
    void theShippedModelNamesAtLeastSixOfSeven() {
        try (var mien = Mien.load()) {
            var alone = new ArrayList<String>();
            for (var label : LabelSet.FER7.labels()) {
                alone.add(mien.analyze(SAMPLES.resolve(label + ".png"))
                        .faces()
                        .getFirst()
                        .reading()
                        .emotion());
            }
            var group = mien.analyze(SAMPLES.resolve("group.png")).faces().stream()
                    .map(face -> face.reading().emotion())
                    .toList();

            assertThat(right(alone, LabelSet.FER7.labels())).as("%s", alone).isGreaterThanOrEqualTo(6);
            assertThat(right(group, GROUP)).as("%s", group).isGreaterThanOrEqualTo(6);
        }
    }

    private static int right(List<String> read, List<String> shown) {
        assertThat(read).hasSameSizeAs(shown);
        int right = 0;
        for (int i = 0; i < shown.size(); i++) {
            right += read.get(i).equals(shown.get(i)) ? 1 : 0;
        }
        return right;
    }
}
