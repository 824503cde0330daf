package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import mien.image.Picture;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MeanFacesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void writesAPortraitOfEachLabelAndTheGroup() throws IOException {
        for (var label : LabelSet.FER7.labels()) {
            pictures(label, 5);
        }

        assertThat(run(folder.resolve("data").toString(), "--pictures", "5", "--fewest", "5"))
                .as(err.toString())
                .isZero();

        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "angry.png",
                            "disgust.png",
                            "fear.png",
                            "happy.png",
                            "sad.png",
                            "surprise.png",
                            "neutral.png",
                            "group.png");
        }
        assertThat(Picture.read(folder.resolve("out/happy.png")).width()).isEqualTo(320);
        assertThat(out.toString())
                .contains(folder.resolve("out/happy.png") + ": mean of 5 pictures")
                .endsWith(folder.resolve("out/group.png") + ": all 7" + System.lineSeparator());
    }

    @Test
    void saysWhichLabelsHaveTooFewPictures() throws IOException {
        pictures("happy", 5);
        pictures("sad", 4);

        assertThat(run(folder.resolve("data").toString(), "--pictures", "5", "--fewest", "5"))
                .isZero();

        assertThat(out.toString()).contains("sad: left out, it has fewer than 5 pictures");
        assertThat(folder.resolve("out/sad.png")).doesNotExist();
    }

    @Test
    void averagingFewerThanTheFewestIsWrongUsage() {
        assertThat(run("data", "--pictures", "10")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("--pictures must be at least --fewest, and that at least 1; got 10 and 200");
    }

    private int run(String... args) {
        return new CommandLine(new MeanFacesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(
                                Stream.of(args),
                                Stream.of("--out", folder.resolve("out").toString()))
                        .toArray(String[]::new));
    }

    private void pictures(String label, int count) throws IOException {
        var random = new SplittableRandom(label.hashCode());
        for (int k = 0; k < count; k++) {
            var pixels = new byte[48 * 48];
            for (int i = 0; i < pixels.length; i++) {
                int row = i / 48;
                double fromMiddle = Math.hypot(i % 48 - 23.5, row - 23.5);
                pixels[i] = (byte) (fromMiddle < 18 ? 150 + random.nextInt(30) : 40 + random.nextInt(30));
            }
            var file = folder.resolve("data").resolve(label).resolve(k + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, new Picture(48, 48, 1, pixels).png());
        }
    }
}
