package mien.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.model.GraphAddition.Attribute;
import mien.model.ModelGraph.Node;

/// A model file with class activation maps as further outputs, found by following its graph back from each
/// answer (Zhou et al., "Learning Deep Features for Discriminative Localization", 2016).
///
/// From the last feature map to the logits our networks only pool over space and weigh, which is linear, so
/// each logit is a sum over places. Of the mean of `n` values, each place has its `n`th; of the maximum, the
/// place that has it has all, several that have it share it. Weighed as the layer weighs the pooled values, the
/// map of a class adds up to its logit but for the bias.
///
/// @param bytes the file with the further outputs
/// @param outputs for each head the maps that make up its own
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this package
record EvidenceGraph(byte[] bytes, Map<String, List<Output>> outputs) {

    /// @param name of an output `[n, classes, height, width]`; `n` is the number of pictures, or twice that, if
    ///     a graph sees each picture and, after all of them, each one mirrored
    /// @param share how much it counts where a graph joins several networks; all add up to 1
    record Output(String name, double share) {}

    /// @throws ModelException if a head is not linear after the pooling
    static EvidenceGraph of(String where, byte[] bytes, Contract contract) {
        return new Search(where, ModelGraph.parse(where, bytes)).evidence(bytes, contract);
    }

    /// A tensor whose sum over places is the one that was asked for, but for a constant.
    ///
    /// @param places `[n, channels, height * width]`
    /// @param map the feature map, `[n, channels, height, width]`
    private record Spread(String places, String map) {}

    /// Logits and how much they count.
    private record Member(String logits, double share) {}

    private static final class Search {
        private static final String PREFIX = "mien.evidence/";
        private static final int SHAPES_AS_INPUTS = 13; // the version of ONNX from which axes of sums are inputs

        private final String where;
        private final ModelGraph graph;
        private final Map<String, Node> producers = new LinkedHashMap<>();
        private final GraphAddition addition = new GraphAddition(PREFIX);
        private final Map<String, Spread> known = new LinkedHashMap<>();

        Search(String where, ModelGraph graph) {
            this.where = where;
            this.graph = graph;
            graph.nodes().forEach(node -> node.outputs().forEach(output -> producers.put(output, node)));
        }

        EvidenceGraph evidence(byte[] bytes, Contract contract) {
            if (graph.opset() < SHAPES_AS_INPUTS) {
                throw refusal("the file is of ONNX's operator set " + graph.opset() + ", before " + SHAPES_AS_INPUTS);
            }
            var outputs = new LinkedHashMap<String, List<Output>>();
            for (var head : contract.heads()) {
                var members = new ArrayList<Member>();
                members(head.name(), 1, members);
                var maps = new ArrayList<Output>();
                for (var member : members) {
                    var name = PREFIX + head.name() + "/" + maps.size();
                    addition.output(name, unfolded(spread(member.logits())));
                    maps.add(new Output(name, member.share()));
                }
                outputs.put(head.name(), List.copyOf(maps));
            }
            return new EvidenceGraph(addition.appendedTo(bytes), outputs);
        }

        /// Follows probabilities back to the logits, of several networks where the file joins them.
        private void members(String tensor, double share, List<Member> into) {
            var node = producers.get(tensor);
            if (node == null) {
                throw refusal("nothing makes " + tensor);
            }
            switch (node.op()) {
                case "Softmax" -> into.add(new Member(node.inputs().getFirst(), share));
                case "Identity", "Cast", "Reshape", "ReduceMean" ->
                    members(node.inputs().getFirst(), share, into);
                case "Mul" -> {
                    var scaled = scaled(node);
                    if (scaled.isPresent()) {
                        members(scaled.get().tensor(), share * scaled.get().factor(), into);
                    } else {
                        into.add(new Member(tensor, share));
                    }
                }
                case "Sum" -> node.inputs().forEach(input -> members(input, share, into));
                case "Mean" ->
                    node.inputs()
                            .forEach(input ->
                                    members(input, share / node.inputs().size(), into));
                default -> into.add(new Member(tensor, share));
            }
        }

        private record Scaled(String tensor, double factor) {}

        /// A product of a tensor and one constant number.
        private Optional<Scaled> scaled(Node node) {
            for (int i = 0; i < 2; i++) {
                var constant = graph.constants().get(node.inputs().get(i));
                if (constant != null && constant.isReal() && constant.size() == 1) {
                    return Optional.of(new Scaled(node.inputs().get(1 - i), constant.reals()[0]));
                }
            }
            return Optional.empty();
        }

        private Spread spread(String tensor) {
            var spread = known.get(tensor);
            if (spread == null) {
                spread = follow(tensor);
                known.put(tensor, spread);
            }
            return spread;
        }

