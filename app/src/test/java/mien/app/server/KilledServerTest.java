package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Line;
import mien.lab.review.Faces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `mien serve` as a process that is killed, as `kill -9` does it.
class KilledServerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> VERDICTS = List.of("keep", "drop", "open");

    @TempDir
    Path folder;

    private record Running(Process process, String address) implements AutoCloseable {
        static Running start(Path data) throws IOException {
            var command = new ArrayList<>(ThisJava.command("mien.app.Main"));
            command.addAll(List.of("serve", "--port", "0", "--data", data.toString()));
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var said = String.valueOf(lines.readLine());
            assertThat(said).startsWith("listening on http://");
            return new Running(process, said.substring("listening on ".length(), said.length() - 1));
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void nothingThatWasConfirmedIsLost() throws Exception {
        Faces.write(folder);
        var confirmed = new ConcurrentHashMap<Integer, String>();
        int enough = 20 + new Random().nextInt(100); // at any moment
        try (var running = Running.start(folder);
                var client = HttpClient.newHttpClient()) {
            var tabs = IntStream.range(0, 3)
                    .mapToObj(
                            tab -> Thread.ofPlatform().start(() -> decideUntilItDies(client, running, tab, confirmed)))
                    .toList();
            while (confirmed.size() < enough) {
                Thread.sleep(1);
            }
            running.process().destroyForcibly(); // in the midst of decisions
            for (var tab : tabs) {
                tab.join();
            }
        }
        try (var running = Running.start(folder);
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(running.address() + "/v1/review/decisions"));
            var kept = JSON.readTree(client.send(request.build(), BodyHandlers.ofString())
                            .body())
                    .get("decisions");
            var found = new TreeMap<Integer, String>();
            var holding = new TreeMap<String, String>();
            kept.forEach(decision -> {
                var file = decision.get("file").asText();
                var verdict = decision.get("verdict").asText();
                found.put(decision.get("number").asInt(), file + " " + verdict);
                holding.put(file, verdict);
            });
            assertThat(found).containsAllEntriesOf(confirmed);
            holding.values().removeIf("open"::equals);
            assertThat(Corrections.read(folder.resolve("faces.corrections.csv")).lines())
                    .as("the file, brought up to date at the start")
                    .extracting(KilledServerTest::brief)
                    .containsExactlyElementsOf(holding.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .toList());
        }
    }

    private static String brief(Line line) {
        return line.file() + " " + line.action().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static void decideUntilItDies(
            HttpClient client, Running running, int tab, ConcurrentHashMap<Integer, String> confirmed) {
        var random = new Random(tab);
        try {
            while (true) {
                var file = "sad/" + (1 + random.nextInt(4)) + ".png";
                var verdict = VERDICTS.get(random.nextInt(VERDICTS.size()));
                var body = "{\"tab\":\"%d\",\"decisions\":[{\"file\":\"%s\",\"verdict\":\"%s\",\"label\":\"\"}]}"
                        .formatted(tab, file, verdict);
                var request = HttpRequest.newBuilder(URI.create(running.address() + "/v1/review/decide"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
                var answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                JSON.readTree(answer.body())
                        .get("decisions")
                        .forEach(decision -> confirmed.put(
                                decision.get("number").asInt(),
                                decision.get("file").asText() + " "
                                        + decision.get("verdict").asText()));
            }
        } catch (IOException e) {
            return; // it is dead
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
