package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mien.Mien;
import mien.MienOptions;
import mien.app.PictureFiles.Found;
import mien.app.output.Answer;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.model.ModelFile;
import mien.model.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweringTest {
    @TempDir
    Path folder;

    @Test
    void aGroupIsAnsweredAsItsPhotosAloneAre() throws IOException {
        var files = new ArrayList<Found>();
        for (int i = 0; i < 6; i++) {
            files.add(photo(i + ".png", 50 * i));
        }
        files.add(2, new Found.Photo(Files.writeString(folder.resolve("text.jpg"), "hello"), folder));
        files.add(4, new Found.Nothing(folder.resolve("gone.jpg"), "no such file or folder"));
        try (var mien = Mien.load(options(TinyModel.BRIGHT_IS_HAPPY))) {
            var answering = new Answering(mien, null);

            var together = answering.answers(files);

            assertThat(together).hasSize(8);
            for (int i = 0; i < files.size(); i++) {
                var alone = answering.answers(List.of(files.get(i))).getFirst();
                assertThat(shown(together.get(i))).isEqualTo(shown(alone));
            }
        }
    }

    @Test
    void aFaceThatTheNetworkCannotReadTakesNoOtherPhotoWithIt() throws IOException {
        var slopes = Map.of("fer7", new float[] {0, 0, 0, Float.POSITIVE_INFINITY, 0, 0, 0}, "mood", new float[2]);
        var spoilt = new TinyModel(TinyModel.BRIGHT_IS_HAPPY.contract(), slopes);
        var files = List.<Found>of(photo("a.png", 255), photo("small.png", 255, 2), photo("b.png", 255));
        try (var mien = Mien.load(options(spoilt).withMinFace(5))) {
            var answers = new Answering(mien, null).answers(files);

            assertThat(answers.get(0)).isInstanceOf(Answer.Failed.class);
            assertThat(answers.get(1)).isInstanceOf(Answer.Read.class);
            assertThat(answers.get(2)).isInstanceOf(Answer.Failed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 35, 64, 1000})
    void groupsHoldEveryFileOnceAndEndSmall(int count) {
        var files = IntStream.range(0, count)
                .<Found>mapToObj(i -> new Found.Nothing(Path.of("" + i), "made up"))
                .toList();

        var groups = Answering.groups(files, 2, 8);

        assertThat(groups.stream().flatMap(List::stream).toList()).isEqualTo(files);
        assertThat(groups).allSatisfy(group -> assertThat(group.size()).isBetween(1, 8));
        assertThat(groups).isSortedAccordingTo((a, b) -> Integer.compare(b.size(), a.size()));
        if (count > 0) {
            assertThat(groups.getFirst()).hasSize(Math.clamp(count / 8, 1, 8));
            assertThat(groups.getLast()).hasSize(1);
        }
    }

    /// All but the milliseconds.
    private static List<Object> shown(Answer answer) {
        return switch (answer) {
            case Answer.Read(var file, var photo) -> List.of(file, photo.width(), photo.height(), photo.faces());
            case Answer.Failed(var file, var error, var _) -> List.of(file, error);
        };
    }

    private MienOptions options(TinyModel model) throws IOException {
        return MienOptions.DEFAULT
                .withModel(ModelFile.of(model.write(folder)))
                .withDetector(FaceDetector::wholePicture)
                .withMinFace(1);
    }

    private Found photo(String name, int brightness) throws IOException {
        return photo(name, brightness, 10);
    }

    private Found photo(String name, int brightness, int side) throws IOException {
        var pixels = new byte[side * side];
        Arrays.fill(pixels, (byte) brightness);
        return new Found.Photo(Files.write(folder.resolve(name), new Picture(side, side, 1, pixels).png()), folder);
    }
}
