package mien.app.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import mien.app.server.Route.Option;
import org.jspecify.annotations.Nullable;

/// The options of a request, every one of them known and well-formed.
record Query(Map<String, String> values) {
    private static final int LONGEST_SHOWN = 40; // of a wrong value, in the sentence that refuses it

    Query {
        values = Map.copyOf(values);
    }

    /// @param raw what stands after the `?`, null or empty if there is none
    /// @throws Refusal that names the option that is unknown, malformed or given twice
    static Query parse(@Nullable String raw, List<Option> options) {
        var values = new HashMap<String, String>();
        for (var part : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            var name = decoded(equals < 0 ? part : part.substring(0, equals));
            var option = options.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(name, options));
            if (equals < 0) {
                throw wrong("option '" + name + "' has no value; give " + name + "=" + option.example());
            }
            if (values.put(name, checked(option, decoded(part.substring(equals + 1)))) != null) {
                throw wrong("option '" + name + "' is given more than once; give it once");
            }
        }
        return new Query(values);
    }

    /// Whether a flag is given as `true`.
    boolean flag(String name) {
        return "true".equals(values.get(name));
    }

    Optional<Boolean> maybeFlag(String name) {
        return text(name).map("true"::equals);
    }

    OptionalInt whole(String name) {
        var value = values.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private static String checked(Option option, String value) {
        var expected = switch (option.schema()) {
            case Schema.Flag() -> value.equals("true") || value.equals("false") ? "" : "true or false";
            case Schema.Whole(long least, long most) ->
                isWhole(value, least, most) ? "" : "a whole number from " + least + " to " + most;
            case Schema.Text(var oneOf) -> oneOf.isEmpty() || oneOf.contains(value) ? "" : String.join(" or ", oneOf);
            case Schema.Real _,
                    Schema.Maybe _,
                    Schema.ListOf _,
                    Schema.Fields _,
                    Schema.ByName _,
                    Schema.Bytes _,
                    Schema.Anything _ -> throw new IllegalStateException("no such option: " + option);
        };
        if (!expected.isEmpty()) {
            throw wrong("option '" + option.name() + "' must be " + expected + ", got '" + shown(value) + "'");
        }
        return value;
    }

    private static boolean isWhole(String value, long least, long most) {
        return value.matches("-?[0-9]{1,9}") && Long.parseLong(value) >= least && Long.parseLong(value) <= most;
    }

    private static Refusal unknown(String name, List<Option> options) {
        var known = options.stream().map(Option::name).collect(Collectors.joining(", "));
        return wrong("there is no option '" + shown(name) + "'; "
                + (known.isEmpty() ? "this takes none" : "choose from " + known));
    }

    private static Refusal wrong(String sentence) {
        return new Refusal(Refusal.BAD_REQUEST, "query: " + sentence);
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    }

    /// Percent signs and plus, as in forms; UTF-8.
    private static String decoded(String text) {
        var bytes = new byte[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !text.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                    throw wrong("'" + shown(text) + "' has a % without two hexadecimal digits; write %25 for a %");
                }
                bytes[count++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
                i += 2;
            } else if (c > 126) {
                throw wrong("it holds a character that is not ASCII; write it with % and hexadecimal digits");
            } else {
                bytes[count++] = (byte) (c == '+' ? ' ' : c);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, count))
                    .toString();
        } catch (CharacterCodingException _) {
            throw wrong("'" + shown(text) + "' is not UTF-8");
        }
    }
}
