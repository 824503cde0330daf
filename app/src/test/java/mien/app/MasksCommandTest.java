package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MasksCommandTest {
    private static final String FACE = "../samples/neutral.png";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void withoutPicturesItListsTheKinds() {
        assertThat(masks()).isZero();

        assertThat(out.toString().lines())
                .hasSize(14)
                .first()
                .isEqualTo("eyes               a bar over eyes and brows");
    }

    @Test
    void drawsEveryKindOnTheSameFaceTheSameEachTime() throws IOException {
        var sheet = folder.resolve("sheet.png");

        assertThat(masks(FACE, "--out", sheet.toString(), "--size", "40")).isZero();

        assertThat(out.toString()).isEqualToIgnoringNewLines(sheet + ": 14 masks on 1 faces");
        var first = Files.readAllBytes(sheet);
        assertThat(Picture.decode(first).width()).isEqualTo(16 + 9 * (40 + 16));
        masks(FACE, "--out", sheet.toString(), "--size", "40");
        assertThat(Files.readAllBytes(sheet)).isEqualTo(first);
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("x.png"), "no picture");

        assertThat(masks(file.toString())).isEqualTo(1);

        assertThat(out.toString())
                .isEqualToIgnoringNewLines("mien: " + file + ": picture: this is not a picture in a known format; give"
                        + " JPEG, PNG, WebP, BMP, TIFF or GIF");
    }

    @Test
    void anImpossibleSizeIsWrongUsage() {
        assertThat(masks(FACE, "--size", "3")).isEqualTo(2);
        assertThat(out.toString()).startsWith("mien: --size must be 16 to 1024, got 3");
    }

    private int masks(String... args) {
        var line = new CommandLine(new Main()).addSubcommand("masks", new MasksCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        var all = new String[args.length + 1];
        all[0] = "masks";
        System.arraycopy(args, 0, all, 1, args.length);
        return Main.execute(line, all);
    }
}
