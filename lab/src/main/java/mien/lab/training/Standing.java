package mien.lab.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import mien.lab.file.WholeFile;

/// Where a training stands, as `progress.json` in its folder: renewed while it goes on, and once more when it ends.
///
/// @param worker the process that trains, or did
/// @param phase what it is about
/// @param step the last one that is over; empty before the first
/// @param note why it failed; empty if it did not
public record Standing(Worker worker, Phase phase, Optional<Step> step, String note) {
    /// The file's name in the folder of a training.
    public static final String FILE = "progress.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What a training is about.
    public enum Phase {
        /// Reads its data, looks for eyes, builds the network.
        PREPARING,
        TRAINING,
        /// Ended with a checkpoint, as it was asked to.
        STOPPED,
        FAILED,
        /// Ended with a model.
        FINISHED;

        public boolean ended() {
            return this != PREPARING && this != TRAINING;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A step of an epoch.
    ///
    /// @param epoch from 1
    /// @param step done in the epoch, of `steps`
    /// @param loss mean over the epoch so far, in nats
    /// @param accuracy of the first head over the epoch so far, in `[0, 1]`
    public record Step(int epoch, int step, int steps, double loss, double accuracy, double imagesPerSecond) {}

    public Standing withStep(Step done) {
        return new Standing(worker, Phase.TRAINING, Optional.of(done), note);
    }

    public Standing withPhase(Phase changed, String why) {
        return new Standing(worker, changed, step, why);
    }

    /// Replaces the file as a whole.
    public void write(Path file) throws IOException {
        var json = JSON.createObjectNode().put("phase", phase.toString());
        json.put("pid", worker.pid())
                .put("started", worker.started().toString())
                .put("note", note);
        step.ifPresent(s -> json.putObject("step")
                .put("epoch", s.epoch())
                .put("step", s.step())
                .put("steps", s.steps())
                .put("loss", s.loss())
                .put("accuracy", s.accuracy())
                .put("imagesPerSecond", s.imagesPerSecond()));
        WholeFile.write(file, json.toPrettyString() + "\n");
    }

    /// Empty if there is no such file, or it is none of these.
    public static Optional<Standing> read(Path file) {
        try {
            var json = JSON.readTree(Files.readString(file));
            var worker = new Worker(
                    json.path("pid").asLong(),
                    Instant.parse(json.path("started").asText()));
            return Arrays.stream(Phase.values())
                    .filter(phase -> phase.toString().equals(json.path("phase").asText()))
                    .findFirst()
                    .map(phase -> new Standing(
                            worker,
                            phase,
                            step(json.path("step")),
                            json.path("note").asText()));
        } catch (IOException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Step> step(JsonNode json) {
        return json.isMissingNode()
                ? Optional.empty()
                : Optional.of(new Step(
                        json.path("epoch").asInt(),
                        json.path("step").asInt(),
                        json.path("steps").asInt(),
                        json.path("loss").asDouble(),
                        json.path("accuracy").asDouble(),
                        json.path("imagesPerSecond").asDouble()));
    }
}
