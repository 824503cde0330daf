package mien.lab.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mien.lab.onnx.OnnxModel;
import mien.lab.onnx.OnnxNode;

/// Who makes and who takes which value of a graph, and which values 8 bit arithmetic passes on.
final class Wiring {
    /// Operations that engines have in 8 bits; convolutions and dense layers first of all.
    private static final Set<String> FOLLOWING = Set.of("Relu", "MaxPool", "AveragePool", "Add", "Mul", "Sigmoid");

    private final OnnxModel model;
    private final Map<String, OnnxNode> makers = new HashMap<>();
    private final Map<String, List<OnnxNode>> takers = new HashMap<>();
    private final Set<OnnxNode> inside = new HashSet<>();

    Wiring(OnnxModel model) {
        this.model = model;
        for (var node : model.nodes()) {
            makers.put(node.output(), node);
            node.inputs()
                    .forEach(name ->
                            takers.computeIfAbsent(name, _ -> new ArrayList<>()).add(node));
        }
        for (var node : model.nodes()) {
            if (isLayer(node) || follows(node)) {
                inside.add(node);
            }
        }
    }

    List<OnnxNode> takers(String value) {
        return takers.getOrDefault(value, List.of());
    }

    /// Whether the node is calculated in 8 bits.
    boolean isInside(OnnxNode node) {
        return inside.contains(node);
    }

    /// A layer with weights; the last one, which makes the logits, stays exact.
    boolean isLayer(OnnxNode node) {
        boolean weighted = node.op().equals("Conv") || node.op().equals("Gemm");
        return weighted
                && model.constants().containsKey(node.inputs().get(1))
                && takers(node.output()).stream().noneMatch(taker -> taker.op().equals("Softmax"));
    }

    private boolean follows(OnnxNode node) {
        boolean pooledForLayer = node.op().equals("GlobalAveragePool")
                && takers(node.output()).stream().allMatch(this::isLayer);
        return (FOLLOWING.contains(node.op()) || pooledForLayer)
                && node.inputs().stream().noneMatch(model.constants()::containsKey)
                && node.inputs().stream().anyMatch(name -> {
                    var maker = makers.get(name);
                    return maker != null && inside.contains(maker);
                });
    }

    /// The values that are kept in 8 bits, in the order of the graph; not those between a layer and the Relu that
    /// becomes part of it.
    List<String> quantized() {
        var values = new ArrayList<String>();
        for (var node : model.nodes()) {
            boolean taken = takers(node.output()).stream().anyMatch(this::isInside);
            if ((taken || inside.contains(node)) && !isAbsorbed(node)) {
                values.add(node.output());
            }
        }
        return values;
    }

    private boolean isAbsorbed(OnnxNode node) {
        var next = takers(node.output());
        return inside.contains(node)
                && !node.op().equals("MaxPool")
                && !node.op().equals("Relu") // ONNX Runtime 1.29 fails to load two in a row
                && next.size() == 1
                && next.getFirst().op().equals("Relu");
    }
}