        private Spread follow(String tensor) {
            var node = producers.get(tensor);
            if (node == null) {
                throw refusal("nothing makes " + tensor);
            }
            var inputs = node.inputs();
            return switch (node.op()) {
                case "Identity", "Cast", "Flatten", "Reshape", "Squeeze", "Dropout" -> spread(inputs.getFirst());
                case "Gemm" -> weighed(node, node.integer("transB", 0) == 1);
                case "MatMul" -> weighed(node, false);
                case "Add", "Sum" -> added(node);
                case "Mul" -> multiplied(node);
                case "GlobalAveragePool", "ReduceMean" -> mean(node);
                case "GlobalMaxPool", "ReduceMax" -> maximum(node);
                default -> throw refusal(node.op() + " is neither");
            };
        }

        private ModelException refusal(String what) {
            return new ModelException(where + ": there is no class activation map for this network, as between its"
                    + " last feature map and its answer there must be only pooling and linear layers, but " + what
                    + "; use another method, such as occlusion");
        }

        private Spread weighed(Node node, boolean rows) {
            var of = spread(node.inputs().getFirst());
            if (node.integer("transA", 0) != 0 || node.real("alpha", 1) != 1) {
                throw refusal(node.op() + " scales or turns its input");
            }
            var weights = node.inputs().get(1);
            var turned = rows ? weights : addition.node("Transpose", List.of(weights));
            return new Spread(addition.node("MatMul", List.of(turned, of.places())), of.map());
        }

        private Spread added(Node node) {
            var parts = node.inputs().stream()
                    .filter(input -> !graph.constants().containsKey(input))
                    .map(this::spread)
                    .toList();
            if (parts.isEmpty()) {
                throw refusal("it is constant");
            }
            var sum = parts.getFirst();
            for (var part : parts.subList(1, parts.size())) {
                sum = new Spread(addition.node("Add", List.of(sum.places(), part.places())), sum.map());
            }
            return sum;
        }

        private Spread multiplied(Node node) {
            var scaled = scaled(node).orElseThrow(() -> refusal("Mul is by more than one constant number"));
            var of = spread(scaled.tensor());
            var constant = node.inputs().get(node.inputs().getFirst().equals(scaled.tensor()) ? 1 : 0);
            return new Spread(addition.node("Mul", List.of(of.places(), constant)), of.map());
        }

        private Spread mean(Node node) {
            var map = pooled(node);
            var places = folded(map);
            return new Spread(addition.node("Div", List.of(places, count(places))), map);
        }

        private Spread maximum(Node node) {
            var map = pooled(node);
            var places = folded(map);
            var largest = folded(node.output());
            var there = addition.node("Cast", List.of(addition.node("Equal", List.of(places, largest))), toFloat());
            var ties = addition.node("ReduceSum", List.of(there, addition.integers(2)));
            var share = addition.node("Div", List.of(there, ties));
            return new Spread(addition.node("Mul", List.of(places, share)), map);
        }

        /// What a node pools, if it does so over all of space.
        private String pooled(Node node) {
            if (node.op().startsWith("Reduce")) {
                var given = node.inputs().size() > 1
                        ? graph.constants().get(node.inputs().get(1))
                        : null;
                var axes = given == null ? node.integers("axes") : longs(given.integers());
                if (!axes.equals(List.of(2L, 3L)) && !axes.equals(List.of(-2L, -1L))) {
                    throw refusal(node.op() + " is not over height and width");
                }
            }
            return node.inputs().getFirst();
        }

        private static List<Long> longs(long... values) {
            return Arrays.stream(values).boxed().toList();
        }

        private static Attribute toFloat() {
            return Attribute.integer("to", ModelGraph.Constant.FLOAT);
        }

        /// `[n, channels, height, width]` as `[n, channels, height * width]`.
        private String folded(String map) {
            var floats = addition.node("Cast", List.of(map), toFloat());
            return addition.node("Reshape", List.of(floats, addition.integers(0, 0, -1)));
        }

        /// How many places there are, `[1]`.
        private String count(String places) {
            var shape = addition.node("Shape", List.of(places));
            return addition.node(
                    "Cast", List.of(addition.node("Gather", List.of(shape, addition.integers(2)))), toFloat());
        }

        private String unfolded(Spread spread) {
            var shape = addition.node("Shape", List.of(spread.map()));
            var size = addition.node("Gather", List.of(shape, addition.integers(2, 3)));
            var whole = addition.node("Concat", List.of(addition.integers(0, 0), size), Attribute.integer("axis", 0));
            return addition.node("Reshape", List.of(spread.places(), whole));
        }
    }
}
