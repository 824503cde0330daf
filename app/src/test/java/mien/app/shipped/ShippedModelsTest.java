package mien.app.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.model.ModelFile;
import mien.model.Rival;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The regression gate: the shipped models still are, answer and run as they did when they were shipped.
class ShippedModelsTest {
    private static final Repository REPOSITORY = Repository.current();
    private static final Map<Preprocessing, FixedFaces> FACES_BY_INPUT = new ConcurrentHashMap<>();
    private static final int FACES = 500;

    /// Our share of the time is under 5 % on an idle machine; this one may be busy.
    private static final double SLOWEST = 1.5;

    private static final int ATTEMPTS = 4;

    static List<Path> models() {
        return REPOSITORY.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theFileHasTheSizeThatWasRecorded(Path model) throws IOException {
        var recorded = Recorded.read(REPOSITORY.record());

        assertThat(Files.size(model))
                .as("another model? then run bench/record-models.sh")
                .isEqualTo(recorded.bytes(RecordModels.name(model)));
    }

    @ParameterizedTest
    @MethodSource("models")
    void fiveHundredFixedFacesGetTheAnswersThatWereRecorded(Path model) throws IOException {
        var fer2013 = REPOSITORY.data("fer2013.zip");
        assumeThat(fer2013).as("the shared data is absent").exists();
        var recorded = Recorded.read(REPOSITORY.record());
        var file = ModelFile.of(model);
        var heads = file.contract().heads();

        var faces = FACES_BY_INPUT.computeIfAbsent(file.contract().input(), input -> FixedFaces.of(fer2013, input));
        var now = faces.answersOf(file);

        for (int h = 0; h < heads.size(); h++) {
            var then = recorded.answers(RecordModels.name(model), heads.get(h).name());
            var answers = now.get(h);
            assertThat(same(answers.answers(), then.answers()))
                    .as("answers of %s that are the same", heads.get(h).name())
                    .isGreaterThanOrEqualTo(FACES - 5);
            assertThat(answers.accuracy()).as("accuracy").isCloseTo(then.accuracy(), within(0.006));
            assertThat(answers.ece()).as("calibration error").isCloseTo(then.ece(), within(0.006));
            assertThat(answers.confidence()).as("mean confidence").isCloseTo(then.confidence(), within(0.003));
        }
    }

    private static long same(String one, String other) {
        assertThat(one).hasSize(FACES).hasSameSizeAs(other);
        return IntStream.range(0, FACES)
                .filter(i -> one.charAt(i) == other.charAt(i))
                .count();
    }

    /// A ratio within one process, not a time: what else the machine does strikes both.
    @ParameterizedTest
    @MethodSource("models")
    void aFaceTakesHardlyLongerThanInABareSessionOfOnnxRuntime(Path model) throws Exception {
        var file = ModelFile.of(model);
        var random = new Random(1);
        var faces = new ArrayList<byte[]>();
        for (int i = 0; i < 16; i++) {
            var face = new byte[file.contract().input().bytes()];
            random.nextBytes(face);
            faces.add(face);
        }
        try (var mien = Rival.MIEN.open(file);
                var bare = Rival.ONNX_RUNTIME.open(file)) {
            double alone = Double.MAX_VALUE;
            double batch = Double.MAX_VALUE;
            for (int attempt = 0; attempt < ATTEMPTS && Math.max(alone, batch) > SLOWEST; attempt++) {
                alone = Math.min(alone, ratio(mien, bare, faces.subList(0, 1), 60));
                batch = Math.min(batch, ratio(mien, bare, faces, 12));
            }
            assertThat(alone).as("one face at a time").isLessThanOrEqualTo(SLOWEST);
            assertThat(batch).as("sixteen at a time").isLessThanOrEqualTo(SLOWEST);
        }
    }

    /// The medians of rounds in turn, one by the other.
    private static double ratio(Rival.Runner mien, Rival.Runner bare, List<byte[]> faces, int rounds) throws Exception {
        var ours = new long[rounds];
        var theirs = new long[rounds];
        for (int round = -rounds / 3; round < rounds; round++) {
            ours[Math.max(0, round)] = nanoseconds(mien, faces);
            theirs[Math.max(0, round)] = nanoseconds(bare, faces);
        }
        return (double) median(ours) / median(theirs);
    }

    private static long nanoseconds(Rival.Runner runner, List<byte[]> faces) throws Exception {
        long start = System.nanoTime();
        runner.classify(faces);
        return System.nanoTime() - start;
    }

    private static long median(long[] times) {
        return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }
}
