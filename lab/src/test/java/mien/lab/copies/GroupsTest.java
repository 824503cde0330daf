package mien.lab.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {

    @Test
    void joinsWhatIsLinkedAndLeavesOutWhatIsAlone() {
        assertThat(Groups.of(6, List.of(new Link(4, 1, 0.95), new Link(5, 3, 0.93), new Link(3, 1, 0.99))))
                .isEqualTo(List.of(List.of(1, 3, 4, 5)));
        assertThat(Groups.of(3, List.of())).isEmpty();
    }

    @Test
    void keepsAllCopiesOfOneOriginalTogetherThoughTheyAreNotLinkedAmongThemselves() {
        var star = IntStream.range(0, 50)
                .filter(i -> i != 20)
                .mapToObj(i -> new Link(Math.min(i, 20), Math.max(i, 20), 0.92 + i / 1000.0))
                .toList();
        assertThat(Groups.of(50, star))
                .isEqualTo(List.of(IntStream.range(0, 50).boxed().toList()));
    }

    @Test
    void cutsAChainWhoseEndsHaveNothingInCommon() {
        var chain =
                IntStream.range(0, 99).mapToObj(i -> new Link(i, i + 1, 0.95)).toList();
        var groups = Groups.of(100, chain);
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeBetween(2, 5));
        assertThat(groups.stream().mapToInt(List::size).sum()).isGreaterThan(80);
    }

    @Test
    void keepsTwoGroupsApartThatOneLinkWouldJoin() {
        var links = IntStream.range(0, 20)
                .boxed()
                .flatMap(
                        i -> IntStream.range(0, i).filter(j -> j / 10 == i / 10).mapToObj(j -> new Link(j, i, 0.97)))
                .toList();
        var withBridge = new ArrayList<>(links);
        withBridge.add(new Link(0, 19, 0.99));
        var groups = Groups.of(20, withBridge);
        assertThat(groups).hasSize(2);
    }
}
