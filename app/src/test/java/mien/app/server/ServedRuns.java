package mien.app.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import mien.lab.BrightFaces;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A server with [SomeRuns] and a few pictures in its folder of data.
class ServedRuns {
    @TempDir
    Path folder;

    private @Nullable Served started;
    Path root = Path.of("unset");

    @BeforeEach
    void runsAndAServer() throws IOException {
        root = Files.createDirectories(folder.resolve("data"));
        SomeRuns.write(root);
        BrightFaces.write(root.resolve("faces"), "happy", "sad", 1);
        started = Served.start(folder, options -> options.withData(root));
    }

    @AfterEach
    void end() {
        served().close();
    }

    Served served() {
        return Objects.requireNonNull(started);
    }
}
