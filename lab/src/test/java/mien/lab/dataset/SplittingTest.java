package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplittingTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void keepsCopiesTogetherAndProportionsInEveryLabel(long seed) {
        var random = new Random(seed);
        var labels = new ArrayList<Integer>();
        var hashes = new ArrayList<Long>();
        int n = 1_000 + random.nextInt(1_000);
        for (int i = 0; i < n; i++) {
            labels.add((int) Math.floor(5 * Math.pow(random.nextDouble(), 2)));
            hashes.add((long) random.nextInt(n * 2)); // a fifth or so are copies, some under another label
        }
        var splits = Splitting.stratified(labels, hashes, 0.15, 0.1, seed);

        var sides = new HashMap<Long, Split>();
        for (int i = 0; i < n; i++) {
            sides.putIfAbsent(hashes.get(i), splits.get(i));
            assertThat(splits.get(i)).isEqualTo(sides.get(hashes.get(i)));
        }
        for (int label = 0; label < 5; label++) {
            int of = label;
            var mine = IntStream.range(0, n)
                    .filter(i -> labels.get(i) == of)
                    .mapToObj(splits::get)
                    .toList();
            double slack = 0.02 + 3.0 / mine.size();
            assertThat(share(mine, Split.VALIDATION)).isBetween(0.15 - slack, 0.15 + slack);
            assertThat(share(mine, Split.TEST)).isBetween(0.1 - slack, 0.1 + slack);
        }
        assertThat(Splitting.stratified(labels, hashes, 0.15, 0.1, seed)).isEqualTo(splits);
        assertThat(Splitting.stratified(labels, hashes, 0.15, 0.1, seed + 1)).isNotEqualTo(splits);
    }

    private static double share(List<Split> splits, Split of) {
        return splits.stream().filter(split -> split == of).count() / (double) splits.size();
    }

    @Test
    void aSingleDistinctPictureOfALabelStaysInTraining() {
        assertThat(Splitting.stratified(List.of(0, 0, 1), List.of(5L, 5L, 6L), 0.4, 0.4, 1))
                .containsOnly(Split.TRAIN);
    }

    @Test
    void refusesSharesThatLeaveNothing() {
        assertThatThrownBy(() -> Splitting.stratified(List.of(0), List.of(1L), 0.5, 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("split: shares of 0.5 and 0.5 leave nothing to train with; their sum must be below 1");
    }

    @Test
    void severalTrainingsHaveLeftAloneWhatEachOfThemHas() {
        var data = new TinyData(temp.resolve("data"));
        for (int i = 0; i < 120; i++) {
            data.pictures(10 + i, "cat/" + i + ".png");
            data.pictures(130 + i, "dog/" + i + ".png");
        }
        try (var dataset = Datasets.open(data.root());
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, temp.resolve("cache"))) {
            var one = Splitting.complete(pixels, 1).splits();
            var two = Splitting.complete(pixels, 2).splits();

            var both = Splitting.complete(pixels, List.of(1L, 2L));

            for (int i = 0; i < one.size(); i++) {
                boolean learned = one.get(i) == Split.TRAIN || two.get(i) == Split.TRAIN;
                assertThat(both.splits().get(i)).isEqualTo(learned ? Split.TRAIN : one.get(i));
            }
            assertThat(both.splits()).isNotEqualTo(one);
            assertThat(both.how()).endsWith("seed 1, and left alone with the seeds [1, 2]");
            assertThat(Splitting.complete(pixels, List.of(1L))).isEqualTo(Splitting.complete(pixels, 1));
        }
    }

    private Splitting complete(String... folders) {
        var data = new TinyData(temp.resolve("data"));
        for (var folder : folders) {
            for (int i = 0; i < 20; i++) {
                data.pictures(10 + 3 * i, folder + "/cat/" + i + ".png");
                data.pictures(100 + 3 * i, folder + "/dog/" + i + ".png");
            }
        }
        try (var dataset = Datasets.open(data.root());
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, temp.resolve("cache"))) {
            return Splitting.complete(pixels, 42);
        }
    }

    private static long count(Splitting splitting, Split split) {
        return splitting.splits().stream().filter(s -> s == split).count();
    }

    @Test
    void leavesTheSplitOfTheDataAlone() {
        var splitting = complete("train", "val");
        assertThat(splitting.how()).isEqualTo("the split of the data");
        assertThat(count(splitting, Split.TRAIN)).isEqualTo(40);
        assertThat(count(splitting, Split.VALIDATION)).isEqualTo(40);
    }

    @Test
    void cutsValidationFromTrainingWhereOnlyATestIsGiven() {
        var splitting = complete("train", "test");
        assertThat(splitting.how())
                .isEqualTo("the test of the data; 10 % of its training part for validation, stratified, seed 42");
        assertThat(count(splitting, Split.TRAIN)).isEqualTo(36);
        assertThat(count(splitting, Split.VALIDATION)).isEqualTo(4);
        assertThat(count(splitting, Split.TEST)).isEqualTo(40);
    }

    @Test
    void cutsBothWhereNothingIsGiven() {
        var splitting = complete("set");
        assertThat(splitting.how())
                .isEqualTo("none in the data: 80 % train, 10 % validation, 10 % test, stratified, seed 42");
        assertThat(count(splitting, Split.TRAIN)).isEqualTo(32);
        assertThat(count(splitting, Split.VALIDATION)).isEqualTo(4);
        assertThat(count(splitting, Split.TEST)).isEqualTo(4);
    }
}
