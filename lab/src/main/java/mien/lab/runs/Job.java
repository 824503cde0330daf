package mien.lab.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import mien.lab.file.WholeFile;
import mien.lab.training.Worker;

/// What was done about a run from here, as `job.json` in its folder, for who comes after this process.
///
/// @param worker the process that was begun for it, or found at work
/// @param stopAsked whether that process was asked to stop
record Job(Worker worker, boolean stopAsked) {
    static final String FILE = "job.json";

    /// What its processes print.
    static final String OUTPUT = "output.log";

    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path folder) throws IOException {
        var json = JSON.createObjectNode()
                .put("pid", worker.pid())
                .put("started", worker.started().toString())
                .put("stopAsked", stopAsked);
        WholeFile.write(folder.resolve(FILE), json.toPrettyString() + "\n");
    }

    /// Empty if there is none.
    static Optional<Job> read(Path folder) {
        try {
            var json = JSON.readTree(Files.readString(folder.resolve(FILE)));
            var worker = new Worker(
                    json.path("pid").asLong(),
                    Instant.parse(json.path("started").asText()));
            return Optional.of(new Job(worker, json.path("stopAsked").asBoolean()));
        } catch (IOException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
