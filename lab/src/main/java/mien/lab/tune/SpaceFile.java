package mien.lab.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mien.lab.tune.Parameter.Choice;
import mien.lab.tune.Parameter.Real;
import mien.lab.tune.Parameter.Scale;
import mien.lab.tune.Parameter.Whole;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Spaces as YAML: a list is a choice, `from` and `to` are a range.
///
/// ```yaml
/// optimizer.learningRate: {from: 0.003, to: 0.3, scale: log}
/// pace.batchSize: {from: 64, to: 512, scale: log, whole: true}
/// network: [mien-xs, mien-s]
/// ```
public final class SpaceFile {
    private static final Set<String> FIELDS = new TreeSet<>(Set.of("from", "to", "scale", "whole"));

    private SpaceFile() {}

    /// @throws TuneException naming the file and the parameter if it cannot be used
    public static Space read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new TuneException(file + ": the space cannot be read; check the path", e);
        }
    }

    /// @param where what error messages call the text
    public static Space parse(String where, String yaml) {
        try {
            var root = new Load(LoadSettings.builder().setLabel(where).build()).loadFromString(yaml);
            if (!(root instanceof Map<?, ?> map) || map.isEmpty()) {
                throw new TuneException(where + ": a space is a mapping of names to ranges and lists, and this is not;"
                        + " write for example optimizer.learningRate: {from: 0.01, to: 0.3, scale: log}");
            }
            var parameters = new ArrayList<Parameter>();
            map.forEach((name, value) -> parameters.add(parameter(String.valueOf(name), value)));
            return new Space(parameters);
        } catch (YamlEngineException e) {
            throw new TuneException(
                    where + ": this is not YAML: " + e.toString().replaceAll("\\s+", " "), e);
        } catch (IllegalArgumentException e) {
            throw new TuneException(where + ": " + e.getMessage(), e);
        }
    }

    private static Parameter parameter(String name, Object value) {
        return switch (value) {
            case List<?> list ->
                new Choice(name, list.stream().map(String::valueOf).toList());
            case Map<?, ?> map -> range(name, map);
            case null, default ->
                throw new IllegalArgumentException(
                        name + ": a list of values or {from: .., to: ..} is needed, got " + value);
        };
    }

    private static Parameter range(String name, Map<?, ?> map) {
        for (var key : map.keySet()) {
            if (!FIELDS.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(
                        name + ": '" + key + "' is unknown here; known are " + String.join(", ", FIELDS));
            }
        }
        double from = number(name, "from", map);
        double to = number(name, "to", map);
        var scale = scale(name, map.get("scale"));
        if (!Boolean.TRUE.equals(map.get("whole"))) {
            return new Real(name, from, to, scale);
        }
        if (from != (int) from || to != (int) to) {
            throw new IllegalArgumentException(name + ": ends must be whole numbers, got " + from + " and " + to);
        }
        return new Whole(name, (int) from, (int) to, scale);
    }

    private static double number(String name, String field, Map<?, ?> map) {
        if (map.get(field) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(name + ": '" + field + "' must be a number, got " + map.get(field));
    }

    private static Scale scale(String name, @org.jspecify.annotations.Nullable Object text) {
        return switch (text == null ? "linear" : String.valueOf(text)) {
            case "linear" -> Scale.LINEAR;
            case "log" -> Scale.LOG;
            default -> throw new IllegalArgumentException(name + ": scale must be linear or log, got " + text);
        };
    }
}
