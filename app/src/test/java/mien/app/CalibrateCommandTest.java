package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import mien.image.Picture;
import mien.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CalibrateCommandTest {

    private static final String OF_CALIBRATION = ".*(calibration|ece|coverage|risk).*";

    @TempDir
    Path folder;

    @Test
    void writesTheSameNetworkWithATemperatureForTheAnswersThatTheDataKnows() throws Exception {
        for (var label : List.of("happy", "sad")) {
            for (int i = 0; i < 30; i++) {
                var pixels = new byte[48 * 48];
                for (int p = 0; p < pixels.length; p++) {
                    pixels[p] = (byte) ((p * (i + 3)) % (label.equals("sad") ? 200 : 250));
                }
                var file = folder.resolve("faces").resolve(label).resolve(i + ".png");
                Files.createDirectories(file.resolveSibling("x").getParent());
                Files.write(file, new Picture(48, 48, 1, pixels).png());
            }
        }
        var made = folder.resolve("calibrated.onnx");

        var out = run(0, "default", folder.resolve("faces").toString(), "--out", made.toString());

        assertThat(out)
                .containsPattern("fer7: temperature \\d+\\.\\d{3} on 60 pictures")
                .containsPattern("ferplus8: temperature \\d+\\.\\d{3} on 60 pictures");
        var before = ModelFile.shipped().contract();
        var after = ModelFile.of(made).contract();
        assertThat(after.heads()).hasSize(2).doesNotContainAnyElementsOf(before.heads());
        var kept = new TreeMap<>(before.figures());
        var stale = new TreeMap<>(before.figures());
        kept.keySet().removeIf(figure -> figure.matches(OF_CALIBRATION));
        stale.keySet().removeIf(figure -> !figure.matches(OF_CALIBRATION));
        assertThat(stale)
                .containsKeys("fer7.calibration.coverage", "fer7.public_test.ece", "ferplus8.public_test.risk90");
        assertThat(after.figures()).containsAllEntriesOf(kept).containsEntry("fer7.calibration.pictures", 60.0);
        assertThat(after.figures().entrySet()).doesNotContainAnyElementsOf(stale.entrySet());
        assertThat(after.training()).isEqualTo(before.training());
        assertThat((double) Files.size(made))
                .isBetween(
                        ModelFile.shipped().bytes().length * 0.999,
                        ModelFile.shipped().bytes().length * 1.001);
    }

    @Test
    void labelsThatTheModelDoesNotKnowAreRefusedAndNothingIsWritten() throws Exception {
        for (var label : List.of("cat", "dog")) {
            Files.createDirectories(folder.resolve("pets").resolve(label));
            Files.write(
                    folder.resolve("pets").resolve(label).resolve("a.png"), new Picture(8, 8, 1, new byte[64]).png());
        }
        var made = folder.resolve("calibrated.onnx");

        var out = run(1, "default", folder.resolve("pets").toString(), "--out", made.toString());

        assertThat(out)
                .contains("pets: its labels fit none of the model's answers; give pictures with labels that the model"
                        + " knows (mien show default)");
        assertThat(made).doesNotExist();
    }

    private static String run(int expected, String... arguments) {
        var out = new StringWriter();
        var line = new CommandLine(new CalibrateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out));
        line.setExecutionExceptionHandler(new Errors(() -> false));
        int code = line.execute(arguments);
        assertThat(code).as(out.toString()).isEqualTo(expected);
        return out.toString();
    }
}
