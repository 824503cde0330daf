package mien.lab.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One place in a YAML file, which knows its line and reads itself as what is wanted, or says why it cannot.
///
/// @param file what to call the file in messages
record YamlNode(String file, Node node) {

    static YamlNode parse(String file, String text) {
        try {
            var settings = LoadSettings.builder().setLabel(file).build();
            var root = new Compose(settings).composeString(text);
            return new YamlNode(
                    file,
                    root.orElseThrow(() -> new NetworkFileException(file, 1, "the file is empty; describe a network")));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
            throw new NetworkFileException(file, line, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new NetworkFileException(file, 1, "not YAML: " + e.getMessage());
        }
    }

    /// Counted from 1.
    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    NetworkFileException error(String problem) {
        return new NetworkFileException(file, line(), problem);
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /// @param what names this value in messages
    String text(String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw error(what + " must be a single value, got " + kind());
    }

    int integer(String what) {
        try {
            return Integer.parseInt(text(what));
        } catch (NumberFormatException _) {
            throw error(what + " must be a whole number, got '" + text(what) + "'");
        }
    }

    double number(String what) {
        try {
            return Double.parseDouble(text(what));
        } catch (NumberFormatException _) {
            throw error(what + " must be a number, got '" + text(what) + "'");
        }
    }

    boolean truth(String what) {
        return switch (text(what)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error(what + " must be true or false, got '" + text(what) + "'");
        };
    }

    List<YamlNode> items(String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(n -> new YamlNode(file, n)).toList();
        }
        throw error(what + " must be a list, got " + kind());
    }

    /// The entries of a mapping, in the order of the file.
    Map<String, YamlNode> entries(String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(what + " must be fields with values, got " + kind());
        }
        var entries = new LinkedHashMap<String, YamlNode>();
        for (var tuple : mapping.getValue()) {
            var key = new YamlNode(file, tuple.getKeyNode());
            if (entries.put(key.text("a name in " + what), new YamlNode(file, tuple.getValueNode())) != null) {
                throw key.error("'" + key.text(what) + "' is given twice in " + what + "; remove one");
            }
        }
        return entries;
    }

    /// The entries of a mapping, all of which must be known; a single value stands for the first of them.
    Fields fields(String what, List<String> known) {
        if (isText() && !known.isEmpty()) {
            return new Fields(this, what, Map.of(known.getFirst(), this));
        }
        var entries = entries(what);
        for (var entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue()
                        .error(what + " has no field '" + entry.getKey() + "'; known are "
                                + String.join(", ", new ArrayList<>(known)));
            }
        }
        return new Fields(this, what, entries);
    }

    private String kind() {
        return switch (node) {
            case ScalarNode scalar -> "'" + scalar.getValue() + "'";
            case SequenceNode _ -> "a list";
            default -> "fields with values";
        };
    }

    /// The known fields of one mapping.
    record Fields(YamlNode owner, String what, Map<String, YamlNode> byName) {

        boolean has(String name) {
            return byName.containsKey(name);
        }

        YamlNode get(String name) {
            var value = byName.get(name);
            if (value == null) {
                throw owner.error(what + " needs the field '" + name + "'");
            }
            return value;
        }

        int integer(String name, int otherwise) {
            return has(name) ? get(name).integer(what + "." + name) : otherwise;
        }

        double number(String name, double otherwise) {
            return has(name) ? get(name).number(what + "." + name) : otherwise;
        }

        boolean truth(String name, boolean otherwise) {
            return has(name) ? get(name).truth(what + "." + name) : otherwise;
        }
    }
}
