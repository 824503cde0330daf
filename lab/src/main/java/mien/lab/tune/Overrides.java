package mien.lab.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mien.lab.dataset.Hashing;
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
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

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
    /// @throws TuneException if there is no such network, or its places and the values do not fit each other
    public static String network(String base, Map<String, String> values, Path folder) throws IOException {
        var filled = filledNetwork(base, values);
        if (filled.isEmpty()) {
            return chosen(base, values);
        }
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("network.yaml"), filled.get()).toString();
    }

    private static String chosen(String base, Map<String, String> values) {
        return values.getOrDefault(NETWORK, base);
    }

    /// The files of all networks that trials can have, each with a hash of its text; empty if all are built in.
    static String networkFiles(String base, Space space) throws IOException {
        var names = space.parameters().stream()
                .filter(p -> p.name().equals(NETWORK) && p instanceof Parameter.Choice)
                .map(p -> ((Parameter.Choice) p).values())
                .findFirst()
                .orElse(List.of(base));
        var files = new ArrayList<String>();
        for (var name : names) {
            if (Architecture.named(name).isEmpty()) {
                files.add(name + " sha256:" + Hashing.sha256(Files.readAllBytes(Path.of(name))));
            }
        }
        return String.join(", ", files);
    }

    /// The text of a network's file with all places filled; empty if it has none.
    static Optional<String> filledNetwork(String base, Map<String, String> values) throws IOException {
        var chosen = chosen(base, values);
        boolean builtIn = Architecture.named(chosen).isPresent();
        if (!builtIn && !Files.exists(Path.of(chosen))) {
            throw new TuneException("network '" + chosen + "': neither a built-in network nor a file; built in are "
                    + String.join(", ", Architecture.titles()));
        }
        var own = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (name.startsWith(NETWORK + ".")) {
                own.put(name.substring(NETWORK.length() + 1), value);
            }
        });
        if (builtIn && !own.isEmpty()) {
            throw new TuneException("network '" + chosen + "': the space has network." + own.firstKey()
                    + ", and only a YAML file can have a place for it; write ${" + own.firstKey() + "} into one");
        }
        return builtIn ? Optional.empty() : filled(chosen, own);
    }

    private static Optional<String> filled(String file, Map<String, String> values) throws IOException {
        var yaml = Files.readString(Path.of(file));
        var places = PLACE.matcher(yaml).results().map(place -> place.group(1)).collect(Collectors.toSet());
        for (var place : places) {
            if (!values.containsKey(place)) {
                throw new TuneException(file + ": there is ${" + place + "} in the file, but no network." + place
                        + " in the space; add it to the space");
            }
        }
        for (var name : values.keySet()) {
            if (!places.contains(name)) {
                throw new TuneException(file + ": the space has network." + name + ", but there is no ${" + name
                        + "} in the file; write it where the value goes");
            }
        }
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(PLACE.matcher(yaml)
                        .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), ""))));
    }
}
