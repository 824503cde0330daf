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
    void whatIsKeptUnderAShortenedNameIsKept() throws IOException {
        var given = Files.writeString(
                folder.resolve("given.csv"), "file,action,label,reason\nblank.png,keep,,on purpose\n");
        var suggested = folder.resolve("suggested.csv");

        int code = audit(
                "--no-label-check",
                "--no-faces",
                "--corrections",
                given.toString(),
                "--suggest",
                suggested.toString(),
                "--fix",
                "blank");

        assertThat(err.toString()).contains("1 corrections suggested");
        assertThat(code).isZero();
        assertThat(suggested).content().contains("test/happy/blank.png,keep,,on purpose");
    }

    @Test
    void theSummaryAsJsonHasEveryNumber() {
        assertThat(audit("--json", "--no-label-check", "--no-faces")).isZero();

        assertThat(text()).isEqualTo(EXPECTED);
        assertThat(err.toString()).isEmpty();
    }

    private static final String EXPECTED = """
            {
              "data" : "data",
              "form" : "folder per class, 2 splits",
              "images" : 8,
              "entryProblems" : { },
              "unreadable" : 1,
              "blank" : 1,
              "small" : 0,
              "dark" : 0,
              "bright" : 0,
              "blurred" : 0,
              "exactDuplicateGroups" : 2,
              "exactDuplicateExtras" : 2,
              "exactCrossSplitGroups" : 1,
              "exactConflictingLabelGroups" : 1,
              "nearDuplicateGroups" : 0,
              "nearDuplicateExtras" : 0,
              "nearCrossSplitGroups" : 0,
              "nearConflictingLabelGroups" : 0,
              "labelSuspects" : null,
              "faces" : null,
              "shortcuts" : { },
              "classes" : {
                "happy" : 4,
                "sad" : 4
              },
              "splits" : {
                "train" : {
                  "happy" : 2,
                  "sad" : 2
                },
                "test" : {
                  "happy" : 2,
                  "sad" : 2
                }
              },
              "labelSources" : {
                "folder" : 8
              },
              "imbalance" : 1.0,
              "forms" : {
                "pictures" : 7,
                "width" : {
                  "smallest" : 48,
                  "median" : 48,
                  "largest" : 48
                },
                "height" : {
                  "smallest" : 48,
                  "median" : 48,
                  "largest" : 48
                },
                "sizes" : {
                  "48 x 48" : 7
                },
                "formats" : {
                  "png" : 7
                },
                "coloured" : 0
              },
              "taggers" : null
            }
            """;

    @Test
    void theSummaryAsTextIsShort() {
        assertThat(audit("--no-label-check", "--no-faces")).isZero();

        assertThat(text()).isEqualTo("""
                data: folder per class, 2 splits
                8 pictures, 1 unreadable; 48 x 48; png; grey

                class  pictures  train  test
                happy         4      2     2
                sad           4      2     2
                imbalance 1.0 (commonest to rarest class)

                Found
                        1  unreadable
                        1  blank or nearly constant
                        2  exact copies: groups
                        2  exact copies: pictures beyond the first of a group
                        1  exact copies: groups across splits
                        1  exact copies: groups under different labels
                """);
    }

    @Test
    void theReportHoldsEveryFinding() throws IOException {
        assertThat(audit(
                        "--no-label-check",
                        "--no-faces",
                        "--report",
                        folder.resolve("out").toString()))
                .isZero();

        assertThat(folder.resolve("out/findings.csv")).hasContent("""
                finding,kind,file,split,label,measured,limit,suggested,confidence,reason
                1,unreadable,test/sad/broken.png,test,sad,,,,,"picture: this is not a picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or GIF"
                2,blank,test/happy/blank.png,test,happy,0.0000,8.0000,,,"is nearly constant: its grey values spread by 0.0, 8.0 is needed"
                3,exactCopies,train/happy/a.png,train,happy,,,,,"2 exact copies under the labels happy, sad"
                3,exactCopies,train/sad/a2.png,train,sad,,,,,"2 exact copies under the labels happy, sad"
                4,exactCopies,test/sad/c2.png,test,sad,,,,,"2 exact copies in the splits test, train"
                4,exactCopies,train/sad/c.png,train,sad,,,,,"2 exact copies in the splits test, train"
                """);
        assertThat(folder.resolve("out/report.html")).content().startsWithIgnoringCase("<!doctype html>");
        assertThat(folder.resolve("out/findings.json"))
                .content()
                .contains("\"kind\" : \"exactCopies\"", "\"images\" : 8");
    }

    @Test
    void suggestionsCanBeUsedAtOnceAndBeforeAndAfterStandSideBySide() throws IOException {
        var corrections = folder.resolve("corrections.csv");
        assertThat(audit("--no-label-check", "--no-faces", "--suggest", corrections.toString()))
                .isZero();
        assertThat(corrections).hasContent("""
                file,action,label,reason
                test/happy/blank.png,drop,,"is nearly constant: its grey values spread by 0.0, 8.0 is needed"
                test/sad/broken.png,drop,,"picture: this is not a picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or GIF"
                train/happy/a.png,drop,,"an exact copy has another label: happy, sad"
                train/sad/a2.png,drop,,"an exact copy has another label: happy, sad"
                train/sad/c.png,drop,,an exact copy of test/sad/c2.png
                """);

        assertThat(audit("--no-label-check", "--no-faces", "--corrections", corrections.toString()))
                .isZero();

        assertThat(text()).isEqualTo("""
                data: folder per class, 2 splits, 5 corrections
                3 pictures; 48 x 48; png; grey

                class  pictures  train  test
                happy         2      1     1
                sad           1      0     1
                imbalance 2.0 (commonest to rarest class)

                Nothing found.

                                                                    before  after  change
                happy                                                    4      2      -2
                sad                                                      4      1      -3
                all                                                      8      3      -5
                unreadable                                               1      0      -1
                blank or nearly constant                                 1      0      -1
                exact copies: groups                                     2      0      -2
                exact copies: pictures beyond the first of a group       2      0      -2
                exact copies: groups across splits                       1      0      -1
                exact copies: groups under different labels              1      0      -1
                """);
    }

    @Test
    void correctionsThatAreThereAlreadyAreReplacedOnlyIfTheyWereGiven() throws IOException {
        var file = folder.resolve("corrections.csv");
        var edited = "file,action,label,reason\ntrain/happy/b.png,keep,,looked at\n";
        Files.writeString(file, edited);

        assertThat(audit("--no-label-check", "--no-faces", "--suggest", file.toString()))
                .isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualTo(
                        "mien: " + file + ": exists already and may hold somebody's decisions; give --suggest another"
                                + " file, or this one with --corrections, too, and its lines are kept"
                                + System.lineSeparator());
        assertThat(file).content().isEqualTo(edited);
        assertThat(audit(
                        "--no-label-check",
                        "--no-faces",
                        "--corrections",
                        file.toString(),
                        "--suggest",
                        file.toString()))
                .isZero();
        assertThat(file).content().contains("train/happy/b.png,keep,,looked at", "test/happy/blank.png,drop");
    }

    @Test
    void whatCannotBeWrittenIsSaidBeforeTheWork() throws IOException {
        var taken = Files.writeString(folder.resolve("taken"), "");
        var nowhere = folder.resolve("nowhere/corrections.csv");

        assertThat(audit("--no-faces", "--report", taken.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("mien: " + taken + ": is a file; give --report a folder" + System.lineSeparator());
        assertThat(audit("--no-faces", "--suggest", nowhere.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("mien: " + nowhere + ": cannot be written; give --suggest a file in a folder that you may"
                        + " write to" + System.lineSeparator());
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
