package mien.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import mien.lab.audit.Finding.Shortcut;
import mien.lab.audit.PictureFacts.Encoding;
import mien.lab.audit.PictureFacts.Light;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortcutsTest {
    private static final LabelSet LABELS = new LabelSet("four", List.of("happy", "sad", "angry", "fear"));

    private interface Maker {
        PictureFacts of(Sample sample, SplittableRandom random);
    }

    private static List<Shortcut> shortcuts(int count, long seed, Maker maker) {
        var random = new SplittableRandom(seed);
        var facts = new ArrayList<PictureFacts>();
        for (int i = 0; i < count; i++) {
            facts.add(maker.of(new Sample(i + ".png", Split.NONE, random.nextInt(4), null), random));
        }
        return Shortcuts.of(new Audit("t", "", LABELS, EnumSet.noneOf(Check.class), facts, List.of()));
    }

    private static PictureFacts chance(Sample sample, SplittableRandom random) {
        int side = random.nextInt(40, 200);
        return new PictureFacts(
                sample,
                side,
                random.nextInt(40, 200),
                random.nextBoolean(),
                new Encoding(random.nextBoolean() ? "png" : "jpeg", random.nextInt(500, 9000)),
                new Light(128, 50, 0.5, random.nextDouble()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void chanceIsNoShortcut(long seed) {
        assertThat(shortcuts(120, seed, ShortcutsTest::chance)).isEmpty();
        assertThat(shortcuts(2000, seed, ShortcutsTest::chance)).isEmpty();
    }

    @Test
    void aClassOfItsOwnFormatIsAShortcut() {
        var found = shortcuts(400, 1, (sample, random) -> {
            var any = chance(sample, random);
            var format = sample.label() == 2 ? "png" : "jpeg";
            return new PictureFacts(
                    sample, any.width(), any.height(), any.colour(), new Encoding(format, 4000), any.light());
        });

        assertThat(found)
                .filteredOn(s -> s.property().equals("format"))
                .containsExactly(new Shortcut(
                        "format",
                        1,
                        "format alone tells angry from the other classes: right in 100 of 100 cases, where 50 is"
                                + " chance"));
    }

    @Test
    void mostlyLargerMostlyColouredAndMostlyFramedAreShortcutsToo() {
        var found = shortcuts(1000, 1, (sample, random) -> {
            var any = chance(sample, random);
            boolean planted = random.nextInt(10) < 8;
            int by = planted && sample.label() == 1 ? 3 : 1;
            boolean colour = planted ? sample.label() == 0 : any.colour();
            double border = planted && sample.label() == 3 ? 0.95 : random.nextDouble(0.9);
            return new PictureFacts(
                    sample,
                    60 * by,
                    50 * by,
                    colour,
                    new Encoding("png", 2000L * by * by),
                    new Light(128, 50, 0.5, border));
        });

        assertThat(found).extracting(Shortcut::property).containsExactly("size", "colour", "border");
        assertThat(found)
                .extracting(s -> List.of(s.reason().split(" ", -1)).get(3))
                .containsExactly("sad", "happy", "fear");
        assertThat(found).allSatisfy(s -> assertThat(s.strength()).isBetween(0.6, 0.95));
    }

    @Test
    void ofSmallClassesNothingIsSaid() {
        var found = shortcuts(60, 1, (sample, random) -> {
            var any = chance(sample, random);
            return new PictureFacts(
                    sample, any.width(), any.height(), sample.label() == 0, any.encoding(), any.light());
        });

        assertThat(found).isEmpty();
    }
}
