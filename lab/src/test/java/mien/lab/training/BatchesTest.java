package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.occlusion.Occlusion;
import mien.lab.training.Recipe.Objective;
import mien.lab.training.Recipe.Pace;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
    private static final LabelSet TWO = new LabelSet("two", List.of("a", "b"));
    private static final Preprocessing DOT = new Preprocessing(1, 1, 1, 1);

    /// Ten pictures of one pixel whose brightness is their number; the last two are of the second class.
    private final Examples examples = new Examples(
            DOT,
            (i, into) -> into[0] = (byte) i,
            IntStream.range(0, 10).toArray(),
            List.of(Targets.ofLabels("two", TWO, new int[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 1})));

    private final Recipe plain = Recipe.DEFAULT
            .withAugmentation(Augmentation.NONE)
            .withPace(new Pace(1, 3))
            .withObjective(new Objective(0, java.util.Map.of(), Balance.NONE, 0));

    /// Property: an epoch shows each picture at most once, in full batches only, and the same way every time.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, 2, 3, 4})
    void anEpochShowsEachPictureOnce(long seed) throws InterruptedException {
        var shown = shown(plain, seed, 1, 0);

        assertThat(shown).hasSize(9).doesNotHaveDuplicates();
        assertThat(shown(plain, seed, 1, 0)).isEqualTo(shown);
        assertThat(shown(plain, seed, 2, 0)).isNotEqualTo(shown);
    }

    @Test
    void batchesAfterAnInterruptionAreThoseThatWereLeft() throws InterruptedException {
        var whole = shown(plain, 1, 1, 0);

        assertThat(shown(plain, 1, 1, 2)).isEqualTo(whole.subList(6, 9));
    }

    @Test
    void aBatchLargerThanTheDataIsTheData() throws InterruptedException {
        assertThat(shown(plain.withPace(new Pace(1, 64)), 1, 1, 0)).hasSize(10);
        assertThat(Batches.perEpoch(examples, plain.withPace(new Pace(1, 64)))).isEqualTo(1);
    }

    @Test
    void aTeacherSeesPicturesWithoutTheirMasks() throws InterruptedException {
        var size = new Preprocessing(1, 48, 48, 1);
        var grey = new Examples(
                size,
                (i, into) -> {
                    for (int p = 0; p < into.length; p++) {
                        into[p] = (byte) (p % 100 + i);
                    }
                },
                IntStream.range(0, 10).toArray(),
                examples.targets());
        var seen = new ArrayList<float[]>();
        var moved = new Augmentation(
                Augmentation.Flip.RANDOM,
                new Augmentation.Warp(12, 0.1, 0.1),
                new Augmentation.Light(0.2, 0.2),
                new Augmentation.Cutout(0, 0));
        var masked = moved.withMask(new Augmentation.Mask(List.of(Occlusion.named("eyes")), 1));

        var bare = first(grey, moved);
        var hidden = first(grey.taughtBy(new Watcher(seen)), masked);

        assertThat(seen.getFirst()).isEqualTo(bare.images()).isNotEqualTo(hidden.images());
        assertThat(hidden.taught()).containsExactly(new float[] {7});
    }

    private Batch first(Examples from, Augmentation augmentation) throws InterruptedException {
        try (var batches = new Batches(from, plain.withAugmentation(augmentation), 1, 1, 0)) {
            return batches.next();
        }
    }

    private record Watcher(List<float[]> seen) implements Teacher {
        @Override
        public List<float[]> answers(float[] images, List<Targets> targets) {
            seen.add(images);
            return List.of(new float[] {7});
        }

        @Override
        public String fingerprint() {
            return "watcher";
        }
    }

    @Test
    void downsamplingShowsAllClassesAsOftenAsTheRarest() throws InterruptedException {
        assertThat(classes(Balance.DOWNSAMPLE)).containsExactly(2, 2);
    }

    @Test
    void oversamplingShowsAllClassesAsOftenAsTheCommonest() throws InterruptedException {
        assertThat(classes(Balance.OVERSAMPLE)).containsExactly(8, 8);
    }

    @ParameterizedTest
    @EnumSource
    void theLengthOfAnEpochIsKnownWithoutMakingOne(Balance balance) {
        var targets = examples.targets().getFirst();

        assertThat(EpochOrder.length(targets, balance)).isEqualTo(EpochOrder.of(targets, balance, 1, 1).length);
    }

    @Test
    void classWeightsAreInverseFrequencies() throws InterruptedException {
        var weighted =
                plain.withPace(new Pace(1, 10)).withObjective(plain.objective().withBalance(Balance.WEIGHTS));
        try (var batches = new Batches(examples, weighted, 1, 1, 0)) {
            var batch = batches.next();

            var weightByClass = new TreeMap<Integer, Float>();
            for (int i = 0; i < 10; i++) {
                int truth = batch.truths().getFirst()[i];
                weightByClass.put(truth, batch.targets().getFirst()[2 * i + truth]);
            }
            assertThat(weightByClass).containsEntry(0, 10f / 16).containsEntry(1, 10f / 4);
        }
    }

    @Test
    void labelSmoothingSpreadsAShareOverAllClasses() throws InterruptedException {
        var smooth = plain.withPace(new Pace(1, 10)).withObjective(Objective.DEFAULT);
        try (var batches = new Batches(examples, smooth, 1, 1, 0)) {
            var row = Arrays.copyOf(batches.next().targets().getFirst(), 2);
            Arrays.sort(row);

            assertThat(row[0]).isCloseTo(0.05f, within(1e-6f));
            assertThat(row[1]).isCloseTo(0.95f, within(1e-6f));
        }
    }

    @Test
    void examplesWithoutATargetHaveAnEmptyRow() {
        var unknown = new Examples(
                DOT, examples.pixels(), new int[] {0}, List.of(Targets.ofLabels("two", TWO, new int[] {-1})));

        assertThat(Batches.plain(unknown, 0, 1).targets().getFirst()).containsExactly(0, 0);
    }

    @Test
    void aPictureThatCannotBeReadFailsWhereTheBatchIsTaken() {
        var broken = new Examples(
                DOT,
                (i, into) -> {
                    throw new IllegalStateException("gone");
                },
                examples.pictures(),
                examples.targets());
        try (var batches = new Batches(broken, plain, 1, 1, 0)) {
            assertThatThrownBy(batches::next).hasMessage("gone");
        }
    }

    private List<Float> shown(Recipe recipe, long seed, int epoch, int from) throws InterruptedException {
        var shown = new ArrayList<Float>();
        try (var batches = new Batches(examples, recipe, seed, epoch, from)) {
            while (batches.hasNext()) {
                for (float pixel : batches.next().images()) {
                    shown.add(pixel);
                }
            }
        }
        return shown;
    }

    private int[] classes(Balance balance) throws InterruptedException {
        var counts = new int[2];
        var recipe =
                plain.withPace(new Pace(1, 2)).withObjective(plain.objective().withBalance(balance));
        for (float pixel : shown(recipe, 3, 1, 0)) {
            counts[pixel < 8 ? 0 : 1]++;
        }
        return counts;
    }
}
