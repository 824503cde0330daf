package mien.lab.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import mien.lab.onnx.OnnxConstant;
import mien.lab.onnx.OnnxModel;
import mien.lab.onnx.OnnxNode;

/// A graph whose layers calculate in 8 bits, in the form that engines know ("QDQ"): each value passes through a pair
/// QuantizeLinear, DequantizeLinear, and an engine merges these with the operations between them.
///
/// Weights are `int8`, symmetric, with a scale for each output channel; what flows between layers is `uint8`; sums and
/// biases are `int32` (Jacob et al. 2018, arXiv:1712.05877). Normalisation, global pooling, the last dense layer and
/// softmax stay in 32 bits.
final class Quantization {
    /// Weights use 7 bits: pairs of products of 8 bits overflow 16 bits in the instructions of processors before
    /// AVX-512 VNNI.
    private static final int LARGEST_WEIGHT = 63;

    private final OnnxModel model;
    private final Wiring wiring;
    private final Map<String, Range> ranges;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final SequencedMap<String, OnnxConstant> constants = new LinkedHashMap<>();
    private final Set<String> quantized = new HashSet<>();

    private Quantization(OnnxModel model, Map<String, Range> ranges) {
        this.model = model;
        this.wiring = new Wiring(model);
        this.ranges = new HashMap<>(ranges);
        constants.putAll(model.constants());
    }

    /// @param model as [#reordered] gives it
    /// @param ranges of all values that [Wiring#quantized] names
    static OnnxModel of(OnnxModel model, Map<String, Range> ranges) {
        return new Quantization(model, ranges).rewritten();
    }

    /// The same answers with every Relu before the maximum pooling that it follows: so it becomes part of the layer.
    static OnnxModel reordered(OnnxModel model) {
        var wiring = new Wiring(model);
        var nodes = new ArrayList<>(model.nodes());
        for (int i = 0; i < nodes.size(); i++) {
            var pool = nodes.get(i);
            var next = wiring.takers(pool.output());
            if (pool.op().equals("MaxPool")
                    && next.size() == 1
                    && next.getFirst().op().equals("Relu")) {
                var relu = next.getFirst();
                nodes.remove(relu);
                nodes.set(i, new OnnxNode("Relu", pool.inputs(), pool.output(), relu.attributes()));
                var after = List.of(pool.output());
                nodes.add(i + 1, new OnnxNode("MaxPool", after, relu.output(), pool.attributes()));
            }
        }
        return model.with(nodes, model.constants());
    }

    private OnnxModel rewritten() {
        var kept = new HashSet<>(wiring.quantized());
        for (var node : model.nodes()) {
            var from = ranges.get(node.inputs().getFirst());
            if (from != null && node.op().equals("MaxPool")) {
                ranges.replace(node.output(), from); // a maximum is one of them
            } else if (from != null && node.op().equals("GlobalAveragePool")) {
                ranges.computeIfPresent(node.output(), (_, range) -> range.atLeast(from.scale()));
            }
        }
        for (var node : model.nodes()) {
            var reading = wiring.isLayer(node) ? layer(node) : node;
            nodes.add(reading.reading(name -> kept.contains(name) ? name + ":real" : name));
            if (kept.contains(node.output())) {
                activation(node.output());
            }
        }
        return model.with(nodes, constants);
    }

    private Range range(String value) {
        var range = ranges.get(value);
        if (range == null) {
            throw new IllegalStateException("no range for " + value);
        }
        return range;
    }

    /// A layer that reads 8 bit weights, and a bias of 32 bits in the steps of its sums.
    private OnnxNode layer(OnnxNode node) {
        var inputs = new ArrayList<>(node.inputs());
        var scales = weights(inputs.get(1));
        inputs.set(1, inputs.get(1) + ":real");
        if (inputs.size() > 2) {
            inputs.set(2, bias(inputs.get(2), range(inputs.getFirst()).scale(), scales));
        }
        return new OnnxNode(node.op(), inputs, node.output(), node.attributes());
    }

    private float[] weights(String name) {
        var weights = model.constants().get(name);
        if (weights == null) {
            throw new IllegalStateException("no constant " + name);
        }
        var rows = Rows.of(weights);
        var scales = rows.scales(LARGEST_WEIGHT);
        if (quantized.add(name)) {
            constants.remove(name);
            constants.put(name + ":int8", rows.quantized(scales));
            constants.put(name + ":scale", OnnxConstant.floats(scales, scales.length));
            constants.put(
                    name + ":zero",
                    new OnnxConstant(OnnxConstant.Type.INT8, new long[] {scales.length}, new byte[scales.length]));
            var inputs = List.of(name + ":int8", name + ":scale", name + ":zero");
            nodes.add(OnnxNode.of("DequantizeLinear", inputs, name + ":real").with("axis", 0));
        }
        return scales;
    }

    private String bias(String name, float inputScale, float[] weightScales) {
        var bias = model.constants().get(name);
        if (bias == null) {
            throw new IllegalStateException("no constant " + name);
        }
        var values = bias.toFloats();
        var scales = new float[values.length];
        var whole = new int[values.length];
        for (int i = 0; i < whole.length; i++) {
            scales[i] = inputScale * weightScales[i];
            whole[i] = (int) Math.clamp(Math.round((double) values[i] / scales[i]), -(1L << 30), 1L << 30);
        }
        constants.remove(name);
        constants.put(name + ":int32", OnnxConstant.ints(whole, whole.length));
        constants.put(name + ":scale", OnnxConstant.floats(scales, scales.length));
        nodes.add(OnnxNode.of("DequantizeLinear", List.of(name + ":int32", name + ":scale"), name + ":real")
                .with("axis", 0));
        return name + ":real";
    }

    private void activation(String value) {
        var range = range(value);
        constants.put(value + ":scale", OnnxConstant.floats(new float[] {range.scale()}));
        byte[] zero = {(byte) range.zeroPoint()};
        constants.put(value + ":zero", new OnnxConstant(OnnxConstant.Type.UINT8, new long[0], zero));
        nodes.add(OnnxNode.of("QuantizeLinear", List.of(value, value + ":scale", value + ":zero"), value + ":uint8"));
        nodes.add(OnnxNode.of(
                "DequantizeLinear", List.of(value + ":uint8", value + ":scale", value + ":zero"), value + ":real"));
    }
}
