package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mien.lab.review.Faces;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Drives the server by its own description, and by nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What begins and ends processes: asked for what its description lets it refuse, so that none begins.
    private static final Map<String, Integer> REFUSED =
            Map.of("/v1/runs/start", 422, "/v1/runs/stop", 409, "/v1/runs/resume", 409);

    private @Nullable Served served;

    private JsonNode api = JSON.nullNode();

    /// A method of a path.
    private record Operation(String path, String method, JsonNode description) {
        List<JsonNode> parameters() {
            return stream(description.get("parameters"));
        }
    }

    @BeforeAll
    void start(@TempDir Path shared) throws Exception {
        served = Served.start(
                shared,
                options -> options.withMien(options.mien().withModel(ModelFile.shipped()))
                        .withData(data(shared)));
        api = JSON.readTree(server().get("/openapi.json").body());
    }

    /// With the data set and the training that the examples speak of.
    private static Path data(Path shared) {
        try {
            var folder = Files.createDirectory(shared.resolve("data"));
            Faces.write(folder);
            SomeRuns.write(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void end() {
        if (served != null) {
            served.close();
        }
    }

    @Test
    void everyOperationAnswersAsDescribed() throws Exception {
        assertThat(operations()).hasSizeGreaterThan(6);
        for (var operation : operations()) {
            boolean whole = operation.parameters().isEmpty() || !REFUSED.containsKey(operation.path());
            agrees(operation, send(operation, ""), whole ? good(operation) : 400); // which run is meant must be said
        }
    }

    @Test
    void everyValueThatAnOptionMayHaveIsTaken() throws Exception {
        for (var operation : operations()) {
            for (var parameter : operation.parameters()) {
                for (var value : allowed(parameter)) {
                    var name = parameter.get("name").asText();
                    agrees(
                            operation,
                            send(operation, "?" + name + "=" + value),
                            name.equals("key") ? 409 : good(operation)); // that of the data is in no example
                }
            }
        }
    }

    @Test
    void everyOtherValueIsRefusedByName() throws Exception {
        for (var operation : operations()) {
            for (var parameter : operation.parameters()) {
                var name = parameter.get("name").asText();
                for (var value : forbidden(parameter)) {
                    var answer = send(operation, "?" + name + "=" + value);
                    agrees(operation, answer, 400);
                    assertThat(answer.body()).contains("'" + name + "'");
                }
            }
        }
    }

    @Test
    void optionsThatAreNotDescribedAreRefusedByName() throws Exception {
        for (var operation : operations()) {
            var answer = send(operation, "?no-such-option=true");
            agrees(operation, answer, 400);
            assertThat(answer.body()).contains("'no-such-option'");
        }
    }

    @Test
    void methodsThatAreNotDescribedAreRefused() {
        api.get("paths").properties().forEach(path -> {
            for (var method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
                if (!path.getValue().has(method.toLowerCase(Locale.ROOT))) {
                    var answer = server().send(HttpRequest.newBuilder(server().at(path.getKey()))
                            .method(method, BodyPublishers.noBody())
                            .build());
                    assertThat(answer.statusCode()).isEqualTo(405);
                    assertThat(answer.headers().firstValue("Allow")).isPresent();
                }
            }
        });
    }

    private static int good(Operation operation) {
        return REFUSED.getOrDefault(operation.path(), 200);
    }

    private Served server() {
        return Objects.requireNonNull(served);
    }

    private List<Operation> operations() {
        var all = new ArrayList<Operation>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(
                                path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()))));
        return all;
    }

    private HttpResponse<String> send(Operation operation, String query) {
        var request = HttpRequest.newBuilder(server().at(operation.path() + query));
        var json = operation.description().at("/requestBody/content/application~1json/example");
        if (json.isObject()) {
            fits(json, operation.description().at("/requestBody/content/application~1json/schema"), operation.path());
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(json.toString()));
        } else if (operation.description().has("requestBody")) {
            request.POST(BodyPublishers.ofByteArray(Served.grey(200)));
        } else {
            request.method(operation.method(), BodyPublishers.noBody());
        }
        return server().send(request.build());
    }

    private static List<String> allowed(JsonNode parameter) {
        var schema = parameter.get("schema");
        var example = parameter.get("example").asText();
        if (schema.has("enum")) {
            return stream(schema.get("enum")).stream().map(JsonNode::asText).toList();
        }
        return switch (schema.get("type").asText()) {
            case "boolean" ->
                example.equals("false") && parameter.get("name").asText().equals("gate")
                        ? List.of("false") // true needs a gate, which the sentence says
                        : List.of("true", "false");
            case "integer" ->
                List.of(
                        schema.get("minimum").asText(),
                        example,
                        schema.get("maximum").asText());
            default -> List.of(example);
        };
    }

    private static List<String> forbidden(JsonNode parameter) {
        var schema = parameter.get("schema");
        return switch (schema.get("type").asText()) {
            case "boolean" -> List.of("yes", "1", "", "True");
            case "integer" ->
                List.of(
                        "" + (schema.get("minimum").asLong() - 1),
                        "" + (schema.get("maximum").asLong() + 1),
                        "1.5",
                        "",
                        "99999999999999999999");
            default -> schema.has("enum") ? List.of("no-such-value", "") : List.of();
        };
    }

    private static void agrees(Operation operation, HttpResponse<String> answer, int status) throws Exception {
        var where = operation.method() + " " + answer.uri() + ": " + answer.body();
        assertThat(answer.statusCode()).as(where).isEqualTo(status);
        var described = operation.description().get("responses").get(Integer.toString(status));
        assertThat(described).as(where).isNotNull();
        var type = answer.headers().firstValue("Content-Type").orElseThrow().split(";", 2)[0];
        var content = described.get("content").get(type);
        assertThat(content).as(where + " is " + type).isNotNull();
        if (type.equals("application/json")) {
            fits(JSON.readTree(answer.body()), content.get("schema"), where);
        }
    }

    /// As much of JSON Schema as the description uses.
    private static void fits(JsonNode value, JsonNode schema, String where) {
        if (schema.has("oneOf")) {
            boolean isNull = value.isNull();
            fits(value, schema.get("oneOf").get(isNull ? 1 : 0), where);
            return;
        }
        switch (schema.path("type").asText()) {
            case "" -> assertThat(schema).isEmpty();
            case "null" -> assertThat(value.isNull()).as(where).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(where).isTrue();
            case "string" -> {
                assertThat(value.isTextual()).as(where).isTrue();
                if (schema.has("enum")) {
                    assertThat(stream(schema.get("enum"))).as(where).contains(value);
                }
            }
            case "integer", "number" -> {
                assertThat(schema.get("type").asText().equals("integer") ? value.isIntegralNumber() : value.isNumber())
                        .as(where)
                        .isTrue();
                assertThat(value.asDouble())
                        .as(where)
                        .isGreaterThanOrEqualTo(schema.path("minimum").asDouble());
                assertThat(value.asDouble())
                        .as(where)
                        .isLessThanOrEqualTo(schema.path("maximum").asDouble(Double.MAX_VALUE));
            }
            case "array" -> stream(value).forEach(item -> fits(item, schema.get("items"), where));
            case "object" -> object(value, schema, where);
            default -> throw new AssertionError("unknown type in " + schema);
        }
    }

    private static void object(JsonNode value, JsonNode schema, String where) {
        assertThat(value.isObject()).as(where).isTrue();
        if (!schema.has("properties")) {
            value.properties().forEach(field -> fits(field.getValue(), schema.get("additionalProperties"), where));
            return;
        }
        var names =
                stream(schema.get("required")).stream().map(JsonNode::asText).toList();
        var given = value.properties().stream().map(Map.Entry::getKey).toList();
        assertThat(given).as(where).containsAll(names);
        assertThat(schema.get("properties").properties().stream().map(Map.Entry::getKey))
                .as(where)
                .containsAll(given);
        value.properties()
                .forEach(
                        field -> fits(field.getValue(), schema.get("properties").get(field.getKey()), where));
    }

    private static List<JsonNode> stream(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }
}
