package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /// Two splits, two classes: a leak, a conflict, a blank picture, a broken one.
    @BeforeEach
    void data() throws IOException {
        picture("train/happy/a.png", 1);
        picture("train/happy/b.png", 2);
        picture("train/sad/c.png", 3);
        picture("train/sad/a2.png", 1);
        picture("test/sad/c2.png", 3);
        picture("test/happy/d.png", 4);
        picture("test/happy/blank.png", 0);
        Files.write(file("test/sad/broken.png"), new byte[] {1, 2, 3});
    }

    private Path file(String name) throws IOException {
        var file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.resolveSibling("x").getParent());
        return file;
    }

    private void picture(String name, int seed) throws IOException {
        var random = new Random(seed);
        var image = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
        var values = random.ints(36, 20, 236).toArray();
        for (int i = 0; i < 48 * 48; i++) {
            int value = seed == 0 ? 90 : values[i / 48 / 8 * 6 + i % 48 / 8];
            image.getRaster().setSample(i % 48, i / 48, 0, value);
        }
        ImageIO.write(image, "png", file(name).toFile());
    }

    private int audit(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var args = Stream.concat(Stream.of("audit", folder.resolve("data").toString()), Arrays.stream(options));
        var line = new CommandLine(new Main())
                .addSubcommand("audit", new AuditCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        return Main.execute(line, args.toArray(String[]::new));
    }

    private String text() {
        return out.toString().replace("\r\n", "\n");
    }

    @Test
    void theSummaryAsJsonHasEveryNumber() {
        assertThat(audit("--json", "--no-label-check", "--no-faces")).isZero();

        assertThat(text()).isEqualTo(EXPECTED);
        assertThat(err.toString()).isEmpty();
    }

    private static final String EXPECTED = "";

    @Test
    void theSummaryAsTextIsShort() {
        assertThat(audit("--no-label-check", "--no-faces")).isZero();

        assertThat(text()).isEqualTo("");
    }

    @Test
    void theReportHoldsEveryFinding() throws IOException {
        assertThat(audit(
                        "--no-label-check",
                        "--no-faces",
                        "--report",
                        folder.resolve("out").toString()))
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("out/findings.csv"))).containsExactly("");
        assertThat(folder.resolve("out/findings.json"))
                .content()
                .contains("\"kind\" : \"exactCopies\"", "\"images\" : 8");
    }

    @Test
    void suggestionsCanBeUsedAtOnceAndBeforeAndAfterStandSideBySide() throws IOException {
        var corrections = folder.resolve("corrections.csv");
        assertThat(audit("--no-label-check", "--no-faces", "--suggest", corrections.toString()))
                .isZero();
        assertThat(Files.readAllLines(corrections)).containsExactly("");

        assertThat(audit("--no-label-check", "--no-faces", "--corrections", corrections.toString()))
                .isZero();

        assertThat(text()).isEqualTo("");
    }

    @Test
    void wrongUsageIsOneSentence() {
        assertThat(audit("--fix", "blank")).isEqualTo(2);
        assertThat(err.toString()).startsWith("mien: --fix says what --suggest FILE suggests; give both");
        assertThat(audit("--suggest", "x.csv", "--fix", "blnk")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith(
                        "mien: Invalid value for option '--fix' (KIND): there is no 'blnk'; give exact-copies, near-copies,"
                                + " conflicts, leaks, blank, unreadable, small, dark, bright, blurred, faces, suspects");
        assertThat(audit("--suggest", "x.csv", "--fix", "suspects", "--no-label-check"))
                .isEqualTo(2);
    }

    @Test
    void anEmptyFolderIsAnError() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        var line = new CommandLine(new Main())
                .addSubcommand("audit", new AuditCommand())
                .setErr(new PrintWriter(err));

        assertThat(Main.execute(line, "audit", folder.resolve("empty").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("mien: ").contains("it is empty");
    }

    @Test
    void oneClassHasNoLabelsToCheck() throws IOException {
        Files.createDirectories(folder.resolve("one/happy"));
        Files.copy(folder.resolve("data/train/happy/a.png"), folder.resolve("one/happy/a.png"));
        var line = new CommandLine(new Main())
                .addSubcommand("audit", new AuditCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));

        assertThat(Main.execute(line, "audit", folder.resolve("one").toString(), "--json"))
                .isZero();

        assertThat(out.toString()).contains("\"labelSuspects\" : null");
        assertThat(err.toString()).contains("labels are not checked: that takes pictures of at least two classes");
    }
}
