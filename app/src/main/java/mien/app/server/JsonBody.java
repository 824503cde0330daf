package mien.app.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// A body that is a JSON object, read strictly: what is missing or wrong is named.
///
/// A page of another origin can send none without its browser asking first, since the type must be said.
record JsonBody(JsonNode json, String where) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @throws Refusal if it is no JSON object
    static JsonBody of(Request request, Intake intake) throws InterruptedException {
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Reply.JSON)) {
            throw new Refusal(Refusal.UNSUPPORTED_TYPE, "body: its type must be " + Reply.JSON + "; say so");
        }
        try (var body = intake.read(request)) {
            var json = JSON.readTree(body.bytes());
            if (!json.isObject()) {
                throw wrong("body", "it must be a JSON object");
            }
            return new JsonBody(json, "body");
        } catch (JsonProcessingException e) {
            throw wrong(
                    "body",
                    e.getLocation() == null // as of what is too deep to be read
                            ? "it is no JSON that can be read"
                            : "it is no JSON, line " + e.getLocation().getLineNr() + " is wrong");
        } catch (IOException e) {
            throw wrong("body", "it cannot be read");
        }
    }

    /// @throws Refusal if there is no such text
    String text(String name) {
        var value = json.get(name);
        if (value == null || !value.isTextual()) {
            throw wrong(where, "'" + name + "' must be a text");
        }
        return value.asText();
    }

    /// A text that may be left out.
    ///
    /// @throws Refusal if it is something else
    Optional<String> someText(String name) {
        return json.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /// Each object of a list.
    ///
    /// @throws Refusal if it is no list of objects
    <T> List<T> each(String name, Function<JsonBody, T> made) {
        var value = json.get(name);
        if (value == null || !value.isArray()) {
            throw wrong(where, "'" + name + "' must be a list");
        }
        var all = new ArrayList<T>();
        for (var item : value) {
            if (!item.isObject()) {
                throw wrong(where, "'" + name + "' must be a list of objects");
            }
            all.add(made.apply(new JsonBody(item, name + " " + (all.size() + 1))));
        }
        return all;
    }

    static Refusal wrong(String where, String what) {
        return new Refusal(Refusal.BAD_REQUEST, where + ": " + what + "; see /openapi.json");
    }
}
