package mien.lab.training;

import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Records as nested maps of numbers and strings, by component name. One of several records gets its name as
/// `kind`.
final class RecordWriter {
    private RecordWriter() {}

    static Map<String, Object> toMap(Record value) {
        var map = new LinkedHashMap<String, Object>();
        for (var component : value.getClass().getRecordComponents()) {
            try {
                map.put(
                        component.getName(),
                        plain(component.getType(), component.getAccessor().invoke(value)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
        return map;
    }

    private static Object plain(Class<?> type, Object value) {
        return switch (value) {
            case Record record
            when type.isSealed() -> {
                var map = new LinkedHashMap<String, Object>();
                map.put("kind", kind(record.getClass()));
                map.putAll(toMap(record));
                yield map;
            }
            case Record record -> toMap(record);
            case Enum<?> constant -> name(constant);
            case List<?> list ->
                list.stream().map(one -> plain(one.getClass(), one)).toList();
            default -> value; // numbers, strings and maps of them
        };
    }

    /// A constant's name in a file: `lower-half`.
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String kind(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
