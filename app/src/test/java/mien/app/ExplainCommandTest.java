package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.Mien;
import mien.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExplainCommandTest {
    private static final Path SAMPLES = Path.of("../samples");

    @TempDir
    private Path folder;

    @Test
    void writesASheetAMapForEachLabelAndTheNumbers() throws IOException {
        var run = run(
                "explain",
                "default",
                SAMPLES.resolve("happy.png").toString(),
                "--out",
                folder.toString(),
                "--labels",
                "happy,joy,sad");

        assertThat(run.code()).isZero();
        assertThat(run.text())
                .contains("happy.png: happy ", "because of ", "note: this network's last feature map is 3");
        assertThat(folder.resolve("happy.png")).exists();
        assertThat(folder.resolve("happy-sad.png")).exists();
        var json = new ObjectMapper().readTree(folder.resolve("explain.json").toFile());
        assertThat(json.get("method").asText()).isEqualTo("cam");
        var face = json.get("pictures").get(0).get("faces").get(0);
        assertThat(face.get("answer").asText()).isEqualTo("happy");
        var map = face.get("maps").get(0);
        assertThat(map.get("grid").get(0)).hasSize(3);
        double sum = 0;
        for (var share : map.get("shares")) {
            sum += share.asDouble();
        }
        assertThat(sum).isBetween(0.99, 1.01);
    }

    @Test
    void whatCannotBeExplainedIsSaidInASentence() throws IOException {
        var blank = folder.resolve("blank.png");
        Files.write(blank, new Picture(60, 60, 1, new byte[3600]).png());

        var run = run(
                "explain",
                "default",
                blank.toString(),
                folder.resolve("none.png").toString(),
                "--out",
                folder.resolve("out").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.text())
                .contains(
                        blank
                                + ": no face was found; for a picture that is a face and nothing else, add --detector whole",
                        folder.resolve("none.png") + ": no such file or folder");
        assertThat(run("explain", "default", blank.toString(), "--out", blank.toString(), "--detector", "whole")
                        .error())
                .contains(blank + ": is a file; give --out a folder");
        assertThat(run("explain", "default", "a", "b", "--average", "--out", folder.toString())
                        .error())
                .contains("--average and --check look at one data set, got 2 names");
    }

    @Test
    void noFileIsWrittenOverAPhotoOrOverAnother() throws IOException {
        var photos = Files.createDirectories(folder.resolve("photos"));
        Files.copy(SAMPLES.resolve("happy.png"), photos.resolve("anna.png"));
        Files.copy(SAMPLES.resolve("sad.png"), photos.resolve("anna-happy.png"));
        var before = Files.readAllBytes(photos.resolve("anna.png"));
        var out = photos.resolve("why");

        var inPlace = run("explain", "default", photos.toString(), "--out", photos.toString());
        var below = run("explain", "default", photos.toString(), "--out", out.toString());
        var again = run("explain", "default", photos.toString(), "--out", out.toString());

        assertThat(inPlace.code()).isEqualTo(2);
        assertThat(inPlace.error())
                .contains("--out " + photos + " holds the photos themselves; give another folder, so that no photo is"
                        + " written over");
        assertThat(photos.resolve("anna.png")).hasBinaryContent(before);
        assertThat(again.text()).isEqualTo(below.text());
        assertThat(below.text()).contains("anna.png: happy", "anna-happy.png: sad");
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "anna.png", "anna-happy-2.png", "anna-happy.png", "anna-happy-sad.png", "explain.json");
        }
    }

    @Test
    void readingsExplainThemselvesAsLongAsTheModelIsOpen() {
        mien.Reading reading;
        try (var mien = Mien.load()) {
            reading = mien.analyze(SAMPLES.resolve("happy.png"))
                    .faces()
                    .getFirst()
                    .reading();
            var explanation = reading.explain();

            assertThat(explanation.maps().keySet())
                    .containsExactlyElementsOf(reading.probabilities().keySet());
            assertThat(explanation.map("happy").sum())
                    .isGreaterThan(explanation.map("sad").sum());
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(reading::explain)
                .hasMessage("mien-fast: the model is closed; open it again");
    }

    private record Run(int code, String text, String error) {}

    private static Run run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = new CommandLine(new Main());
        line.addSubcommand("explain", new ExplainCommand());
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = Main.execute(line, args);
        return new Run(code, out.toString(), err.toString());
    }
}
