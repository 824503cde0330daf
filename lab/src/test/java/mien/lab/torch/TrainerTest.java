package mien.lab.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import mien.lab.network.Architectures;
import mien.lab.network.Frozen;
import mien.lab.network.Network;
import mien.lab.network.Weights;
import mien.lab.training.Batch;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import mien.lab.training.Schedule;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
    private static final Network NETWORK = Architectures.mien("tiny", 4, Map.of("two", 2));
    private static final Recipe STEADY = Recipe.DEFAULT.withSchedule(new Schedule.Constant());

    private final Batch batch = batch(16);

    @ParameterizedTest
    @MethodSource("optimizers")
    void stepsOnOneBatchLowerTheLoss(Optimizer optimizer) {
        try (var trainer = new Trainer(NETWORK, STEADY.withOptimizer(optimizer), Precision.FP32, 1, 100)) {
            double first = trainer.step(batch).loss();
            double last = first;
            for (int i = 0; i < 30; i++) {
                last = trainer.step(batch).loss();
            }
            assertThat(last).isLessThan(first / 2);
        }
    }

    static List<Optimizer> optimizers() {
        return List.of(
                new Optimizer.Sgd(0.05, 0.9, 5e-4),
                new Optimizer.Adam(0.005, 0.9, 0.999, 1e-8, 0),
                new Optimizer.AdamW(0.005, 0.9, 0.999, 1e-8, 0.05));
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FP32", "BF16"})
    void aStepLeavesNoNativeObjectBehind(Precision precision) {
        try (var trainer = new Trainer(NETWORK, STEADY, precision, 1, 100)) {
            trainer.step(batch);
            long before = Pointer.totalCount();
            for (int i = 0; i < 10; i++) {
                trainer.step(batch);
            }
            assertThat(Pointer.totalCount()).isEqualTo(before);
        }
    }

    @Test
    void closingFreesEverything() {
        new Trainer(NETWORK, STEADY, Precision.FP32, 1, 100).close(); // loads what is loaded once
        long before = Pointer.totalCount();

        try (var trainer = new Trainer(NETWORK, STEADY, Precision.FP32, 1, 100)) {
            trainer.step(batch);
        }

        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    /// Adam's first step moves every weight by the learning rate, whatever the gradient's size (Kingma and Ba
    /// 2015).
    @Test
    void theFirstStepOfAdamIsAsLongAsTheLearningRate() {
        var adam = STEADY.withOptimizer(new Optimizer.Adam(0.01, 0.9, 0.999, 1e-12, 0));
        try (var trainer = new Trainer(NETWORK, adam, Precision.FP32, 1, 100)) {
            var before = weights(trainer, "heads.two.0.weight");
            trainer.step(batch);
            var after = weights(trainer, "heads.two.0.weight");

            for (int i = 0; i < before.length; i++) {
                double moved = Math.abs(after[i] - before[i]);
                assertThat(moved == 0 || Math.abs(moved - 0.01) < 1e-4).isTrue();
            }
            assertThat(after).isNotEqualTo(before);
        }
    }

    @Test
    void weightDecayLeavesBiasesAlone() {
        var decaying = STEADY.withOptimizer(new Optimizer.AdamW(0.1, 0.9, 0.999, 1e-8, 5));
        var plain = STEADY.withOptimizer(new Optimizer.AdamW(0.1, 0.9, 0.999, 1e-8, 0));

        assertThat(afterOneStep(decaying, "heads.two.0.bias")).isEqualTo(afterOneStep(plain, "heads.two.0.bias"));
        assertThat(afterOneStep(decaying, "trunk.0.weight")).isNotEqualTo(afterOneStep(plain, "trunk.0.weight"));
    }

    @Test
    void clippingBoundsTheStep() {
        var objective = new Recipe.Objective(0, Map.of(), mien.lab.training.Balance.NONE, 1e-3);
        var clipped = STEADY.withObjective(objective).withOptimizer(new Optimizer.Sgd(1, 0, 0));
        try (var trainer = new Trainer(NETWORK, clipped, Precision.FP32, 1, 100)) {
            var before = trainer.state();
            trainer.step(batch);
            var after = trainer.state();

            double squares = 0;
            for (var name : after.keySet()) {
                if (name.startsWith("network/") && !name.contains("running")) {
                    var a = after.get(name).values();
                    var b = values(before, name);
                    for (int i = 0; i < a.length; i++) {
                        squares += Math.pow(a[i] - b[i], 2);
                    }
                }
            }
            assertThat(Math.sqrt(squares)).isCloseTo(1e-3, within(2e-5));
        }
    }

    @Test
    void aRestoredTrainerGoesOnBitForBit() {
        try (var uninterrupted = new Trainer(NETWORK, STEADY, Precision.FP32, 1, 100);
                var restored = new Trainer(NETWORK, STEADY, Precision.FP32, 99, 100)) {
            for (int i = 0; i < 3; i++) {
                uninterrupted.step(batch);
            }
            var state = uninterrupted.state();
            uninterrupted.step(batch);
            try (var resumed = new Trainer(NETWORK, STEADY, Precision.FP32, 1, 100)) {
                resumed.restore(state, 3);
                resumed.step(batch);

                assertSame(resumed, uninterrupted);
            }
            restored.restore(state, 3);
            restored.step(batch); // another seed drops other values

            assertThat(weights(restored, "heads.two.0.weight"))
                    .isNotEqualTo(weights(uninterrupted, "heads.two.0.weight"));
        }
    }

    @Test
    void aLossThatIsNotFiniteEndsTheTrainingWithAReason() {
        var wild = STEADY.withOptimizer(new Optimizer.Sgd(1e30, 0.9, 5e-4));
        try (var trainer = new Trainer(NETWORK, wild, Precision.FP32, 1, 100)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            trainer.step(batch);
                        }
                    })
                    .isInstanceOf(DivergedException.class)
                    .hasMessageMatching("training: the loss became (NaN|Infinity) at step \\d+; lower the learning rate"
                            + " \\(now 1.0E30\\) or set clipNorm");
        }
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        try (var network = new TorchNetwork(NETWORK, Precision.FP32, 1)) {
            assertThatThrownBy(() -> network.load(Map.of()))
                    .hasMessage("weights: trunk.0.weight must have the shape [16, 1, 3, 3], got nothing; use weights of"
                            + " the same network");
        }
    }

    @Test
    void frozenLayersKeepWeightsAndStatisticsAndTheRestIsTrained() {
        var frozen = Frozen.of(NETWORK, "3");
        var start = new Weights.Array(new float[16 * 9], 16, 1, 3, 3);
        Arrays.fill(start.values(), 0.1f);
        var beginning = new Beginning(Map.of("trunk.0.weight", start), frozen, "test");
        var setup = new Training.Setup(NETWORK, STEADY, Precision.FP32, 1, List.of(""), beginning);
        try (var trainer = new Trainer(setup, 100)) {
            var before = trainer.state();
            trainer.step(batch);
            trainer.step(batch);
            var after = trainer.state();

            assertThat(weights(trainer, "trunk.0.weight")).containsExactly(start.values());
            assertThat(trainer.averagedWeights().get("trunk.0", "weight").values())
                    .containsExactly(start.values());
            for (var name : before.keySet()) {
                var same = Arrays.equals(values(after, name), values(before, name));
                assertThat(same).as(name).isEqualTo(frozen.tensor(name.substring(name.indexOf('/') + 1)));
            }
            assertThat(after.keySet()).noneMatch(name -> name.startsWith("update/trunk.0"));
        }
    }

    @Test
    void softeningFlattensDistributionsAndLeavesRowsOfZeros() {
        var soft = Trainer.softened(new float[] {0.8f, 0.2f, 0, 0}, 2, 2);

        assertThat(soft).containsExactly(new float[] {2 / 3f, 1 / 3f, 0, 0}, within(1e-6f));
        assertThat(Trainer.softened(new float[] {0.8f, 0.2f}, 2, 1))
                .containsExactly(new float[] {0.8f, 0.2f}, within(1e-6f));
    }

    @Test
    void aHeadThatNoTeacherAnswersLearnsFromItsLabelsAlone() {
        var objective = new Recipe.Objective(0, Map.of(), mien.lab.training.Balance.NONE, 0);
        var obedient = STEADY.withObjective(objective.withDistillation(new Recipe.Distillation(1, 2)));
        var nothing = new float[32];
        var untaught = new Batch(batch.size(), batch.images(), batch.targets(), batch.truths(), List.of(nothing));
        try (var alone = new Trainer(NETWORK, obedient, Precision.FP32, 1, 100);
                var beside = new Trainer(NETWORK, obedient, Precision.FP32, 1, 100)) {
            assertThat(beside.step(untaught).loss())
                    .isPositive()
                    .isEqualTo(alone.step(batch).loss());
            assertSame(beside, alone);
        }
    }

    private static float[] weights(Trainer trainer, String name) {
        return values(trainer.state(), "network/" + name);
    }

    private static float[] values(Map<String, mien.lab.network.Weights.Array> state, String name) {
        var array = state.get(name);
        assertThat(array).as(name).isNotNull();
        return array == null ? new float[0] : array.values();
    }

    private float[] afterOneStep(Recipe recipe, String name) {
        try (var trainer = new Trainer(NETWORK, recipe, Precision.FP32, 1, 100)) {
            trainer.step(batch);
            return weights(trainer, name);
        }
    }

    private static void assertSame(Trainer actual, Trainer expected) {
        var a = actual.state();
        var e = expected.state();
        assertThat(a.keySet()).isEqualTo(e.keySet());
        a.forEach((name, array) -> assertThat(array.values()).as(name).isEqualTo(values(e, name)));
    }

    /// Random pictures; those of the second class are brighter on the left.
    static Batch batch(int n) {
        var random = new SplittableRandom(5);
        var images = new float[n * 48 * 48];
        var targets = new float[2 * n];
        var truths = new int[n];
        for (int i = 0; i < n; i++) {
            truths[i] = i % 2;
            targets[2 * i + truths[i]] = 1;
            for (int p = 0; p < 48 * 48; p++) {
                images[i * 48 * 48 + p] = random.nextInt(100) + (truths[i] == 1 && p % 48 < 24 ? 100 : 0);
            }
        }
        return new Batch(n, images, List.of(targets), List.of(truths));
    }

    @Test
    void theBatchHasBothClasses() {
        assertThat(Arrays.stream(batch.truths().getFirst()).distinct().count()).isEqualTo(2);
    }
}
