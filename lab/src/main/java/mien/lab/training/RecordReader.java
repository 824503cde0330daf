package mien.lab.training;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Records from YAML nodes; every error names file and line. The opposite of [RecordWriter].
final class RecordReader {
    private final String where;

    RecordReader(String where) {
        this.where = where;
    }

    /// A copy of `base` in which the components that `node` names have its values.
    @SuppressWarnings("unchecked") // the canonical constructor of base's class makes an instance of it
    <R extends Record> R read(Node node, R base) {
        var given = entries(node);
        var components = base.getClass().getRecordComponents();
        refuseUnknown(given, components);
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            var old = component(components[i], base);
            var named = given.get(components[i].getName());
            values[i] = named == null ? old : value(components[i], named, old);
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return (R) base.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw error(node, String.valueOf(cause.getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + base.getClass(), e);
        }
    }

    private void refuseUnknown(Map<String, Node> given, RecordComponent[] components) {
        var known = Arrays.stream(components).map(RecordComponent::getName).toList();
        given.forEach((name, value) -> {
            if (!known.contains(name) && !name.equals("kind")) {
                throw error(value, "'" + name + "' is unknown here; known are " + String.join(", ", known));
            }
        });
    }

    private static Object component(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private Object value(RecordComponent component, Node node, Object old) {
        var type = component.getType();
        var name = component.getName();
        if (type.isSealed()) {
            return variant(type, node, (Record) old);
        }
        if (old instanceof Record record) {
            return read(node, record);
        }
        if (type == Map.class) {
            var map = new LinkedHashMap<String, Double>();
            entries(node).forEach((key, number) -> map.put(key, number(key, number)));
            return map;
        }
        if (component.getGenericType() instanceof ParameterizedType list && type == List.class) {
            return constants((Class<?>) list.getActualTypeArguments()[0], name, node);
        }
        if (type.isEnum()) {
            return constant(type, name, node);
        }
        if (type == int.class) {
            double number = number(name, node);
            if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                throw error(node, name + " must be a whole number, got " + text(node));
            }
            return (int) number;
        }
        return type == String.class ? text(node) : number(name, node);
    }

    /// One of a sealed interface's records, chosen by `kind`; without it, the kind that the base has.
    private Record variant(Class<?> type, Node node, Record old) {
        var kind = entries(node).get("kind");
        if (kind == null || text(kind).equals(RecordWriter.kind(old.getClass()))) {
            return read(node, old);
        }
        var permitted = List.of(type.getPermittedSubclasses());
        var chosen = permitted.stream()
                .filter(c -> RecordWriter.kind(c).equals(text(kind)))
                .findFirst()
                .orElseThrow(() -> error(
                        kind,
                        "kind '" + text(kind) + "' is unknown here; known are "
                                + String.join(
                                        ", ",
                                        permitted.stream()
                                                .map(RecordWriter::kind)
                                                .toList())));
        return read(node, start(chosen));
    }

    /// What a kind starts from: its `DEFAULT`.
    static Record start(Class<?> type) {
        try {
            return (Record) type.getField("DEFAULT").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " needs a public DEFAULT to be read from YAML", e);
        }
    }

    /// A list of an enum's constants; a single one needs no brackets.
    private List<?> constants(Class<?> type, String name, Node node) {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                        .map(one -> constant(type, name, one))
                        .toList()
                : List.of(constant(type, name, node));
    }

    private Object constant(Class<?> type, String name, Node node) {
        var constants = Stream.of(type.getEnumConstants()).map(c -> (Enum<?>) c).toList();
        return constants.stream()
                .filter(c -> RecordWriter.name(c).equals(text(node)))
                .findFirst()
                .orElseThrow(() -> error(
                        node,
                        name + " must be one of "
                                + String.join(
                                        ", ",
                                        constants.stream()
                                                .map(RecordWriter::name)
                                                .toList())
                                + ", got " + text(node)));
    }

    private double number(String name, Node node) {
        try {
            return Double.parseDouble(text(node));
        } catch (NumberFormatException _) {
            throw error(node, name + " must be a number, got " + text(node));
        }
    }

    private Map<String, Node> entries(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(node, "a mapping of names to values is needed here, got " + text(node));
        }
        var entries = new LinkedHashMap<String, Node>();
        for (var tuple : mapping.getValue()) {
            if (entries.put(text(tuple.getKeyNode()), tuple.getValueNode()) != null) {
                throw error(tuple.getKeyNode(), "'" + text(tuple.getKeyNode()) + "' is there twice");
            }
        }
        return entries;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar
                ? scalar.getValue()
                : "a " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private RecipeException error(Node node, String problem) {
        var line = node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
        return new RecipeException(where + line, problem);
    }
}
