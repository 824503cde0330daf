package mien.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as plain Java values: `Map`, `List`, `String`, `Long`, `Double`, `Boolean`. Streaming only, because data
/// binding costs a tenth of a second at start-up.
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// @throws ModelException if the text is no JSON object; nulls in it are left out
    static Map<String, Object> parse(String text) {
        try (var parser = FACTORY.createParser(text)) {
            parser.nextToken();
            if (value(parser) instanceof Map<?, ?> map && parser.nextToken() == null) {
                return copy(map);
            }
            throw new ModelException("model contract: a JSON object is expected, got " + start(text));
        } catch (JsonProcessingException e) {
            throw new ModelException("model contract: not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from a string
        }
    }

    static String write(Map<String, ?> map) {
        var out = new StringWriter();
        var printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultPrettyPrinter.NopIndenter.instance);
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try (var generator = FACTORY.createGenerator(out)) {
            generator.setPrettyPrinter(printer);
            write(generator, map);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from a string
        }
        return out.toString();
    }

    /// An unmodifiable deep copy with whole numbers as `Long` and others as `Double`, in the same order.
    static Map<String, Object> copy(Map<?, ?> map) {
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> out.put(String.valueOf(key), copyOf(value)));
        return Collections.unmodifiableMap(out);
    }

    private static Object copyOf(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(map);
            case List<?> list -> list.stream().map(Json::copyOf).toList();
            case Integer i -> (long) i;
            case Float f -> Double.parseDouble(f.toString());
            case Long number -> number;
            case Double number -> number;
            case Boolean truth -> truth;
            case String text -> text;
            case null, default ->
                throw new IllegalArgumentException(
                        "model contract: a value is text, a number, a boolean, a list or a map, got " + value);
        };
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (var entry : map.entrySet()) {
                    out.writeFieldName(String.valueOf(entry.getKey()));
                    write(out, entry.getValue());
                }
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                for (var item : list) {
                    write(out, item);
                }
                out.writeEndArray();
            }
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Boolean truth -> out.writeBoolean(truth);
            default -> out.writeString(value.toString());
        }
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> in.getText();
            case null, default -> null;
        };
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        for (var key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            in.nextToken();
            var value = value(in);
            if (value != null) {
                map.put(key, value);
            }
        }
        return map;
    }

    private static List<Object> array(JsonParser in) throws IOException {
        var list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            var value = value(in);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private static String start(String text) {
        return text.isBlank() ? "nothing" : "'" + text.substring(0, Math.min(20, text.length())) + "'";
    }
}
