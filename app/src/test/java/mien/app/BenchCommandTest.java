package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.image.Picture;
import mien.model.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What is measured differs from run to run; that it is measured, and of what, does not.
class BenchCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void theBuiltInPictureHasSevenFaces() throws IOException {
        assertThat(run("--json")).isZero();

        var measured = new ObjectMapper().readTree(output());
        assertThat(measured.path("photos").asInt()).isEqualTo(1);
        assertThat(measured.path("faces").asInt()).isEqualTo(7);
        assertThat(measured.path("milliseconds_per_photo").path("detect").asDouble())
                .isPositive();
        assertThat(measured.path("peak_memory_bytes").asLong()).isPositive();
        assertThat(measured.path("photos_per_second").path("rate").asDouble()).isPositive();
        assertThat(measured.path("faces_per_second"))
                .isNotEmpty()
                .allSatisfy(rate -> assertThat(rate.path("rate").asDouble()).isPositive());
    }

    @Test
    void photosThatCannotBeReadAreCountedAndLeftOut() throws IOException {
        Files.write(folder.resolve("a.png"), new Picture(20, 10, 1, new byte[200]).png());
        Files.writeString(folder.resolve("b.png"), "hello");

        assertThat(run(
                        "--detector",
                        "whole",
                        folder.resolve("a.png").toString(),
                        folder.resolve("b.png").toString()))
                .isZero();

        assertThat(output().lines().skip(1).limit(2))
                .satisfiesExactly(
                        model -> assertThat(model).isEqualTo("model       tiny"),
                        photos -> assertThat(photos)
                                .startsWith("photos      1 with 0 faces, and 1 that cannot be read; median of "));
    }

    @Test
    void nothingReadableIsOneSentence() throws IOException {
        var text = Files.writeString(folder.resolve("b.png"), "hello");

        var line = new CommandLine(new Main());
        line.addSubcommand("bench", new BenchCommand(stream())).setErr(new PrintWriter(errors));
        var model = TinyModel.BRIGHT_IS_HAPPY.write(folder).toString();

        assertThat(Main.execute(line, "bench", "--model", model, text.toString()))
                .isEqualTo(1);
        assertThat(errors.toString())
                .startsWith("mien: bench: no photo can be read (picture: ")
                .endsWith("); name other photos, or none\n");
    }

    @Test
    void secondsMustBePositive() {
        int code = new CommandLine(new BenchCommand(stream()))
                .setErr(new PrintWriter(errors))
                .execute("--seconds", "0");

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--seconds must be above 0 and at most 86400, got 0.0");
    }

    @Test
    void facesAreFoundAsByAnalyze() throws IOException {
        assertThat(run("--no-gate", "--gate", "face-gate")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--gate and --no-gate contradict each other; choose one");
    }

    @Test
    void aPathThatIsMissingIsWrongUsage() throws IOException {
        var gone = folder.resolve("gone.jpg").toString();

        assertThat(run(gone)).isEqualTo(2);
        assertThat(errors.toString()).startsWith(gone + ": no such file or folder");
    }

    private int run(String... arguments) throws IOException {
        var model = TinyModel.BRIGHT_IS_HAPPY.write(folder).toString();
        var all = new ArrayList<>(List.of("--model", model, "--seconds", "0.1"));
        all.addAll(List.of(arguments));
        return new CommandLine(new BenchCommand(stream()))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
    }

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
