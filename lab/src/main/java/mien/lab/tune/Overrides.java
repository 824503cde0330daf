package mien.lab.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import mien.lab.network.Architecture;
import mien.lab.training.Recipe;
import mien.lab.training.RecipeException;
import mien.lab.training.RecipeFile;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

/// A trial's values put where they belong: into the recipe, or into the network.
public final class Overrides {
    private static final String NETWORK = "network";
    private static final String KIND = ".kind";

    private Overrides() {}

    /// The recipe with the values that are its own.
    ///
    /// @throws TuneException if a name is none of the recipe's, or a value is one that no recipe can have
    public static Recipe recipe(Recipe base, Map<String, String> values) {
        var map = copy(RecipeFile.toMap(base));
        // A kind first: the values of another kind are not those of this one.
        values.forEach((name, value) -> {
            if (name.endsWith(KIND)) {
                kind(map, name.substring(0, name.length() - KIND.length()), value);
            }
        });
        values.forEach((name, value) -> {
            if (!name.endsWith(KIND) && !isOfNetwork(name)) {
                put(map, name, value);
            }
        });
        var yaml = new Dump(DumpSettings.builder().build()).dumpToString(map);
        try {
            return RecipeFile.parse("recipe", yaml);
        } catch (RecipeException e) {
            var why = String.valueOf(e.getMessage()).replaceFirst("^recipe(:\\d+)?: ", "");
            throw new TuneException("the values " + values + " make no recipe: " + why, e);
        }
    }

    static boolean isOfNetwork(String name) {
        return name.equals(NETWORK) || name.startsWith(NETWORK + ".");
    }

    @SuppressWarnings("unchecked") // recipes are maps of names
    private static Map<String, Object> copy(Map<String, Object> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((name, value) ->
                copy.put(name, value instanceof Map<?, ?> m ? copy((Map<String, Object>) m) : value));
        return copy;
    }

    private static void kind(Map<String, Object> map, String name, String value) {
        if (!(map.get(name) instanceof Map<?, ?> old)) {
            throw unknown(name + KIND);
        }
        if (!value.equals(old.get("kind"))) {
            map.put(name, new LinkedHashMap<>(Map.of("kind", value)));
        }
    }

    @SuppressWarnings("unchecked") // recipes are maps of names
    private static void put(Map<String, Object> map, String name, String value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            map.put(name, value);
            return;
        }
        if (!(map.get(name.substring(0, dot)) instanceof Map<?, ?> inner)) {
            throw unknown(name);
        }
        put((Map<String, Object>) inner, name.substring(dot + 1), value);
    }

    private static TuneException unknown(String name) {
        return new TuneException("'" + name + "' is no value of the recipe; `mien train --print-recipe` shows them,"
                + " such as optimizer.learningRate");
    }

    /// The network to train: the base or the value `network`, its `${width}` replaced by the value `network.width`.
    ///
    /// @param base a built-in network's name, or a YAML file
    /// @param folder that gets the file in which names are replaced
    public static String network(String base, Map<String, String> values, Path folder) throws IOException {
        var chosen = values.getOrDefault(NETWORK, base);
        var own = values.entrySet().stream()
                .filter(v -> v.getKey().startsWith(NETWORK + "."))
                .toList();
        if (own.isEmpty()) {
            return chosen;
        }
        if (Architecture.named(chosen).isPresent() || !Files.exists(Path.of(chosen))) {
            throw new TuneException(
                    "network '" + chosen + "': the space has " + own.getFirst().getKey()
                            + ", and only a YAML file can have a place for it; write ${"
                            + own.getFirst().getKey().substring(NETWORK.length() + 1) + "} into one");
        }
        var yaml = Files.readString(Path.of(chosen));
        for (var value : own) {
            var place = "${" + value.getKey().substring(NETWORK.length() + 1) + "}";
            if (!yaml.contains(place)) {
                throw new TuneException(chosen + ": the space has " + value.getKey() + ", but there is no " + place
                        + " in the file; write it where the value goes");
            }
            yaml = yaml.replace(place, value.getValue());
        }
        Files.createDirectories(folder);
        var file = folder.resolve("network.yaml");
        Files.writeString(file, yaml);
        return file.toString();
    }
}
