package mien.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mien.image.Picture;
import mien.lab.audit.Finding.Copies;
import mien.lab.audit.Finding.Copies.Member;
import mien.lab.audit.Finding.Flawed;
import mien.lab.audit.Finding.Unreadable;
import mien.lab.dataset.Split;
import org.junit.jupiter.api.Test;

class AuditorTest {

    private static Audit audit(DrawnData data) {
        return Auditor.audit(data.dataset(), Set.of(), Auditor.Watcher.NONE);
    }

    @Test
    void everyFlawIsFoundAndMeasured() {
        var fine = DrawnData.blots(48, 1);
        var blurred =
                DrawnData.drawn(48, 48, (x, y) -> (int) (128 + 60 * Math.sin(x / 15.0) + 60 * Math.cos(y / 15.0)));
        var audit = audit(new DrawnData()
                .add("happy/fine.png", fine)
                .add("happy/blank.png", DrawnData.drawn(48, 48, (x, _) -> 100 + x % 2))
                .add("happy/small.png", DrawnData.blots(21, 2))
                .add("happy/dark.png", DrawnData.drawn(48, 48, (x, y) -> (x / 6 + y / 6) % 2 == 0 ? 0 : 40))
                .add("happy/bright.png", DrawnData.drawn(48, 48, (x, y) -> (x / 6 + y / 6) % 2 == 0 ? 255 : 220))
                .add("happy/blurred.png", blurred));

        assertThat(audit.findings(Flawed.class).map(f -> f.flaw() + " " + f.file()))
                .containsExactly(
                        "BLANK happy/blank.png",
                        "SMALL happy/small.png",
                        "DARK happy/dark.png",
                        "BRIGHT happy/bright.png",
                        "BLURRED happy/blurred.png");
        assertThat(audit.findings(Flawed.class).map(Flawed::reason))
                .contains(
                        "is nearly constant: its grey values spread by 0.5, 8.0 is needed",
                        "is too small: its shorter side is 21 pixels, 24 are needed",
                        "is too dark: its mean grey is 20 of 255, at least 25 is needed",
                        "is too bright: its mean grey is 238 of 255, at most 230 is good");
    }

    @Test
    void brokenPicturesAreFindingsAndStopNothing() {
        var whole = DrawnData.blots(48, 1).png();
        var audit = audit(new DrawnData()
                .add("happy/a.png", DrawnData.blots(48, 1))
                .add("happy/cut.png", Arrays.copyOf(whole, whole.length / 2), Split.NONE, null)
                .add("happy/empty.png", new byte[0], Split.NONE, null)
                .add("happy/text.png", "no picture".getBytes(StandardCharsets.UTF_8), Split.NONE, null));

        assertThat(audit.pictures()).extracting(p -> p.sample().file()).containsExactly("happy/a.png");
        assertThat(audit.findings())
                .containsExactly(
                        new Unreadable("happy/cut.png", "picture: the PNG file is cut off or damaged"),
                        new Unreadable("happy/empty.png", "is empty"),
                        new Unreadable(
                                "happy/text.png",
                                "picture: this is not a picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or"
                                        + " GIF"));
    }

    @Test
    void exactCopiesTellLeaksAndConflictsWhateverTheFormat() {
        var picture = DrawnData.blots(48, 1);
        var audit = audit(new DrawnData()
                .add("happy/a.png", picture, Split.TRAIN)
                .add("sad/b.png", picture.colour(), Split.TEST)
                .add("sad/other.png", DrawnData.blots(48, 2), Split.TRAIN));

        assertThat(audit.findings(Copies.class).filter(Copies::exact))
                .containsExactly(new Copies(
                        true,
                        List.of(
                                new Member("happy/a.png", Split.TRAIN, "happy", null),
                                new Member("sad/b.png", Split.TEST, "sad", null))));
        var found = audit.findings(Copies.class).findFirst().orElseThrow();
        assertThat(found.reason()).isEqualTo("2 exact copies under the labels happy, sad in the splits train, test");
        assertThat(Tally.of(audit).copies().exact()).isEqualTo(new Tally.Groups(1, 1, 1, 1));
    }

    @Test
    void picturesOfPatternsHaveNoFace() {
        var data = new DrawnData();
        for (int i = 0; i < 5; i++) {
            data.add("happy/" + i + ".png", DrawnData.blots(64, i));
        }

        var audit = Auditor.audit(data.dataset(), EnumSet.of(Check.FACES), Auditor.Watcher.NONE);

        assertThat(audit.findings(Finding.Faces.class))
                .hasSize(5)
                .allSatisfy(f -> assertThat(f.reason()).isEqualTo("no upright frontal face was found in it"));
        assertThat(audit(data).findings(Finding.Faces.class)).isEmpty();
    }

    @Test
    void factsDescribeTheFile() {
        var grey = DrawnData.blots(60, 3);
        var red = new byte[40 * 30 * 3];
        for (int i = 2; i < red.length; i += 3) {
            red[i] = (byte) (i % 200);
        }
        var audit = audit(new DrawnData()
                .add("happy/a.jpg", grey.jpeg(90), Split.NONE, null)
                .add("happy/b.png", new Picture(40, 30, 3, red))
                .add("happy/c.png", grey.colour()));

        assertThat(audit.pictures())
                .extracting(p -> p.encoding().format() + " " + p.width() + "x" + p.height() + " " + p.colour())
                .containsExactly("jpeg 60x60 false", "png 40x30 true", "png 60x60 false");
        assertThat(Forms.of(audit.pictures()).coloured()).isEqualTo(1);
    }

    @Test
    void aConstantFrameIsABorder() {
        var framed =
                DrawnData.drawn(40, 40, (x, y) -> Math.min(Math.min(x, 39 - x), Math.min(y, 39 - y)) < 3 ? 200 : x * 6);
        var audit = audit(new DrawnData().add("happy/a.png", framed).add("happy/b.png", DrawnData.blots(40, 1)));

        assertThat(audit.pictures().get(0).light().border()).isEqualTo(1);
        assertThat(audit.pictures().get(1).light().border()).isLessThan(0.3);
    }
}
