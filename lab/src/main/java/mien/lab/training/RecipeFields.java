package mien.lab.training;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.lab.training.RecipeField.Form;

/// All values of a recipe, for forms: read off the records that [Recipe] is made of, so that none is forgotten.
public final class RecipeFields {
    private static final String KIND = "kind";
    private static final Properties MEANINGS = meanings();

    /// In the order of the recipe. Values of things that come in several kinds stand there once, with their kinds.
    public static final List<RecipeField> ALL = List.copyOf(of("", Recipe.class));

    private RecipeFields() {}

    /// Every value of a recipe as text, by path, in the order of [#ALL].
    public static SequencedMap<String, String> values(Recipe recipe) {
        var flat = new LinkedHashMap<String, String>();
        flatten("", RecordWriter.toMap(recipe), flat);
        return flat;
    }

    /// What each kind of a thing starts from, by its path and then by value: `optimizer.kind=adam`.
    public static Map<String, Map<String, String>> startsOfKinds() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        for (var component : Recipe.class.getRecordComponents()) {
            if (component.getType().isSealed()) {
                for (var kind : component.getType().getPermittedSubclasses()) {
                    var flat = new LinkedHashMap<String, String>();
                    flatten(component.getName() + ".", RecordWriter.toMap(RecordReader.start(kind)), flat);
                    all.put(component.getName() + ".kind=" + RecordWriter.kind(kind), flat);
                }
            }
        }
        return all;
    }

    private static List<RecipeField> of(String prefix, Class<?> record) {
        var fields = new ArrayList<RecipeField>();
        for (var component : record.getRecordComponents()) {
            var type = component.getType();
            var path = prefix + component.getName();
            if (type.isSealed()) {
                fields.addAll(ofKinds(path + ".", List.of(type.getPermittedSubclasses())));
            } else if (type.isRecord()) {
                fields.addAll(of(path + ".", type));
            } else {
                fields.add(field(path, form(component), choices(component), List.of()));
            }
        }
        return fields;
    }

    private static List<RecipeField> ofKinds(String prefix, List<Class<?>> kinds) {
        var names = kinds.stream().map(RecordWriter::kind).toList();
        var owners = new LinkedHashMap<String, List<String>>();
        var components = new LinkedHashMap<String, RecordComponent>();
        for (var kind : kinds) {
            for (var component : kind.getRecordComponents()) {
                components.putIfAbsent(component.getName(), component);
                owners.computeIfAbsent(component.getName(), _ -> new ArrayList<>())
                        .add(RecordWriter.kind(kind));
            }
        }
        var first = Stream.of(field(prefix + KIND, Form.CHOICE, names, List.of()));
        var others = components.entrySet().stream().map(entry -> {
            var own = owners.getOrDefault(entry.getKey(), List.of());
            var component = entry.getValue();
            return field(
                    prefix + entry.getKey(),
                    form(component),
                    choices(component),
                    own.size() == kinds.size() ? List.of() : own);
        });
        return Stream.concat(first, others).toList();
    }

    private static RecipeField field(String path, Form form, List<String> choices, List<String> kinds) {
        return new RecipeField(path, form, choices, kinds, MEANINGS.getProperty(path, ""));
    }

    private static Form form(RecordComponent component) {
        var type = component.getType();
        return type == int.class
                ? Form.WHOLE
                : type == double.class
                        ? Form.NUMBER
                        : type == Map.class
                                ? Form.NUMBERS
                                : type == List.class ? Form.CHOICES : type.isEnum() ? Form.CHOICE : Form.TEXT;
    }

    private static List<String> choices(RecordComponent component) {
        var type = component.getGenericType() instanceof ParameterizedType list && component.getType() == List.class
                ? (Class<?>) list.getActualTypeArguments()[0]
                : component.getType();
        return type.isEnum()
                ? Arrays.stream(type.getEnumConstants())
                        .map(constant -> RecordWriter.name((Enum<?>) constant))
                        .toList()
                : List.of();
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> flat) {
        nested.forEach((name, value) -> {
            var path = prefix + name;
            if (value instanceof Map<?, ?> inner && !isNumbers(path)) {
                flatten(path + ".", inner, flat);
            } else {
                flat.put(path, text(value));
            }
        });
    }

    private static boolean isNumbers(String path) {
        return ALL.stream().anyMatch(field -> field.path().equals(path) && field.form() == Form.NUMBERS);
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number -> number(number);
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
                        .collect(Collectors.joining(", "));
            default -> String.valueOf(value);
        };
    }

    /// `0.0005` and `1`, as people write them; very small ones as `1e-8`.
    private static String number(double value) {
        if (value != 0 && Math.abs(value) < 1e-5) {
            return BigDecimal.valueOf(value).stripTrailingZeros().toString().replace("E", "e");
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static Properties meanings() {
        var meanings = new Properties();
        try (var in = RecipeFields.class.getResourceAsStream("meanings.properties")) {
            if (in == null) {
                throw new IllegalStateException("meanings.properties is not on the class path");
            }
            meanings.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return meanings;
    }

    /// The fields by path.
    static Map<String, RecipeField> byPath() {
        return ALL.stream().collect(Collectors.toMap(RecipeField::path, Function.identity()));
    }
}
