package mien.lab.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import mien.lab.network.Layer.Activation;
import mien.lab.network.Layer.AvgPool2d;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Dropout;
import mien.lab.network.Layer.Flatten;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.GlobalMaxPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Layer.MaxPool2d;
import mien.lab.network.Layer.Residual;
import mien.lab.network.Layer.Sequential;
import mien.lab.network.Layer.SqueezeExcitation;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.YamlNode.Fields;

/// Makes a [Network] of a YAML file, remembering the line of each layer for what the network itself has to say.
final class NetworkReader {
    private static final int DEEPEST = 50;
    private static final int MOST_LAYERS = 10_000;

    /// The fields of each layer; a single value stands for the first.
    private static final Map<String, List<String>> FIELDS = fieldsByLayer();

    private final Map<String, Integer> classesByHead;
    private final Map<String, YamlNode> nodeByPath = new HashMap<>();
    private OptionalInt classes = OptionalInt.empty();
    private int layers;

    NetworkReader(Map<String, Integer> classesByHead) {
        this.classesByHead = classesByHead;
    }

    Network network(YamlNode root) {
        root.entries("a network");
        var fields = root.fields("a network", List.of("name", "input", "normalization", "trunk", "head", "heads"));
        var name = fields.get("name").text("name");
        var input = input(fields.get("input"));
        var normalization = normalization(fields.get("normalization"));
        var trunk = sequence(fields.get("trunk"), "trunk", 0);
        var heads = heads(fields);
        try {
            return new Network(name, input, normalization, trunk, heads);
        } catch (InvalidNetworkException e) {
            throw nearest(e.path(), root).error(e.path() + ": " + e.problem());
        }
    }

    private YamlNode nearest(String path, YamlNode root) {
        for (var p = path; !p.isEmpty(); p = p.substring(0, Math.max(0, p.lastIndexOf('.')))) {
            var node = nodeByPath.get(p);
            if (node != null) {
                return node;
            }
        }
        return root;
    }

    private static FeatureMap input(YamlNode node) {
        var sizes = node.items("input").stream().map(n -> n.integer("input")).toList();
        if (sizes.size() != 3) {
            throw node.error("input must be [channels, height, width], got " + sizes);
        }
        try {
            return new FeatureMap(sizes.get(0), sizes.get(1), sizes.get(2));
        } catch (IllegalArgumentException e) {
            throw node.error("input: " + e.getMessage());
        }
    }

    private static Normalization normalization(YamlNode node) {
        if (node.isText()) {
            if (node.text("normalization").equals("per-image")) {
                return new Normalization.PerImage();
            }
            throw node.error("normalization must be per-image or {mean: ..., std: ...}, got '"
                    + node.text("normalization") + "'");
        }
        var fields = node.fields("normalization", List.of("mean", "std"));
        try {
            return new Normalization.Fixed(
                    fields.get("mean").number("mean"), fields.get("std").number("std"));
        } catch (IllegalArgumentException e) {
            throw node.error("normalization: " + e.getMessage());
        }
    }

    private List<Head> heads(Fields fields) {
        if (fields.has("head") == fields.has("heads")) {
            throw fields.owner().error("a network needs either 'head', for all labels alike, or 'heads', by name");
        }
        var bodies = new LinkedHashMap<String, YamlNode>();
        if (fields.has("head")) {
            classesByHead.keySet().forEach(name -> bodies.put(name, fields.get("head")));
        } else {
            bodies.putAll(fields.get("heads").entries("heads"));
            nodeByPath.put("heads", fields.get("heads"));
        }
        var heads = new ArrayList<Head>();
        bodies.forEach((name, body) -> {
            var count = classesByHead.get(name);
            classes = count == null ? OptionalInt.empty() : OptionalInt.of(count);
            heads.add(new Head(name, sequence(body, "heads." + name, 0)));
        });
        return heads;
    }

    private Sequential sequence(YamlNode node, String path, int depth) {
        nodeByPath.put(path, node);
        var into = new ArrayList<Layer>();
        append(node, path, depth, into);
        return new Sequential(into);
    }

    private void append(YamlNode list, String path, int depth, List<Layer> into) {
        if (depth > DEEPEST) {
            throw list.error("layers are nested deeper than " + DEEPEST + "; flatten them");
        }
        for (var item : list.items("layers")) {
            var kind = kind(item);
            if (kind.equals("repeat")) {
                var fields = arguments(item, kind).fields(kind, List.of("times", "layers"));
                for (int i = times(fields.get("times")); i > 0; i--) {
                    append(fields.get("layers"), path, depth + 1, into);
                }
            } else {
                into.add(layer(item, kind, path + "." + into.size(), depth));
            }
        }
    }

    private static int times(YamlNode node) {
        int times = node.integer("repeat.times");
        if (times < 1 || times > MOST_LAYERS) {
            throw node.error("repeat.times must be in 1 to " + MOST_LAYERS + ", got " + times);
        }
        return times;
    }

