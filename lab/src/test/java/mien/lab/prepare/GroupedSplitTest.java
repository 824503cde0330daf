package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mien.lab.dataset.Split;
import mien.lab.prepare.Division.Shares;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupedSplitTest {
    private static final Shares SHARES = new Shares(70, 20, 10);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void tearsNoGroupApartAndKeepsTheSharesInEveryLabel(long seed) {
        var random = new Random(seed);
        int n = 1_000 + random.nextInt(1_000);
        var labels = new ArrayList<Integer>();
        var people = new ArrayList<String>();
        var copies = new ArrayList<List<Integer>>();
        for (int i = 0; i < n; i++) {
            labels.add((int) Math.floor(5 * Math.pow(random.nextDouble(), 2)));
            people.add(random.nextInt(3) == 0 ? "person " + random.nextInt(n / 20) : "");
            if (i > 0 && random.nextInt(4) == 0) {
                copies.add(List.of(random.nextInt(i), i));
            }
        }
        var all = IntStream.range(0, n).boxed().toList();
        var groups = Groups.of(copies, people).among(all);
        assertThat(groups.stream().flatMap(List::stream).sorted()).isEqualTo(all);

        var splits = GroupedSplit.cut(labels, groups, SHARES, seed);

        for (var group : groups) {
            assertThat(group.stream().map(splits::get).distinct()).hasSize(1);
        }
        for (var copy : copies) {
            assertThat(splits.get(copy.get(0))).isEqualTo(splits.get(copy.get(1)));
        }
        for (int i = 0; i < n; i++) {
            if (!people.get(i).isEmpty()) {
                assertThat(splits.get(i)).isEqualTo(splits.get(people.indexOf(people.get(i))));
            }
        }
        int largest = groups.stream().mapToInt(List::size).max().orElseThrow();
        if (largest < n / 20) {
            assertShares(labels, splits);
        }
        assertThat(GroupedSplit.cut(labels, groups, SHARES, seed)).isEqualTo(splits);
        assertThat(GroupedSplit.cut(labels, groups, SHARES, seed + 1)).isNotEqualTo(splits);
    }

    private static void assertShares(List<Integer> labels, List<Split> splits) {
        for (int label = 0; label < 5; label++) {
            int of = label;
            var mine = IntStream.range(0, labels.size())
                    .filter(i -> labels.get(i) == of)
                    .mapToObj(splits::get)
                    .toList();
            double slack = 0.02 + 4.0 / mine.size();
            assertThat(share(mine, Split.VALIDATION)).isBetween(0.2 - slack, 0.2 + slack);
            assertThat(share(mine, Split.TEST)).isBetween(0.1 - slack, 0.1 + slack);
        }
    }

    private static double share(List<Split> splits, Split of) {
        return Collections.frequency(splits, of) / (double) splits.size();
    }

    @Test
    void withoutGroupsTheSharesAreExact() {
        var labels = new ArrayList<>(Collections.nCopies(100, 0));
        labels.addAll(Collections.nCopies(50, 1));
        var single = IntStream.range(0, 150).mapToObj(List::of).toList();

        var splits = GroupedSplit.cut(labels, single, SHARES, 3);

        assertThat(Collections.frequency(splits.subList(0, 100), Split.VALIDATION))
                .isEqualTo(20);
        assertThat(Collections.frequency(splits.subList(0, 100), Split.TEST)).isEqualTo(10);
        assertThat(Collections.frequency(splits.subList(100, 150), Split.VALIDATION))
                .isEqualTo(10);
        assertThat(Collections.frequency(splits.subList(100, 150), Split.TEST)).isEqualTo(5);
    }

    @Test
    void peopleWhoShowEveryLabelAreSharedOut() {
        var labels = IntStream.range(0, 70).map(i -> i % 7).boxed().toList();
        var people = IntStream.range(0, 10)
                .mapToObj(p -> IntStream.range(7 * p, 7 * p + 7).boxed().toList())
                .toList();

        var splits = GroupedSplit.cut(labels, people, new Shares(80, 10, 10), 1);

        assertThat(Collections.frequency(splits, Split.TRAIN)).isEqualTo(56);
        assertThat(Collections.frequency(splits, Split.VALIDATION)).isEqualTo(7);
        assertThat(Collections.frequency(splits, Split.TEST)).isEqualTo(7);
    }

    @Test
    void aGroupTooLargeForASmallSplitStaysInTraining() {
        var labels = Collections.nCopies(100, 0);
        var groups = new ArrayList<List<Integer>>();
        groups.add(IntStream.range(0, 40).boxed().toList());
        IntStream.range(40, 100).forEach(i -> groups.add(List.of(i)));

        var splits = GroupedSplit.cut(labels, groups, SHARES, 1);

        assertThat(splits.getFirst()).isEqualTo(Split.TRAIN);
        assertThat(Collections.frequency(splits, Split.TEST)).isEqualTo(10);
    }

    @Test
    void nothingComesToASplitOfNoShare() {
        var splits = GroupedSplit.cut(
                List.of(0, 0, 0, 1), List.of(List.of(0, 3), List.of(1), List.of(2)), new Shares(50, 50, 0), 1);

        assertThat(splits).doesNotContain(Split.TEST).contains(Split.TRAIN, Split.VALIDATION);
    }

    @Test
    void copiesAndPeopleTogetherMakeLargerGroups() {
        var copies = List.of(List.of(0, 1), List.of(4, 5));
        var people = List.of("", "ann", "ann", "", "bob", "", "bob");

        assertThat(Groups.of(copies, people)).isEqualTo(new Groups(List.of(0, 0, 0, 3, 4, 4, 4)));
    }
}
