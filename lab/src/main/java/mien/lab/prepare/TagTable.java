package mien.lab.prepare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Which tags mean which label.
///
/// ```yaml
/// happy: [smile, grin, ":d"]
/// sad: [crying, "emotion:sad"]
/// ```
///
/// Case does not matter, nor whether words are joined by blanks or underscores. An entry without a namespace also
/// fits the tag below any namespace: `smile` fits `general:smile`; one with a namespace fits only there.
///
/// @param labels by normal form of the tag
public record TagTable(Map<String, String> labels) {
    private static final Pattern BLANKS = Pattern.compile("[\\s_]+");
    private static final Pattern NAMESPACE = Pattern.compile("\\p{L}[\\p{L}\\p{N} -]*:(?=.)");

    public TagTable {
        labels = Map.copyOf(labels);
    }

    /// @throws PrepareException naming file and line if the file is missing or no such table
    public static TagTable read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new PrepareException(file + ": the table of tags cannot be read (" + e + "); check the path", e);
        }
    }

    /// @param where what error messages call the text
    public static TagTable parse(String where, String yaml) {
        try {
            var settings = LoadSettings.builder().setLabel(where).build();
            var root = new Compose(settings).composeString(yaml);
            return new Reader(where).read(root.orElse(null));
        } catch (YamlEngineException e) {
            throw new PrepareException(
                    where + ": this is not YAML: " + e.toString().replaceAll("\\s+", " "), e);
        }
    }

    /// The labels that some tags speak for.
    SequencedSet<String> labelsOf(Collection<String> tags) {
        var found = new TreeSet<String>();
        for (var tag : tags) {
            var whole = normal(tag);
            var bare = NAMESPACE.matcher(whole).replaceFirst("").strip();
            var label = labels.getOrDefault(whole, labels.get(bare));
            if (label != null) {
                found.add(label);
            }
        }
        return found;
    }

    /// Lower case, words apart by one blank, without the backslashes that some tools put before parentheses.
    static String normal(String tag) {
        var plain = tag.replace("\\(", "(").replace("\\)", ")").toLowerCase(Locale.ROOT);
        return BLANKS.matcher(plain).replaceAll(" ").strip();
    }

    private record Reader(String where) {
        TagTable read(@Nullable Node root) {
            if (!(root instanceof MappingNode table) || table.getValue().isEmpty()) {
                throw new PrepareException(
                        where + ": a table from labels to tags is needed, such as happy: [smile," + " \":d\"]");
            }
            var labels = new HashMap<String, String>();
            var lines = new TreeMap<String, Integer>();
            for (var tuple : table.getValue()) {
                var label = LabelSet.canonical(text(tuple.getKeyNode(), "a label"));
                for (var node : tags(tuple.getValueNode())) {
                    var tag = normal(text(node, "a tag"));
                    var before = labels.putIfAbsent(tag, label);
                    if (before != null && !before.equals(label)) {
                        throw error(
                                node,
                                "the tag '" + tag + "' means " + label + ", but also " + before + " in line "
                                        + lines.get(tag) + "; remove one");
                    }
                    lines.putIfAbsent(tag, line(node));
                }
            }
            return new TagTable(labels);
        }

        private static List<Node> tags(Node node) {
            return node instanceof SequenceNode list ? list.getValue() : List.of(node);
        }

        private String text(Node node, String what) {
            if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                return scalar.getValue();
            }
            throw error(
                    node, what + " must be a word; write happy: [smile, \":d\"], in quotes what begins with a sign");
        }

        private PrepareException error(Node node, String what) {
            return new PrepareException(where + ":" + line(node) + ": " + what);
        }

        private static int line(Node node) {
            return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        }
    }
}
