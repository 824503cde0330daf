package mien.lab.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mien.image.Picture;
import mien.lab.occlusion.Occlusion;
import mien.lab.prepare.Look.Crop;
import mien.lab.prepare.Look.NoFace;
import mien.lab.prepare.Look.Tone;
import org.junit.jupiter.api.Test;

/// Tone, size, crops and masks.
class PreparedLookTest extends Preparing {

    @Test
    void picturesAreMadeGreyOrColouredAndResized() throws IOException {
        Noise.write(data().resolve("joy/grey.png"), Noise.picture(1, 40, 1));
        Noise.write(data().resolve("joy/wide.png"), new Picture(60, 20, 3, new byte[3600]));
        Noise.label(data(), "fear", 1);
        var none = PrepareOptions.DEFAULT.withDivision(new Division.None());

        prepare(none.withLook(Look.DEFAULT.withTone(Tone.GREY).withSize(32)), "grey");
        prepare(none.withLook(Look.DEFAULT.withTone(Tone.COLOUR)), "colour");

        var grey = Picture.read(temp.resolve("grey/joy/joy_000002.png"));
        assertThat(List.of(grey.width(), grey.height(), grey.channels())).containsExactly(32, 32, 1);
        var resized = Noise.picture(1, 40, 1).resized(32, 32);
        assertThat(Picture.read(temp.resolve("grey/joy/joy_000001.png")).pixels())
                .isEqualTo(resized.pixels());
        var colour = Picture.read(temp.resolve("colour/joy/joy_000002.png"));
        assertThat(List.of(colour.width(), colour.height(), colour.channels())).containsExactly(60, 20, 3);
        assertThat(text("colour/index.csv")).contains("joy/joy_000001.png,joy,,");
    }

    @Test
    void picturesWithoutAFaceAreKeptOrListed() throws IOException {
        Noise.label(data(), "joy", 1);
        Files.createDirectories(data().resolve("fear"));
        Files.copy(Path.of("../samples/fear.png"), data().resolve("fear/face.png"));
        var face = Look.DEFAULT.withSize(40);
        var none = PrepareOptions.DEFAULT.withDivision(new Division.None());

        prepare(none.withLook(face.withCrop(new Crop.Face("cascades", 0.9, NoFace.KEEP))), "keep");
        var drop = prepare(none.withLook(face.withCrop(new Crop.Face("cascades", 0.9, NoFace.DROP))), "drop");

        assertThat(drop.crops()).isEqualTo(Map.of("eyes", 1));
        assertThat(drop.lines())
                .containsExactly(
                        "1 picture",
                        "  no split 1: fear 1",
                        "  cut out by eyes 1",
                        "  left out 1 (left-out.csv): no face 1",
                        "  split: none, as asked for");
        assertThat(text("drop/left-out.csv")).isEqualTo("left out,reason,detail\njoy/0.png,no face,\n");
        assertThat(text("keep/index.csv"))
                .contains("joy/joy_000001.png,joy,,,,joy/0.png,happy,0,whole,,,,,\n")
                .containsPattern("fear/fear_000001.png,fear,,,,fear/face.png,fear,0,eyes(,-?[0-9]+\\.[0-9]){4},\n");
        assertThat(Picture.read(temp.resolve("drop/fear/fear_000001.png")).width())
                .isEqualTo(40);
    }

    @Test
    void masksAreDrawnBySeedAndNoted() throws IOException {
        Noise.label(data(), "joy", 10);
        Noise.label(data(), "fear", 10);
        var masks = List.of(Occlusion.GLASSES, Occlusion.MOUTH);
        var options = PrepareOptions.DEFAULT.withLook(Look.DEFAULT.withMasks(masks));

        prepare(options, "one");
        prepare(options, "two");
        prepare(options.withSeed(2), "three");

        assertThat(Noise.content(temp.resolve("two"))).isEqualTo(Noise.content(temp.resolve("one")));
        assertThat(text("three/index.csv")).isNotEqualTo(text("one/index.csv"));
        var drawn = text("one/index.csv").lines().skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1));
        assertThat(drawn.distinct()).containsExactlyInAnyOrder("glasses", "mouth");
        assertThat(new ObjectMapper()
                        .readTree(text("one/prepared.json"))
                        .at("/options/masks")
                        .toString())
                .isEqualTo("[\"glasses\",\"mouth\"]");
    }
}
