package mien.lab.prepare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import mien.lab.dataset.FileSet;

/// The tags in the files beside a picture `x.jpg`: `x.jpg.txt`, `x.txt`, `x.jpg.json`, `x.json`; all that are there.
///
/// A text has a tag a line, or all in one line with commas between them. In JSON the tags are what lies below names
/// with `tag` in them (`tags`, `tag_string_general`, Hydrus's `tags` by service), or the JSON is a list of tags.
record SideCars(FileSet files) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param found names of the files
    record Tags(List<String> found, SequencedSet<String> tags) {}

    /// @throws IOException if one of the files is damaged; the message says which
    Tags of(String picture) throws IOException {
        var stem = picture.substring(0, picture.lastIndexOf('.'));
        var found = new ArrayList<String>();
        var tags = new LinkedHashSet<String>();
        for (var file : List.of(picture + ".txt", stem + ".txt", picture + ".json", stem + ".json")) {
            if (files.has(file)) {
                found.add(file);
                tags.addAll(file.endsWith(".txt") ? lines(files.text(file)) : json(file));
            }
        }
        tags.removeIf(String::isBlank);
        return new Tags(found, tags);
    }

    static List<String> lines(String text) {
        var lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.size() == 1 ? split(lines.getFirst(), ",") : lines;
    }

    private static List<String> split(String text, String at) {
        return List.of(text.split(at)).stream().map(String::strip).toList();
    }

    private List<String> json(String file) throws IOException {
        try {
            return json(JSON.readTree(files.text(file)));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static List<String> json(JsonNode root) {
        var tags = new ArrayList<String>();
        if (root.isArray()) {
            below(root, tags);
        }
        root.properties().forEach(field -> {
            if (field.getKey().toLowerCase(Locale.ROOT).contains("tag")) {
                below(field.getValue(), tags);
            }
        });
        return tags;
    }

    private static void below(JsonNode node, List<String> tags) {
        if (node.isTextual()) {
            tags.addAll(split(node.textValue(), node.textValue().contains(",") ? "," : "\\s+"));
        }
        for (var child : node) {
            var name = child.isObject() ? child.path("name") : child;
            if (node.isArray() && name.isTextual()) {
                tags.add(name.textValue());
            } else {
                below(child, tags);
            }
        }
    }
}
