package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mien.OwnJava;
import mien.app.Main;
import mien.lab.BrightFaces;
import mien.lab.training.History;
import mien.lab.training.Worker;
import mien.model.ModelFile;
import mien.model.TinyModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers and trainings as processes of their own, which are stopped, killed, and found again.
@Tag("slow")
class RunsProcessesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE = 180_000_000_000L; // nanoseconds; other work may be heavy
    private static final String LONG = order("long", 500);

    private final List<Process> servers = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path root = Path.of("unset");

    @BeforeEach
    void pictures() throws IOException {
        root = Files.createDirectories(folder.resolve("data"));
        BrightFaces.write(root.resolve("faces"), "happy", "sad", 1);
    }

    @AfterEach
    void end() throws IOException {
        servers.forEach(Process::destroyForcibly);
        for (var name : List.of("long", "short", "other")) {
            if (Files.exists(job(name))) {
                kill(name);
            }
        }
        client.close();
    }

    private static String order(String name, int epochs) {
        return "{\"name\":\"" + name
                + "\",\"data\":\"faces\",\"network\":\"mien-xs\",\"seed\":\"7\",\"precision\":\"fp32\","
                + "\"recipe\":{\"pace.epochs\":\"" + epochs + "\",\"pace.batchSize\":\"16\"}}";
    }

    /// A server in a process of its own, and where it listens.
    private URI serve() throws IOException {
        var model = TinyModel.BRIGHT_IS_HAPPY.write(Files.createDirectories(folder.resolve("model")));
        var server = OwnJava.of(
                        Main.class,
                        "serve",
                        "--port",
                        "0",
                        "--no-gate",
                        "--model",
                        model.toString(),
                        "--data",
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        servers.add(server);
        var line = server.inputReader().readLine();
        assertThat(line).startsWith("listening on ");
        return URI.create(line.substring("listening on ".length()));
    }

    private HttpResponse<String> post(URI server, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode run(URI server, String name) throws Exception {
        var request = HttpRequest.newBuilder(server.resolve("/v1/runs/run?run=runs/" + name));
        return JSON.readTree(
                client.send(request.build(), BodyHandlers.ofString()).body());
    }

    private JsonNode until(URI server, String name, Predicate<JsonNode> wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        var run = run(server, name);
        while (!wanted.test(run)) {
            assertThat(System.nanoTime())
                    .as("waited too long; at last it was " + run)
                    .isLessThan(end);
            Thread.sleep(200);
            run = run(server, name);
        }
        return run;
    }

    private JsonNode until(URI server, String name, String state) throws Exception {
        return until(server, name, run -> run.path("state").asText().equals(state));
    }

    private Path job(String name) {
        return root.resolve("runs/" + name + "-training/job.json");
    }

    /// As `kill -9` does; says whether it was still there.
    private boolean kill(String name) throws IOException {
        var job = JSON.readTree(Files.readString(job(name)));
        var worker = new Worker(
                job.path("pid").asLong(), Instant.parse(job.path("started").asText()));
        return worker.lives()
                && ProcessHandle.of(worker.pid())
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
    }

    @Test
    void aTrainingOutlivesItsServerAndTheNextOneFindsStopsAndResumesIt() throws Exception {
        var first = serve();
        var started = post(first, "/v1/runs/start", LONG);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
        until(first, "long", run -> run.path("done").asInt() >= 1);
        servers.getFirst().destroyForcibly().waitFor();

        var second = serve();
        var running = run(second, "long");
        assertThat(running.path("state").asText()).isEqualTo("running");
        until(
                second,
                "long",
                run -> run.path("done").asInt() > running.path("done").asInt());
        var other = post(second, "/v1/runs/start", order("other", 2));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("run 'runs/long': it is running, and only one training goes on at a time");

        assertThat(post(second, "/v1/runs/stop?run=runs/long", "").statusCode()).isEqualTo(200);
        var stopped = until(second, "long", "stopped");
        assertThat(stopped.path("note").asText()).isEmpty();
        assertThat(stopped.path("resumable").asBoolean()).isTrue();
        int done = stopped.path("done").asInt();

        assertThat(post(second, "/v1/runs/resume?run=runs/long", "").statusCode())
                .isEqualTo(200);
        until(second, "long", run -> run.path("done").asInt() > done);
        var history = History.read(root.resolve("runs/long-training/history.csv"));
        assertThat(history.epochs().getFirst().epoch()).isEqualTo(1);
        assertThat(history.epochs()).hasSizeGreaterThan(done);
    }

    @Test
    void aKilledTrainingIsSeenAndGoesOnFromItsCheckpoint() throws Exception {
        var server = serve();
        assertThat(post(server, "/v1/runs/start", LONG).statusCode()).isEqualTo(200);
        int done = until(server, "long", run -> run.path("done").asInt() >= 2)
                .path("done")
                .asInt();

        assertThat(kill("long")).isTrue();
        var killed = until(server, "long", "stopped");
        assertThat(killed.path("note").asText())
                .isEqualTo("Its process ended without a word, killed perhaps. It goes on from its last checkpoint.");

        assertThat(post(server, "/v1/runs/resume?run=runs/long", "").statusCode())
                .isEqualTo(200);
        until(server, "long", run -> run.path("done").asInt() > done + 1);
        assertThat(post(server, "/v1/runs/stop?run=runs/long", "").statusCode()).isEqualTo(200);
        until(server, "long", "stopped");
    }

    @Test
    void aTrainingEndsWithAModelAndOneThatFailsSaysWhy() throws Exception {
        var server = serve();
        assertThat(post(server, "/v1/runs/start", order("short", 2)).statusCode())
                .isEqualTo(200);
        var finished = until(server, "short", "finished");
        assertThat(finished.path("modelBytes").asInt()).isGreaterThan(1_000_000);
        assertThat(finished.path("output").get(0).asText()).isEqualTo("faces: folder per class, no split");
        var model = ModelFile.named(root.resolve("runs/short.onnx").toString());
        assertThat(model.contract().training().seed()).isEqualTo(7);

        var wrong = order("other", 2)
                .replace(
                        "\"recipe\":{", "\"recipe\":{\"averaging.metric\":\"fer7.speed\",\"averaging.keep\":\"best\",");
        assertThat(post(server, "/v1/runs/start", wrong).statusCode()).isEqualTo(200);
        assertThat(until(server, "other", "failed").path("note").asText())
                .startsWith("recipe: there is no validation metric 'fer7.speed'; there are loss and ");
    }
}
