package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Trainings and evaluations over HTTP; real trainings are in [RunsProcessesTest].
class RunsRoutesTest extends ServedRuns {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static List<String> texts(JsonNode list, String field) {
        var all = new ArrayList<String>();
        list.forEach(one -> all.add(one.path(field).asText()));
        return all;
    }

    private JsonNode json(String path) throws IOException {
        var answer = served().get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(served().at(path)).POST(BodyPublishers.ofString(body));
        return served().send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private static final String[] AS_JSON = {"Content-Type", "application/json"};

    @Test
    void trainingsAndEvaluationsAreListedWithTheirFigures() throws IOException {
        var list = json("/v1/runs");

        assertThat(texts(list.path("runs"), "id"))
                .containsExactlyInAnyOrder("runs/fer", "runs/fer-longer", "runs/broken");
        var run = json("/v1/runs/run?run=runs/fer");
        assertThat(run.path("state").asText()).isEqualTo("finished");
        assertThat(run.path("network").asText()).isEqualTo("mien-xs");
        assertThat(run.path("data").asText()).isEqualTo("faces");
        assertThat(run.path("epochs").asInt()).isEqualTo(10);
        assertThat(run.path("modelBytes").asInt()).isEqualTo(1_234_567);
        assertThat(run.path("recipe").path("optimizer.kind").asText()).isEqualTo("adamw");
        assertThat(run.path("history").path("epoch")).hasSize(10);
        assertThat(run.path("history").path("figures").properties().stream().map(e -> e.getKey()))
                .containsExactly("fer7.accuracy", "fer7.macroF1");
        var judged = list.path("evaluations").get(0);
        assertThat(judged.path("id").asText()).isEqualTo("runs/fer-evaluation");
        assertThat(judged.path("models").get(0).path("accuracy").path("value").asDouble())
                .isEqualTo(0.712);
    }

    @Test
    void aTrainingThatGoesOnComesFirstWithItsStep() throws IOException {
        SomeRuns.goingOn(root);
        Files.setLastModifiedTime(
                root.resolve("runs/now-training/progress.json"), java.nio.file.attribute.FileTime.fromMillis(0));

        var first = json("/v1/runs").path("runs").get(0);

        assertThat(first.path("id").asText()).isEqualTo("runs/now");
        assertThat(first.path("state").asText()).isEqualTo("running");
        assertThat(first.path("progress").path("step").asInt()).isEqualTo(57);
        var refused = post("/v1/runs/resume?run=runs/fer-longer", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .isEqualTo(
                        "{\"error\":\"run 'runs/now': it is running, and only one training goes on at a time; stop it, or"
                                + " wait for its end\"}");
    }

    @Test
    void reportsAreShownInASandbox() {
        for (var path : List.of("/v1/runs/report?run=runs/fer", "/v1/runs/evaluation?evaluation=runs/fer-evaluation")) {
            var report = served().get(path);
            assertThat(report.statusCode()).isEqualTo(200);
            assertThat(report.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("sandbox allow-scripts; default-src 'none';")
                    .doesNotContain("allow-same-origin", "connect-src", "'self'");
        }
    }

    @Test
    void modelsAreDownloadedUnderTheirNames() {
        var model = served().get("/v1/runs/model?run=runs/fer");
        assertThat(model.headers().firstValue("Content-Disposition")).contains("attachment; filename*=UTF-8''fer.onnx");
        assertThat(model.headers().firstValueAsLong("Content-Length")).hasValue(1_234_567);
        assertThat(served().get("/v1/runs/model?run=runs/broken").statusCode()).isEqualTo(404);
    }

    @Test
    void namesThatWereNotGivenOutLeadNowhere() {
        for (var name : List.of("../data/runs/fer", "runs/../runs/fer", "/etc/passwd", "runs/fer.onnx", "runs/none")) {
            assertThat(served().get("/v1/runs/report?run=" + name).statusCode())
                    .as(name)
                    .isEqualTo(404);
            assertThat(served().get("/v1/runs/evaluation?evaluation=" + name).statusCode())
                    .as(name)
                    .isEqualTo(404);
        }
    }

    @Test
    void linksAreNotFollowedWhereverTheyLead() throws IOException {
        var tokens = Files.writeString(folder.resolve("tokens"), "a-long-and-secret-token");
        for (var name : List.of(
                "fer-training/report.html", "fer.onnx", "fer-training/output.log", "fer-evaluation/report.html")) {
            var file = root.resolve("runs").resolve(name);
            Files.deleteIfExists(file);
            Files.createSymbolicLink(file, tokens);
        }

        for (var path :
                List.of("report?run=runs/fer", "model?run=runs/fer", "evaluation?evaluation=runs/fer-evaluation")) {
            var answer = served().get("/v1/runs/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("it is not there yet").doesNotContain("secret");
        }
        var run = json("/v1/runs/run?run=runs/fer");
        assertThat(run.path("output")).isEmpty();
        assertThat(run.path("report").asBoolean()).isFalse();
        assertThat(run.path("modelBytes").isNull()).isTrue();
        assertThat(json("/v1/runs").path("evaluations").get(0).path("report").asBoolean())
                .isFalse();
    }

    @Test
    void theFormOffersWhatThereIs() throws IOException {
        var form = json("/v1/runs/form");
        assertThat(texts(form.path("data"), "id")).containsExactly("faces");
        assertThat(form.path("recipes").properties().stream().map(e -> e.getKey()))
                .containsExactly("default", "quick", "classic", "shipped");
        assertThat(texts(form.path("fields"), "path")).contains("pace.epochs", "augmentation.mask.kinds");
    }

    @Test
    void eachMistakeInAnOrderHasItsSentence() throws IOException {
        var answer = post(
                "/v1/runs/start",
                "{\"name\":\"\",\"data\":\"faces\",\"network\":\"mien-xs\",\"seed\":\"1\",\"precision\":\"auto\","
                        + "\"recipe\":{\"pace.epochs\":\"0\"}}",
                AS_JSON);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"order: 2 values are wrong: name, pace.epochs\",\"fields\":{\"name\":\"the model"
                                + " needs a name\",\"pace.epochs\":\"pace: epochs must be at least 1 and batchSize at least 2, got"
                                + " 0 and 256\"}}");
    }

    @Test
    void whatIsNoOrderIsRefused() {
        assertThat(post("/v1/runs/start", "{}").statusCode()).isEqualTo(415);
        for (var body : List.of("", "{", "[1]", "{\"names\":\"x\"}", "{\"corrected\":1}", "{\"name\":{}} x")) {
            var answer = post("/v1/runs/start", body, AS_JSON);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"error\":\"body: ");
        }
    }

    @Test
    void pagesOfOtherOriginsChangeNothing() {
        for (var path :
                List.of("/v1/runs/start", "/v1/runs/stop?run=runs/fer", "/v1/runs/resume?run=runs/fer-longer")) {
            for (var origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
                var answer = post(path, "{}", "Origin", origin, "Content-Type", "text/plain");
                assertThat(answer.statusCode()).as(path + " from " + origin).isEqualTo(403);
            }
        }
        assertThat(root.resolve("runs/fer-longer-training/job.json")).doesNotExist();
    }

    @Test
    void withoutAFolderItIsSaidHowToGiveOne() {
        try (var without = Served.start(folder)) {
            assertThat(without.get("/v1/runs").body()).isEqualTo("{\"folder\":false,\"runs\":[],\"evaluations\":[]}");
            var answer = without.get("/v1/runs/form");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"runs: this server has no folder of data; start it with `mien serve --data"
                            + " DIR`\"}");
        }
    }
}
