package mien.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.OwnJava;
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
        var arguments =
                new ArrayList<>(List.of(TinyModel.BRIGHT_IS_HAPPY.write(home).toString()));
        arguments.addAll(more);
        var java = OwnJava.of(Start.class, arguments.toArray(String[]::new));
        java.environment().put("HOME", user);
        java.environment().remove("XDG_CACHE_HOME");
        java.environment().remove("ORT_DISABLE_TELEMETRY");
        return OwnJava.printed(java);
    }
}
