package mien.lab.dataset;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the pictures that the cells of a csv name, with or without folders before the name.
final class PictureLookup {
    private final Map<String, List<String>> byPath = new HashMap<>();
    private final Map<String, List<String>> byName = new HashMap<>();
    private final Map<String, List<String>> byLowerName = new HashMap<>();
    private final Map<String, List<String>> byStem = new HashMap<>();

    PictureLookup(FileTree tree) {
        for (var file : tree.files()) {
            if (Names.isPicture(file)) {
                var path = composed(file);
                var name = Names.last(path);
                add(byPath, path, file);
                add(byName, name, file);
                add(byLowerName, CsvTable.lower(name), file);
                add(byStem, CsvTable.lower(name.substring(0, name.lastIndexOf('.'))), file);
            }
        }
    }

    private static void add(Map<String, List<String>> map, String key, String file) {
        map.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(file);
    }

    int size() {
        return byPath.size();
    }

    /// The pictures that a cell can mean: by path from the csv's folder, by path from the top, by the end of the
    /// path, by name alone, by name in any case, by name without its ending; the first of these that exists.
    List<String> find(String cell, String csv) {
        if (cell.isEmpty()) {
            return List.of();
        }
        var value = composed(cell.replace('\\', '/'));
        var beside = csv.substring(0, csv.lastIndexOf('/') + 1) + value;
        for (var path : List.of(resolved(beside), resolved(value))) {
            if (byPath.containsKey(path)) {
                return byPath.get(path);
            }
        }
        var name = Names.last(value);
        var named = byName.getOrDefault(name, List.of());
        var ending = "/" + resolved(value);
        var ends = named.stream().filter(file -> ("/" + file).endsWith(ending)).toList();
        if (!ends.isEmpty() || !named.isEmpty()) {
            return ends.isEmpty() ? named : ends;
        }
        var lower = CsvTable.lower(name);
        return byLowerName.getOrDefault(lower, byStem.getOrDefault(lower, List.of()));
    }

    private static String composed(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }

    /// Without `.`, `..` and empty parts; never above the top.
    private static String resolved(String path) {
        var parts = new ArrayDeque<String>();
        for (var part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
