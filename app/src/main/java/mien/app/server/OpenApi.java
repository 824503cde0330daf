package mien.app.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import mien.app.server.Route.Answered;
import mien.app.server.Route.Description;
import mien.app.server.Route.Option;

/// The description of a server's API that programs read, OpenAPI 3.1, made from its routes.
final class OpenApi {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OpenApi() {}

    /// @param version of Mien
    /// @param tokens whether guarded routes need one
    static String of(List<Route> routes, String version, boolean tokens) {
        var all = new LinkedHashMap<String, Object>();
        all.put("openapi", "3.1.0");
        all.put("info", Map.of("title", "Mien", "summary", "Reads emotions from faces in photos.", "version", version));
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var route : routes) {
            paths.computeIfAbsent(route.path(), _ -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(Locale.ROOT), operation(route, tokens));
        }
        all.put("paths", paths);
        if (tokens) {
            all.put(
                    "components",
                    Map.of("securitySchemes", Map.of("token", Map.of("type", "http", "scheme", "bearer"))));
        }
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> operation(Route route, boolean tokens) {
        var description = route.description();
        var out = new LinkedHashMap<String, Object>();
        out.put("summary", description.summary());
        out.put(
                "parameters",
                description.options().stream().map(OpenApi::parameter).toList());
        if (!description.takes().isEmpty()) {
            out.put("requestBody", Map.of("required", true, "content", taken(description)));
        }
        var responses = new LinkedHashMap<String, Object>();
        var needed = Stream.of(Description.error(Refusal.UNAUTHORIZED, "The token is missing or not valid."))
                .filter(_ -> tokens && route.guarded());
        Stream.of(description.answers().stream(), Description.ALWAYS.stream(), needed)
                .flatMap(answers -> answers)
                .forEach(answer -> responses.putIfAbsent(Integer.toString(answer.status()), response(answer)));
        out.put("responses", responses);
        if (tokens && route.guarded()) {
            out.put("security", List.of(Map.of("token", List.of())));
        }
        return out;
    }

    private static Map<String, Object> parameter(Option option) {
        var schema = new LinkedHashMap<>(schema(option.schema()));
        option.otherwise().ifPresent(value -> schema.put("default", typed(option.schema(), value)));
        var out = new LinkedHashMap<String, Object>();
        out.put("name", option.name());
        out.put("in", "query");
        out.put("description", option.description());
        out.put("schema", schema);
        out.put("example", typed(option.schema(), option.example()));
        return out;
    }

    private static Object typed(Schema schema, String value) {
        return switch (schema) {
            case Schema.Flag() -> Boolean.valueOf(value);
            case Schema.Whole _ -> Long.valueOf(value);
            case Schema.Text _,
                    Schema.Real _,
                    Schema.Maybe _,
                    Schema.ListOf _,
                    Schema.Fields _,
                    Schema.ByName _,
                    Schema.Bytes _,
                    Schema.Anything _ -> value;
        };
    }

    private static Map<String, Object> response(Answered answer) {
        var out = new LinkedHashMap<String, Object>();
        out.put("description", answer.description().isEmpty() ? "As asked." : answer.description());
        out.put("content", content(answer.bodies()));
        return out;
    }

    private static Map<String, Object> taken(Description description) {
        var out = content(description.takes());
        if (!description.example().isEmpty()) {
            out.put(
                    Reply.JSON,
                    ordered(
                            "schema",
                            schema(Objects.requireNonNull(description.takes().get(Reply.JSON))),
                            "example",
                            tree(description.example())));
        }
        return out;
    }

    private static Object tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(json, e);
        }
    }

    private static Map<String, Object> content(Map<String, Schema> bodies) {
        var out = new LinkedHashMap<String, Object>();
        bodies.forEach((type, schema) -> out.put(type, Map.of("schema", schema(schema))));
        return out;
    }

    private static Map<String, Object> schema(Schema schema) {
        return switch (schema) {
            case Schema.Text(var oneOf) ->
                oneOf.isEmpty() ? Map.of("type", "string") : ordered("type", "string", "enum", oneOf);
            case Schema.Whole(long least, long most) ->
                most == Long.MAX_VALUE
                        ? ordered("type", "integer", "minimum", least)
                        : ordered("type", "integer", "minimum", least, "maximum", most);
            case Schema.Real(double least, double most) -> ordered("type", "number", "minimum", least, "maximum", most);
            case Schema.Flag() -> Map.of("type", "boolean");
            case Schema.Maybe(var value) -> Map.of("oneOf", List.of(schema(value), Map.of("type", "null")));
            case Schema.ListOf(var item) -> ordered("type", "array", "items", schema(item));
            case Schema.Fields(var fields) -> object(fields);
            case Schema.ByName(var value) -> ordered("type", "object", "additionalProperties", schema(value));
            case Schema.Bytes() -> ordered("type", "string", "format", "binary");
            case Schema.Anything() -> Map.of();
        };
    }

    private static Map<String, Object> object(List<Schema.Field> fields) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var field : fields) {
            var described = new LinkedHashMap<>(schema(field.schema()));
            if (!field.description().isEmpty()) {
                described.put("description", field.description());
            }
            properties.put(field.name(), described);
            if (field.presence() == Schema.Presence.ALWAYS) {
                required.add(field.name());
            }
        }
        return ordered("type", "object", "properties", properties, "required", required, "additionalProperties", false);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var out = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return out;
    }
}
