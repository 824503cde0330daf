package mien.app.server;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// An answer over HTTP.
///
/// @param type of the body, empty if there is none
/// @param headers beside those that every answer has
@SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json";
    static final String JSON_LINES = "application/jsonl";
    static final String CSV = "text/csv; charset=utf-8";

    private static final JsonFactory FACTORY = new JsonFactory();

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply of(String type, byte[] body) {
        return new Reply(200, type, body, Map.of());
    }

    static Reply of(String type, String text) {
        return of(type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply json(String json) {
        return of(JSON, json);
    }

    static Reply empty(int status) {
        return new Reply(status, "", new byte[0], Map.of());
    }

    /// `{"error": sentence}`.
    static Reply error(int status, String sentence) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("error", sentence);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not into a string
        }
        return new Reply(status, JSON, text.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    Reply with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, type, body, all);
    }

    Reply withStatus(int newStatus) {
        return new Reply(newStatus, type, body, headers);
    }
}
