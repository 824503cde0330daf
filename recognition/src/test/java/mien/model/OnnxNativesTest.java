package mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// In a JVM of its own, as ONNX Runtime starts once.
@EnabledOnOs(OS.LINUX)
class OnnxNativesTest {
    @TempDir
    Path home;

    /// Opens a model.
    static final class Start {
        private Start() {}

        public static void main(String[] args) {
            try (var classifier = ModelFile.of(Path.of(args[0])).open(Engine.DEFAULT)) {
                System.out.println(classifier.contract().name());
            }
        }
    }

    @Test
    void nothingIsReportedOrLeftInTheHomeOfTheUser() throws IOException, InterruptedException {
        assertThat(started(List.of())).isEqualTo("tiny\n");
        try (var files = Files.list(home.resolve("user"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aLongCommandLineDoesNoHarm() throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        for (int i = 0; i < 2000; i++) {
            names.add("a-picture-with-quite-a-long-name-" + i + ".jpg");
        }
        assertThat(started(names)).isEqualTo("tiny\n");
    }

    /// What it printed, with an empty home.
    private String started(List<String> more) throws IOException, InterruptedException {
        var user = Files.createDirectories(home.resolve("user")).toString();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName(),
                TinyModel.BRIGHT_IS_HAPPY.write(home).toString()));
        command.addAll(more);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", user);
        builder.environment().remove("XDG_CACHE_HOME");
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
