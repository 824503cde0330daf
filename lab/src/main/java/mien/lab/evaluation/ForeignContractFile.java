package mien.lab.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mien.image.Preprocessing;
import mien.lab.metrics.EvaluationException;
import mien.model.ForeignContract;
import mien.model.ForeignContract.Pixels;
import mien.model.Head;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// The YAML file beside a foreign ONNX file that says how to feed it and what its answers mean:
///
/// ```yaml
/// input: {name: Input3, width: 64, height: 64, channels: grey, layout: nchw, scale: 1, mean: 0, std: 1}
/// output: {name: Plus692_Output_0, answers: logits}
/// labels: [neutral, happiness, surprise, sadness, anger, disgust, fear, contempt]
/// ```
public final class ForeignContractFile {
    private static final List<String> FIELDS = List.of("input", "output", "labels", "temperature", "threshold");
    private static final List<String> INPUT =
            List.of("name", "width", "height", "channels", "layout", "scale", "mean", "std");
    private static final List<String> OUTPUT = List.of("name", "answers");

    private final String where;

    private ForeignContractFile(String where) {
        this.where = where;
    }

    /// Reads `model.yaml` (or `.yml`) beside `model.onnx`.
    ///
    /// @throws EvaluationException if there is none, or it is not understood
    public static ForeignContract beside(Path model) {
        var name = model.getFileName().toString();
        var stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        for (var ending : List.of(".yaml", ".yml")) {
            var file = model.resolveSibling(stem + ending);
            if (Files.isRegularFile(file)) {
                return read(file);
            }
        }
        throw new EvaluationException(model + ": an ONNX file without Mien's contract, so its labels and input are"
                + " unknown; describe them in " + model.resolveSibling(stem + ".yaml") + " (see docs/evaluate.md)");
    }

    private static ForeignContract read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new EvaluationException(file + ": the contract cannot be read (" + e + ")", e);
        }
    }

    static ForeignContract parse(String where, String yaml) {
        var reader = new ForeignContractFile(where);
        try {
            return reader.contract(
                    new Load(LoadSettings.builder().setLabel(where).build()).loadFromString(yaml));
        } catch (YamlEngineException e) {
            throw new EvaluationException(
                    where + ": this is not YAML: "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    e);
        } catch (IllegalArgumentException e) {
            throw new EvaluationException(where + ": " + e.getMessage(), e);
        }
    }

    private ForeignContract contract(@Nullable Object root) {
        var fields = fields("the contract", root, FIELDS);
        var input = fields("input", fields.getOrDefault("input", Map.of()), INPUT);
        var output = fields("output", fields.getOrDefault("output", Map.of()), OUTPUT);
        var colours = choice("input.channels", input.get("channels"), List.of("grey", "rgb", "bgr"));
        int channels = colours.equals("grey") ? 1 : 3;
        var layout = input.containsKey("layout")
                ? choice("input.layout", input.get("layout"), List.of("nchw", "nhwc"))
                : "nchw";
        var pixels = new Pixels(
                colours.equals("bgr"),
                layout.equals("nhwc"),
                number("input.scale", input.getOrDefault("scale", 1)),
                perChannel("input.mean", input.getOrDefault("mean", 0), channels),
                perChannel("input.std", input.getOrDefault("std", 1), channels));
        var labels = new LabelSet("labels", texts("labels", fields.get("labels")));
        return new ForeignContract(
                new Preprocessing(channels, whole("input.height", input), whole("input.width", input), 1),
                String.valueOf(input.getOrDefault("name", "")),
                String.valueOf(output.getOrDefault("name", "")),
                pixels,
                choice("output.answers", output.get("answers"), List.of("probabilities", "logits"))
                        .equals("logits"),
                new Head(
                        "answers",
                        labels,
                        number("temperature", fields.getOrDefault("temperature", 1)),
                        number("threshold", fields.getOrDefault("threshold", 0))));
    }

    private Map<?, ?> map(String what, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw error(what + " must be fields with values, got '" + value + "'");
    }

    private Map<String, Object> fields(String what, @Nullable Object value, List<String> known) {
        var fields = new TreeMap<String, Object>();
        map(what, value).forEach((name, content) -> {
            if (!known.contains(String.valueOf(name))) {
                throw error(what + " has no field '" + name + "'; known are " + String.join(", ", known));
            }
            fields.put(String.valueOf(name), content);
        });
        return fields;
    }

    private int whole(String what, Map<String, Object> input) {
        var value = input.get(what.substring(what.indexOf('.') + 1));
        if (value instanceof Integer number && number > 0) {
            return number;
        }
        throw error(what + " must be a whole number above 0, got '" + value + "'");
    }

    private double number(String what, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw error(what + " must be a number, got '" + value + "'");
    }

    private List<Double> perChannel(String what, Object value, int channels) {
        return value instanceof List<?> list
                ? list.stream().map(item -> number(what, item)).toList()
                : Collections.nCopies(channels, number(what, value));
    }

    private List<String> texts(String what, @Nullable Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.stream().map(String::valueOf).toList();
        }
        throw error(what + " must be a list, in the order of the graph's answers, got '" + value + "'");
    }

    private String choice(String what, @Nullable Object value, List<String> known) {
        var text = String.valueOf(value).toLowerCase(Locale.ROOT);
        if (known.contains(text)) {
            return text;
        }
        throw error(what + " must be one of " + String.join(", ", known) + ", got '" + value + "'");
    }

    private EvaluationException error(String problem) {
        return new EvaluationException(where + ": " + problem);
    }
}
