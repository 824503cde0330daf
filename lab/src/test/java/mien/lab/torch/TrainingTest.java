package mien.lab.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.network.Architectures;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.Augmentation.Mask;
import mien.lab.training.EpochRecord;
import mien.lab.training.Examples;
import mien.lab.training.History;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Pace;
import mien.lab.training.Targets;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private static final Recipe QUICK = Recipe.DEFAULT
            .withPace(new Pace(3, 16))
            .withOptimizer(new Optimizer.Sgd(0.02, 0.9, 5e-4))
            .withAveraging(new Averaging(0.8, Keep.LAST, 0, ""));

    @TempDir
    private Path folder;

    @Test
    void aTrainingLearnsWhatTellsTheClassesApart() throws InterruptedException {
        var longer = QUICK.withPace(new Pace(12, 16)).withOptimizer(new Optimizer.Adam(3e-3, 0.9, 0.999, 1e-8, 0));

        var outcome = training(longer, "a", Integer.MAX_VALUE).run(false);

        assertThat(outcome.finished()).isTrue();
        assertThat(outcome.history().epochs()).hasSize(12);
        assertThat(outcome.history().epochs().getLast().validation().accuracy()).isGreaterThan(0.9);
        assertThat(outcome.history().epochs().getLast().figures())
                .containsOnlyKeys(
                        "two.accuracy", "two.macroF1", "two.recall.a", "two.recall.b", "two.f1.a", "two.f1.b");
    }

    /// Stopped after any step, even in the middle of an epoch, a training resumes to the same bits.
    @ParameterizedTest(name = "stopped after {0} steps")
    @ValueSource(ints = {1, 4, 6, 11})
    void aResumedTrainingEndsInTheSameWeights(int steps) throws InterruptedException {
        var whole = training(QUICK, "whole", Integer.MAX_VALUE).run(false);
        var stopped = training(QUICK, "parts", steps).run(false);
        var resumed = training(QUICK, "parts", Integer.MAX_VALUE).run(true);

        assertThat(stopped.finished()).isFalse();
        assertThat(resumed.finished()).isTrue();
        whole.weights().byName().forEach((name, array) -> {
            var same = resumed.weights().byName().get(name);
            assertThat(same).isNotNull();
            assertThat(same == null ? null : same.values()).as(name).isEqualTo(array.values());
        });
        assertThat(withoutTimes(resumed.history())).isEqualTo(withoutTimes(whole.history()));
    }

    @Test
    void aTrainingWithMasksResumesToTheSameWeightsToo() throws InterruptedException {
        var masks = new Mask(List.of(Occlusion.EYES, Occlusion.LOWER_HALF, Occlusion.LOW_RESOLUTION), 0.7);
        var masked = QUICK.withAugmentation(QUICK.augmentation().withMask(masks));

        var plain = training(QUICK, "plain", Integer.MAX_VALUE).run(false);
        var whole = training(masked, "whole", Integer.MAX_VALUE).run(false);
        training(masked, "parts", 6).run(false);
        var resumed = training(masked, "parts", Integer.MAX_VALUE).run(true);

        assertThat(withoutTimes(resumed.history()))
                .isEqualTo(withoutTimes(whole.history()))
                .isNotEqualTo(withoutTimes(plain.history()));
        whole.weights()
                .byName()
                .forEach((name, array) -> assertThat(resumed.weights().byName().getOrDefault(name, array))
                        .as(name)
                        .satisfies(same -> assertThat(same.values()).isEqualTo(array.values())));
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() throws InterruptedException {
        training(QUICK, "a", 2).run(false);
        var other = training(QUICK.withPace(new Pace(4, 16)), "a", Integer.MAX_VALUE);

        assertThatThrownBy(() -> other.run(true))
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        folder.resolve("a") + ": the checkpoint is of another training (network, recipe, data, seed,"
                                + " precision, teachers, --init or --freeze differ); repeat the options of that training, or start anew without --resume");
    }

    @Test
    void resumingWithoutACheckpointStartsAnew() throws InterruptedException {
        assertThat(training(QUICK, "none", Integer.MAX_VALUE).run(true).finished())
                .isTrue();
        assertThat(Files.exists(folder.resolve("none"))).isTrue();
    }

    @Test
    void patienceEndsATrainingThatNoLongerGetsBetterAndKeepsItsBestEpoch() throws InterruptedException {
        var patient = QUICK.withPace(new Pace(30, 16)).withAveraging(new Averaging(0.8, Keep.BEST, 2, "two.accuracy"));

        var outcome = training(patient, "a", Integer.MAX_VALUE).run(false);

        int last = outcome.history().epochs().getLast().epoch();
        assertThat(last).isLessThan(30);
        assertThat(outcome.epoch()).isEqualTo(last - 2);
    }

    @Test
    void aMetricThatDoesNotExistIsNamedWithThoseThatDo() {
        var wrong = QUICK.withAveraging(new Averaging(0.8, Keep.BEST, 2, "speed"));

        assertThatThrownBy(() -> training(wrong, "a", Integer.MAX_VALUE).run(false))
                .hasMessage("recipe: there is no validation metric 'speed'; there are loss and"
                        + " [two.accuracy, two.macroF1, two.recall.a, two.recall.b, two.f1.a, two.f1.b]");
    }

    @Test
    void aCheckpointWithTheFingerprintOfAnOlderVersionGoesOn() throws InterruptedException {
        training(QUICK, List.of("data older"), "a", 2).run(false);
        var newer = training(QUICK, List.of("data", "data older"), "a", 6);

        assertThat(newer.run(true).history().epochs()).hasSize(2);
        assertThat(training(QUICK, List.of("data"), "a", Integer.MAX_VALUE)
                        .run(true)
                        .finished())
                .isTrue();
    }

    private Training training(Recipe recipe, String checkpoint, int stopAfter) {
        return training(recipe, List.of("data"), checkpoint, stopAfter);
    }

    private Training training(Recipe recipe, List<String> dataHashes, String checkpoint, int stopAfter) {
        var network = Architectures.mien("tiny", 4, Map.of("two", 2));
        var setup = new Training.Setup(network, recipe, Precision.FP32, 7, dataHashes, Beginning.SEED);
        return new Training(
                setup, examples(64, 1), examples(32, 2), folder.resolve(checkpoint), new Stopper(stopAfter));
    }

    private static List<Object> withoutTimes(History history) {
        var rows = new ArrayList<Object>();
        for (EpochRecord e : history.epochs()) {
            rows.add(List.of(e.epoch(), e.learningRate(), e.train(), e.validation(), e.figures()));
        }
        return rows;
    }

    /// Noise; pictures of the second class are brighter at the top.
    private static Examples examples(int n, long seed) {
        var random = new SplittableRandom(seed);
        var pictures = new byte[n][48 * 48];
        var classes = new int[n];
        for (int i = 0; i < n; i++) {
            classes[i] = random.nextInt(2);
            for (int p = 0; p < 48 * 48; p++) {
                pictures[i][p] = (byte) (random.nextInt(80) + (classes[i] == 1 && p < 24 * 48 ? 90 : 0));
            }
        }
        var two = new LabelSet("two", List.of("a", "b"));
        return new Examples(
                Preprocessing.GREY_48,
                (i, into) -> System.arraycopy(pictures[i], 0, into, 0, into.length),
                IntStream.range(0, n).toArray(),
                List.of(Targets.ofLabels("two", two, classes)));
    }

    private static final class Stopper implements Training.Watcher {
        private int left;

        Stopper(int steps) {
            left = steps;
        }

        @Override
        public void stepped(Training.Progress progress) {
            left--;
        }

        @Override
        public void epochEnded(EpochRecord epoch, History history) {
            assertThat(history.epochs().getLast()).isEqualTo(epoch);
        }

        @Override
        public boolean stopRequested() {
            return left <= 0;
        }
    }
}
