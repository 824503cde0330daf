package mien.model;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mien.image.Preprocessing;

/// What a model file says about itself: how to feed it, what its answers mean, and where it comes from.
///
/// It is stored as JSON in the ONNX metadata under [#KEY]. The graph has one input, `images`, raw pixels as `uint8`
/// `[N, C, H, W]`, and one output for each head, by its name, softmax probabilities as `float32` `[N, classes]`.
///
/// @param name what people call the model, for example `mien-s`
/// @param heads at least one; the first is the default
/// @param figures measured results by name, for example `fer7.validation.accuracy`, in order
public record Contract(
        String name,
        Preprocessing input,
        List<Head> heads,
        Architecture architecture,
        Training training,
        Map<String, Double> figures) {

    /// The key of the ONNX metadata entry.
    public static final String KEY = "mien";

    /// The name of the graph's input.
    public static final String INPUT = "images";

    /// The version of this format that is written, and the newest that is read.
    public static final int FORMAT = 1;

    public Contract {
        heads = List.copyOf(heads);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("model " + name + ": it has no heads; name at least one");
        }
        var names = heads.stream().map(Head::name).toList();
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("model " + name + ": head names must be distinct, got " + names);
        }
    }

    public Contract withHeads(List<Head> changed) {
        return new Contract(name, input, changed, architecture, training, figures);
    }

    /// With more figures; a figure of the same name is replaced.
    public Contract withFigures(Map<String, Double> more) {
        var all = new LinkedHashMap<>(figures);
        all.putAll(more);
        return new Contract(name, input, heads, architecture, training, all);
    }

    public Head defaultHead() {
        return heads.getFirst();
    }

    /// @throws ModelException if the model has no such head
    public Head head(String headName) {
        for (var head : heads) {
            if (head.name().equals(headName)) {
                return head;
            }
        }
        var known = heads.stream().map(Head::name).collect(Collectors.joining(", "));
        throw new ModelException("model " + name + ": it has no head '" + headName + "'; choose one of " + known);
    }

    /// Pretty-printed, with the same text for the same contract.
    public String toJson() {
        return ContractJson.write(this);
    }

    /// Reads what [#toJson] wrote; fields that this version does not know are ignored.
    ///
    /// @throws ModelException naming the field that is missing or wrong
    public static Contract fromJson(String json) {
        return ContractJson.read(json);
    }
}