    private static String kind(YamlNode item) {
        if (item.isText()) {
            return item.text("a layer");
        }
        var entries = item.entries("a layer");
        if (entries.size() != 1) {
            throw item.error("a layer must be one name with its fields, got " + entries.keySet()
                    + "; write its fields as {a: 1, b: 2} or indent them further");
        }
        return entries.keySet().iterator().next();
    }

    private static YamlNode arguments(YamlNode item, String kind) {
        return item.isText() ? item : item.entries(kind).values().iterator().next();
    }

    private Layer layer(YamlNode item, String kind, String path, int depth) {
        nodeByPath.put(path, item);
        if (++layers > MOST_LAYERS) {
            throw item.error("the network has more than " + MOST_LAYERS + " layers; repeat less");
        }
        if (!FIELDS.containsKey(kind)) {
            throw item.error("unknown layer '" + kind + "'; known are " + String.join(", ", FIELDS.keySet()));
        }
        var known = FIELDS.get(kind);
        var arguments =
                item.isText() ? item : item.entries(kind).values().iterator().next();
        if (kind.equals("sequential")) {
            return sequence(arguments, path, depth + 1);
        }
        var fields = item.isText() ? new Fields(item, kind, Map.of()) : arguments.fields(kind, known);
        try {
            return kind.equals("residual") ? residual(fields, path, depth) : leaf(kind, fields);
        } catch (IllegalArgumentException e) {
            throw item.error(kind + ": " + e.getMessage());
        }
    }

    private Residual residual(Fields fields, String path, int depth) {
        var body = sequence(fields.get("body"), path + ".body", depth + 1);
        var shortcut = fields.has("shortcut")
                ? sequence(fields.get("shortcut"), path + ".shortcut", depth + 1)
                : Layer.sequential();
        return new Residual(body, shortcut);
    }

    private Layer leaf(String kind, Fields fields) {
        return switch (kind) {
            case "conv2d" -> convolution(fields);
            case "batchNorm2d" -> new BatchNorm2d(fields.number("epsilon", 1e-5), fields.number("momentum", 0.1));
            case "relu" -> Activation.RELU;
            case "silu" -> Activation.SILU;
            case "sigmoid" -> Activation.SIGMOID;
            case "maxPool2d" -> {
                int kernel = fields.get("kernel").integer("maxPool2d.kernel");
                yield new MaxPool2d(kernel, fields.integer("stride", kernel), fields.integer("padding", 0));
            }
            case "avgPool2d" -> {
                int kernel = fields.get("kernel").integer("avgPool2d.kernel");
                yield new AvgPool2d(kernel, fields.integer("stride", kernel), fields.integer("padding", 0));
            }
            case "globalAvgPool" -> new GlobalAvgPool();
            case "globalMaxPool" -> new GlobalMaxPool();
            case "flatten" -> new Flatten();
            case "squeezeExcitation" ->
                new SqueezeExcitation(fields.get("reduction").integer("squeezeExcitation.reduction"));
            case "dropout" -> new Dropout(fields.get("rate").number("dropout.rate"));
            case "linear" -> new Linear(count(fields.get("outFeatures"), "linear.outFeatures"));
            default -> throw new IllegalStateException("no reader for " + kind);
        };
    }

    private Conv2d convolution(Fields fields) {
        return new Conv2d(
                count(fields.get("outChannels"), "conv2d.outChannels"),
                fields.get("kernel").integer("conv2d.kernel"),
                fields.integer("stride", 1),
                fields.integer("padding", 0),
                fields.integer("groups", 1),
                fields.truth("bias", true));
    }

    /// A number, or `classes` for that of the head.
    private int count(YamlNode node, String what) {
        if (!node.text(what).equals("classes")) {
            return node.integer(what);
        }
        return classes.orElseThrow(() -> node.error(what + " is 'classes', which only the heads of the data have: "
                + String.join(", ", classesByHead.keySet())));
    }

    private static Map<String, List<String>> fieldsByLayer() {
        var fields = new LinkedHashMap<String, List<String>>();
        fields.put("conv2d", List.of("outChannels", "kernel", "stride", "padding", "groups", "bias"));
        fields.put("batchNorm2d", List.of("epsilon", "momentum"));
        List.of("relu", "silu", "sigmoid").forEach(name -> fields.put(name, List.of()));
        List.of("maxPool2d", "avgPool2d").forEach(name -> fields.put(name, List.of("kernel", "stride", "padding")));
        List.of("globalAvgPool", "globalMaxPool", "flatten").forEach(name -> fields.put(name, List.of()));
        fields.put("squeezeExcitation", List.of("reduction"));
        fields.put("dropout", List.of("rate"));
        fields.put("linear", List.of("outFeatures"));
        fields.put("sequential", List.of());
        fields.put("residual", List.of("body", "shortcut"));
        fields.put("repeat", List.of("times", "layers"));
        return fields;
    }
}
