package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Split;
import org.junit.jupiter.api.Test;

/// Splits, balance, and who stays together.
class PreparedSplitsTest extends Preparing {

    @Test
    void onlyTrainingIsBalanced() throws IOException {
        Noise.label(data().resolve("train"), "anger", 6);
        Noise.label(data().resolve("train"), "joy", 3);
        Noise.label(data().resolve("test"), "fear", 2);
        Noise.label(data().resolve("test"), "joy", 1);

        var down = prepare(PrepareOptions.DEFAULT.withBalance(new Balance.Downsample()), "down");
        var over = prepare(PrepareOptions.DEFAULT.withBalance(new Balance.Oversample()), "over");
        var four = prepare(PrepareOptions.DEFAULT.withBalance(new Balance.Each(4)), "four");

        var test = Map.of("joy", 1, "fear", 2);
        assertThat(down.pictures()).isEqualTo(Map.of(Split.TRAIN, Map.of("anger", 3, "joy", 3), Split.TEST, test));
        assertThat(over.pictures()).isEqualTo(Map.of(Split.TRAIN, Map.of("anger", 6, "joy", 6), Split.TEST, test));
        assertThat(four.pictures()).isEqualTo(Map.of(Split.TRAIN, Map.of("anger", 4, "joy", 4), Split.TEST, test));
        assertThat(four.repeats()).isEqualTo(1);
        assertThat(text("over/index.csv").lines().filter(line -> line.contains(",train/joy/0.png,")))
                .containsExactly(
                        "train/joy/joy_000002.png,joy,train,,g3,train/joy/0.png,happy,0,whole,,,,,",
                        "train/joy/joy_000003.png,joy,train,,g3,train/joy/0.png,happy,1,whole,,,,,");
        assertThat(text("four/left-out.csv").lines().skip(1))
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line).matches("train/anger/\\d.png,balance,drawn out: 4 of 6 anger are kept"));
    }

    @Test
    void copiesOfAPictureStayOnOneSide() throws IOException {
        for (int i = 0; i < 20; i++) {
            Noise.write(data().resolve("joy/" + i + ".png"), Noise.picture(i / 2, 48, 1));
            Noise.write(data().resolve("anger/" + i + ".png"), Noise.picture(100 + i, 48, 1));
        }

        prepare(PrepareOptions.DEFAULT.withDivision(new Division.Shares(40, 30, 30)), "out");

        var splits = new TreeMap<String, String>();
        for (var line : text("out/index.csv").lines().skip(1).toList()) {
            var cells = line.split(",", -1);
            splits.put(cells[5], cells[2]);
        }
        for (int i = 0; i < 20; i += 2) {
            assertThat(splits.get("joy/" + i + ".png")).isEqualTo(splits.get("joy/" + (i + 1) + ".png"));
        }
        assertThat(splits.values()).contains("train", "validation", "test");
    }

    @Test
    void peopleAreReadFromNamesAndKeptOnOneSide() throws IOException {
        for (int i = 0; i < 30; i++) {
            var name = List.of("ann", "bob", "cai", "dan", "eve", "fay", "gil", "hal", "ida", "jon")
                            .get(i % 10) + "_" + i + ".png";
            Noise.write(data().resolve(i % 3 == 0 ? "joy" : "anger").resolve(name), Noise.picture(i, 48, 1));
        }

        var options = PrepareOptions.DEFAULT.withPeople(People.byPath("/([a-z]+)_"));
        var prepared = prepare(options.withDivision(new Division.Shares(40, 30, 30)), "out");

        var sides = new TreeMap<String, String>();
        for (var line : text("out/index.csv").lines().skip(1).toList()) {
            var cells = line.split(",", -1);
            assertThat(sides.merge(cells[3], cells[2], (one, _) -> one)).isEqualTo(cells[2]);
        }
        assertThat(sides).hasSize(10);
        assertThat(prepared.split())
                .isEqualTo("cut anew: 40,30,30 % for train, validation, test, stratified, copies and people kept"
                        + " together, seed 1");
        try (var again = Datasets.open(temp.resolve("out"))) {
            assertThat(new People.ByColumn().on(again.samples())).contains("ann", "jon");
        }
    }

    @Test
    void peopleAreReadFromTheColumnGroup() throws IOException {
        var csv = new StringBuilder("image,emotion,Group\n");
        for (int i = 0; i < 12; i++) {
            Noise.write(data().resolve("images/" + i + ".png"), Noise.picture(i, 48, 1));
            csv.append(i)
                    .append(".png,")
                    .append(i % 2 == 0 ? "joy" : "fear")
                    .append(",p")
                    .append(i / 4)
                    .append('\n');
        }
        Files.writeString(data().resolve("labels.csv"), csv);

        prepare(PrepareOptions.DEFAULT.withDivision(new Division.Shares(34, 33, 33)), "out");

        var groups = text("out/index.csv").lines().skip(1).map(line -> line.split(",", -1)[3] + line.split(",", -1)[2]);
        assertThat(groups.distinct()).hasSize(3);
    }

    @Test
    void aSplitOfTheDataThatTearsGroupsApartIsKeptAndSaid() throws IOException {
        Noise.label(data().resolve("train"), "joy", 3);
        Noise.label(data().resolve("test"), "joy", 2);
        Noise.label(data().resolve("test"), "fear", 2);

        var prepared = prepare(PrepareOptions.DEFAULT, "out");

        assertThat(prepared.torn()).isEqualTo(2);
        assertThat(prepared.lines())
                .containsExactly(
                        "7 pictures",
                        "  train 3: joy 3",
                        "  test 4: fear 2, joy 2",
                        "  split: as in the data",
                        "  warning: 2 groups of copies or of one person's pictures lie in more than one split; --split"
                                + " 80,10,10 cuts anew and keeps them together");
    }
}
