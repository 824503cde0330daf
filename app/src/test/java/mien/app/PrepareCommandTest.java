package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import mien.image.Picture;
import mien.lab.dataset.Datasets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PrepareCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeEach
    void pictures() throws IOException {
        for (var label : new String[] {"anger", "joy"}) {
            for (int i = 0; i < 10; i++) {
                var pixels = new byte[32 * 32 * 3];
                new SplittableRandom(label.hashCode() + i).nextBytes(pixels);
                var file = folder.resolve("data").resolve(label).resolve(i + ".png");
                Files.createDirectories(file.getParent());
                Files.write(file, new Picture(32, 32, 3, pixels).png());
            }
        }
    }

    private int run(String... args) {
        var line = new CommandLine(new Main())
                .addSubcommand("prepare", new PrepareCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        var all = new String[args.length + 2];
        all[0] = "prepare";
        all[1] = folder.resolve("data").toString();
        System.arraycopy(args, 0, all, 2, args.length);
        return Main.execute(line, all);
    }

    private String place(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void writesACleanCopyAndSaysWhatIsInIt() {
        assertThat(run("--out", place("clean"), "--grey", "--size", "24", "--split", "60,20,20"))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "data: folder per class, no split",
                        "  pictures 20: angry 10, happy 10",
                        place("clean") + ": 20 pictures",
                        "  train 12: anger 6, joy 6",
                        "  validation 4: anger 2, joy 2",
                        "  test 4: anger 2, joy 2",
                        "  split: cut anew: 60,20,20 % for train, validation, test, stratified, copies kept together,"
                                + " seed 1");
        try (var data = Datasets.open(folder.resolve("clean"))) {
            var picture = data.source().read(data.samples().getFirst());
            assertThat(picture.channels()).isEqualTo(1);
            assertThat(picture.width()).isEqualTo(24);
        }
    }

    @Test
    void correctionsTagsAndMasksWorkTogether() throws IOException {
        for (int i = 0; i < 10; i++) {
            Files.writeString(folder.resolve("data/anger/" + i + ".txt"), i < 5 ? "smile\n" : "tears\n");
        }
        Files.writeString(folder.resolve("tags.yaml"), "joy: smile\nsad: tears\n");
        Files.writeString(folder.resolve("c.csv"), "file,action,label,reason\nanger/0.png,drop,,blank\n");

        int code = run(
                "--out",
                place("clean.zip"),
                "--tags",
                place("tags.yaml"),
                "--corrections",
                place("c.csv"),
                "--mask",
                "glasses",
                "--split",
                "none");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains(place("clean.zip") + ": 9 pictures")
                .contains("  no split 9: happy 4, sad 5")
                .contains("  left out 11 (left-out.csv): correction 1, untagged 10");
    }

    @Test
    void aFinishedCopyIsKeptUnlessItMayBeReplaced() {
        assertThat(run("--out", place("clean"))).isZero();
        assertThat(run("--out", place("clean"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("mien: out " + folder.toAbsolutePath().resolve("clean")
                        + ": it exists already; give another name, or --overwrite");
        assertThat(run("--out", place("clean"), "--overwrite", "--split", "none"))
                .isZero();
        assertThat(folder.resolve("clean/joy/joy_000001.png")).exists();
        assertThat(folder.resolve("clean/train")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --grey --colour      | 2 | --grey and --colour contradict each other; choose one
            --size 0             | 2 | --size must be at least 1, got 0
            --margin 1           | 2 | --margin, --detector and --no-face need --crop face
            --no-face drop       | 2 | --margin, --detector and --no-face need --crop face
            --crop face --margin 0 | 1 | margin: it must be above 0 and at most 4, got 0.0
            --crop face --detector dlib | 1 | detector: there is no detector 'dlib'; give cascades, yunet:FILE or whole
            --split 80,20        | 1 | split: give percent of train, validation and test such as 80,10,10, or data or none; got '80,20'
            --balance even       | 1 | balance: give none, downsample, oversample or a number of pictures, got 'even'
            --group x            | 1 | group: the pattern x captures nothing; put what names a person into parentheses, for example (person\\d+)_
            --format fer2013 --size 64 | 1 | format: FER2013's csv holds grey pictures of 48 x 48; leave out --colour and --size, or write folders
            --seed x             | 2 | Invalid value for option '--seed': 'x' is not a long
            """)
    void everyMistakeIsOneSentence(String options, int code, String sentence) {
        var args = (options + " --out " + place("clean")).split(" ");

        assertThat(run(args)).isEqualTo(code);

        assertThat(err.toString().lines().findFirst()).hasValue("mien: " + sentence);
        assertThat(folder.resolve("clean")).doesNotExist();
    }

    @Test
    void aMaskThatThereIsNotIsExplained() {
        assertThat(run("--out", place("clean"), "--mask", "hat")).isEqualTo(1);
        assertThat(err.toString()).startsWith("mien: mask 'hat': there is none of that name; choose of eyes, ");
    }

    @Test
    void withoutOutNothingIsDone() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("mien: Missing required option: '--out=DIR|ZIP'");
    }
}
