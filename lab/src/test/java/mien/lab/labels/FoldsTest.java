package mien.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void keepCopiesTogetherAndLabelsInProportion(long seed) {
        var random = new Random(seed);
        int count = 300 + random.nextInt(300);
        int wanted = 2 + random.nextInt(5);
        var given = random.ints(count, -1, 4).toArray();
        var groups = new ArrayList<List<Integer>>();
        for (int g = 0; g < 40; g++) {
            groups.add(random.ints(2 + random.nextInt(3), 0, count)
                    .boxed()
                    .distinct()
                    .toList());
        }

        var folds = Folds.deal(given, Folds.units(count, groups), wanted, seed);

        assertThat(folds.count()).isEqualTo(wanted);
        for (var group : groups) {
            assertThat(group.stream().filter(i -> given[i] >= 0).map(i -> folds.of()[i]))
                    .hasSizeLessThan(group.size() + 1)
                    .satisfies(
                            same -> assertThat(same.stream().distinct().count()).isLessThan(2));
        }
        for (int i = 0; i < count; i++) {
            assertThat(folds.of()[i] < 0).isEqualTo(given[i] < 0);
        }
        for (int c = 0; c < 4; c++) {
            int label = c;
            int[] sizes = IntStream.range(0, wanted)
                    .map(f -> (int) Arrays.stream(folds.heldOut(f))
                            .filter(i -> given[i] == label)
                            .count())
                    .toArray();
            int spread = Arrays.stream(sizes).max().orElse(0)
                    - Arrays.stream(sizes).min().orElse(0);
            assertThat(spread).as("sizes of label " + c).isLessThan(12);
        }
    }

    @Test
    void withoutCopiesLabelsAndFoldsDifferByOneAtMost() {
        var given = IntStream.range(0, 23).map(i -> i % 3).toArray();

        var folds = Folds.deal(given, Folds.units(23, List.of()), 4, 1);

        for (int f = 0; f < 4; f++) {
            var held = folds.heldOut(f);
            assertThat(held.length).isBetween(5, 6);
            for (int c = 0; c < 3; c++) {
                int label = c;
                assertThat(Arrays.stream(held).filter(i -> given[i] == label).count())
                        .isBetween(1L, 2L);
            }
            assertThat(folds.learnedFrom(f)).hasSize(23 - held.length).doesNotContain(held);
        }
    }

    @Test
    void dependOnTheSeedAlone() {
        var given = IntStream.range(0, 50).map(i -> i % 2).toArray();
        Collection<List<Integer>> units = Folds.units(50, List.of());

        assertThat(Folds.deal(given, units, 5, 7).of())
                .isEqualTo(Folds.deal(given, units, 5, 7).of());
        assertThat(Folds.deal(given, units, 5, 7).of())
                .isNotEqualTo(Folds.deal(given, units, 5, 8).of());
    }

    @Test
    void aClassWithFewerPicturesThanFoldsIsSpreadOverAsManyAsItHas() {
        var given = new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1};

        var folds = Folds.deal(given, Folds.units(13, List.of()), 5, 1);

        assertThat(IntStream.of(10, 11, 12).map(i -> folds.of()[i]).distinct().count())
                .isEqualTo(3);
    }

    @Test
    void thereAreNoMoreThanPictures() {
        var folds = Folds.deal(new int[] {0, 1, -1}, Folds.units(3, List.of()), 5, 1);

        assertThat(folds.count()).isEqualTo(2);
        assertThat(folds.heldOut(0)).hasSize(1);
        assertThat(folds.heldOut(1)).hasSize(1);
    }

    @Test
    void groupsThatShareAMemberAreOneUnit() {
        assertThat(Folds.units(6, List.of(List.of(0, 4), List.of(2, 5), List.of(4, 5))))
                .containsExactly(List.of(0, 2, 4, 5), List.of(1), List.of(3));
    }
}
