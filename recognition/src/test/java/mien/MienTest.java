package mien;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import mien.face.FaceDetector;
import mien.image.Box;
import mien.image.Picture;
import mien.image.PictureException;
import mien.image.Preprocessing;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelException;
import mien.model.ModelFile;
import mien.model.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MienTest {
    @TempDir
    Path folder;

    @Test
    void brightPhotoIsReadAsHappy() throws IOException {
        try (var mien = Mien.load(options())) {
            var file =
                    Files.write(folder.resolve("white.png"), grey(60, 40, 255).png());

            var photo = mien.analyze(file);

            assertThat(photo.width()).isEqualTo(60);
            assertThat(photo.height()).isEqualTo(40);
            assertThat(photo.milliseconds()).isPositive();
            var face = photo.faces().getFirst();
            assertThat(photo.faces()).hasSize(1);
            assertThat(face.box()).isEqualTo(new Box(0, 0, 60, 40));
            assertThat(face.detector()).isEqualTo("whole");
            assertThat(face.reading().outcome()).isEqualTo(Outcome.EMOTION);
            assertThat(face.reading().emotion()).isEqualTo("happy");
            assertThat(face.reading().confidence()).isCloseTo(Math.exp(4) / (Math.exp(4) + 6), within(1e-6));
            assertThat(List.copyOf(face.reading().probabilities().keySet())).isEqualTo(LabelSet.FER7.labels());
            assertThat(face.reading().probabilities().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void faceBelowTheThresholdIsUncertain() throws IOException {
        try (var mien = Mien.load(options())) {
            var reading = mien.analyze(grey(60, 40, 20)).faces().getFirst().reading();

            assertThat(reading.outcome()).isEqualTo(Outcome.UNCERTAIN);
            assertThat(reading.emotion()).isEqualTo("happy");
        }
    }

    @Test
    void anotherHeadGivesItsOwnLabels() throws IOException {
        try (var mien = Mien.load(options().withHead("mood"))) {
            assertThat(mien.analyze(grey(9, 9, 255))
                            .faces()
                            .getFirst()
                            .reading()
                            .emotion())
                    .isEqualTo("bright");
            assertThat(mien.head().labels().labels()).containsExactly("dark", "bright");
        }
    }

    @Test
    void unknownHeadIsRefusedWithTheKnownOnes() throws IOException {
        var options = options().withHead("age");

        assertThatThrownBy(() -> Mien.load(options))
                .isInstanceOf(ModelException.class)
                .hasMessage("model tiny: it has no head 'age'; choose one of fer7, mood");
    }

    @Test
    void bytesThatAreNoPictureAreRefused() throws IOException {
        try (var mien = Mien.load(options())) {
            assertThatThrownBy(() -> mien.analyze(new byte[] {1, 2, 3})).isInstanceOf(PictureException.class);
        }
    }

    @Test
    void photoAboveTheLimitIsRefused() throws IOException {
        try (var mien = Mien.load(options().withMaxPixels(100))) {
            var encoded = grey(11, 10, 0).png();

            assertThatThrownBy(() -> mien.analyze(encoded)).isInstanceOf(PictureException.class);
            assertThat(mien.analyze(grey(10, 10, 0).png()).faces()).hasSize(1);
        }
    }

    /// Property: many threads on one instance read what one thread reads.
    @Test
    void oneInstanceServesManyThreads() throws Exception {
        try (var mien = Mien.load(options());
                var threads = Executors.newFixedThreadPool(8)) {
            var tasks = new ArrayList<Callable<Reading>>();
            var expected = new ArrayList<Reading>();
            for (int i = 0; i < 256; i++) {
                var picture = grey(30 + i % 7, 40, i);
                expected.add(mien.analyze(picture).faces().getFirst().reading());
                tasks.add(() -> mien.analyze(picture).faces().getFirst().reading());
            }

            var all = threads.invokeAll(tasks);
            for (int i = 0; i < tasks.size(); i++) {
                assertThat(all.get(i).get()).isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void whatTheGateRefusesIsNotHuman() throws IOException {
        try (var mien = Mien.load(options().withGate(darkIsAFace()))) {
            var face = mien.analyze(grey(60, 40, 255)).faces().getFirst();

            assertThat(face.reading().outcome()).isEqualTo(Outcome.NOT_HUMAN);
            assertThat(face.reading().emotion()).isEqualTo("happy");
            assertThat(face.human().orElseThrow()).isCloseTo(1 / (1 + Math.exp(4)), within(1e-6));
            assertThat(mien.analyze(grey(60, 40, 255)).humanFaces()).isEmpty();
        }
    }

    @Test
    void whatTheGatePassesIsReadAsWithoutIt() throws IOException {
        try (var mien = Mien.load(options());
                var gated = Mien.load(options().withGate(brightIsAFace()))) {
            var face = gated.analyze(grey(60, 40, 200)).faces().getFirst();
            var plain = mien.analyze(grey(60, 40, 200)).faces().getFirst();

            assertThat(face.reading()).isEqualTo(plain.reading());
            assertThat(face.human().orElseThrow()).isGreaterThan(0.9);
            assertThat(plain.human()).isEmpty();
        }
    }

    @Test
    void aModelWithoutTheLabelFaceIsNoGate() throws IOException {
        var file = TinyModel.BRIGHT_IS_HAPPY.write(folder);
        var options = options().withGate(ModelFile.of(file));

        assertThatThrownBy(() -> Mien.load(options))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + ": a gate tells the label 'face' from others, but this model's labels are angry,"
                        + " disgust, fear, happy, sad, surprise, neutral; give a model that was trained as a gate");
    }

    private ModelFile brightIsAFace() throws IOException {
        return gate("bright", 4);
    }

    private ModelFile darkIsAFace() throws IOException {
        return gate("dark", -4);
    }

    /// A gate whose logit for `face` is `slope` times the brightness in `[0, 1]`, and 0 for `other`.
    private ModelFile gate(String name, float slope) throws IOException {
        var labels = new LabelSet("labels", List.of("face", "other"));
        var contract = TinyModel.contract(new Preprocessing(1, 4, 4, 1), List.of(Head.of("labels", labels)));
        var model = new TinyModel(contract, Map.of("labels", new float[] {slope, 0}));
        return ModelFile.of(model.write(Files.createDirectories(folder.resolve(name))));
    }
    /// On the shipped model: a real network takes other ways through a batch than through one face.
    @Test
    void photosClassifiedTogetherReadAsTheyDoAlone() {
        var files = Stream.of("group", "happy", "sad", "angry")
                .map(name -> Path.of("../samples", name + ".png"))
                .toList();
        try (var mien = Mien.load()) {
            var together = mien.classify(files.stream().map(mien::find).toList());

            assertThat(together).hasSameSizeAs(files);
            for (int i = 0; i < files.size(); i++) {
                var alone = mien.analyze(files.get(i));
                assertThat(alone.faces()).isNotEmpty();
                assertThat(together.get(i).faces()).isEqualTo(alone.faces());
                assertThat(together.get(i).milliseconds()).isPositive();
            }
        }
    }

    private MienOptions options() throws IOException {
        return MienOptions.DEFAULT
                .withoutGate()
                .withModel(ModelFile.of(TinyModel.BRIGHT_IS_HAPPY.write(folder)))
                .withDetector(FaceDetector::wholePicture)
                .withMinFace(1);
    }

    private static Picture grey(int width, int height, int brightness) {
        var pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) brightness);
        return new Picture(width, height, 1, pixels);
    }
}
