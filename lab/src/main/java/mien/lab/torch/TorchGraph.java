package mien.lab.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import mien.model.Contract;
import mien.model.ModelException;
import mien.model.ModelGraph;
import mien.model.ModelGraph.Node;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// The graph of a model file run by libtorch, which knows gradients; for the operators that Mien's own files
/// have.
///
/// Softmax passes on what comes, so that the outputs are logits; where a file joins networks, the means of
/// theirs. Tensors that methods return belong to the caller's `PointerScope`. For one thread at a time.
final class TorchGraph implements AutoCloseable {
    private static final long[] SPACE = {2, 3};
    private static final UnaryOperator<Tensor> AS_IT_IS = UnaryOperator.identity();

    private final String where;
    private final ModelGraph graph;
    private final TensorStore store = new TensorStore();

    /// @param where what to call the file in an error
    TorchGraph(String where, ModelGraph graph) {
        this.where = where;
        this.graph = graph;
        try (var _ = new org.bytedeco.javacpp.PointerScope()) {
            graph.constants().forEach((name, constant) -> {
                if (constant.isReal()) {
                    long[] shape = constant.shape().stream().mapToLong(d -> d).toArray();
                    store.parameter(name, constant.reals(), shape);
                }
            });
            store.freeze(_ -> true);
        }
    }

    /// @param images `[N, C, H, W]`, float, in `[0, 255]`
    /// @param output one of the graph's outputs
    /// @return `[N, classes]`
    Tensor logits(Tensor images, String output) {
        return logits(images, output, Set.of(), AS_IT_IS);
    }

    /// The same with some tensors replaced on their way by what is made of them.
    Tensor logits(Tensor images, String output, Set<String> at, UnaryOperator<Tensor> change) {
        var values = new HashMap<String, Tensor>(store.parameters());
        values.put(Contract.INPUT, images);
        for (var node : graph.nodes()) {
            if (node.op().equals("Constant")) {
                continue;
            }
            var result = result(node, values);
            values.put(node.output(), at.contains(node.output()) ? change.apply(result) : result);
            if (node.output().equals(output)) {
                break;
            }
        }
        return value(values, output);
    }

    /// For each network in the file the last map after an activation that is at least so wide.
    ///
    /// @throws ModelException if there is none
    Set<String> lastMaps(Tensor images, int least) {
        var values = new HashMap<String, Tensor>(store.parameters());
        values.put(Contract.INPUT, images);
        var found = new LinkedHashSet<String>();
        var last = "";
        for (var node : graph.nodes()) {
            if (node.op().equals("Constant")) {
                continue;
            }
            var result = result(node, values);
            values.put(node.output(), result);
            if (node.op().equals("Relu") && result.dim() == 4 && result.size(3) >= least) {
                last = node.output();
            }
            if (node.op().equals("Softmax") && !last.isEmpty()) {
                found.add(last);
            }
        }
        if (found.isEmpty()) {
            throw new ModelException(where + ": the network has no feature map of " + least
                    + " or more cells across after a Relu, so there is nothing to weigh; use another method");
        }
        return found;
    }

    private Tensor value(Map<String, Tensor> values, String name) {
        var value = values.get(name);
        if (value == null) {
            throw new ModelException(where + ": the graph uses " + name + ", which Mien's own files do not have; use"
                    + " the methods occlusion or rise");
        }
        return value;
    }

    private Tensor result(Node node, Map<String, Tensor> values) {
        var in = node.inputs().isEmpty() ? "" : node.inputs().getFirst();
        return switch (node.op()) {
            case "Cast", "Identity", "Dropout", "Softmax" -> value(values, in);
            case "Add" -> value(values, in).add(second(node, values));
            case "Sub" -> value(values, in).sub(second(node, values));
            case "Mul" -> value(values, in).mul(second(node, values));
            case "Div" -> value(values, in).div(second(node, values));
            case "Sum" -> sum(node, values);
            case "Sqrt" -> value(values, in).sqrt();
            case "Relu" -> torch.relu(value(values, in));
            case "Sigmoid" -> torch.sigmoid(value(values, in));
            case "Conv" -> convolution(node, values);
            case "BatchNormalization" -> batchNorm(node, values);
            case "MaxPool" ->
                torch.max_pool2d(
                        value(values, in), kernel(node), strides(node), padding(node), new long[] {1, 1}, false);
            case "AveragePool" ->
                torch.avg_pool2d(
                        value(values, in),
                        kernel(node),
                        strides(node),
                        padding(node),
                        false,
                        node.integer("count_include_pad", 0) == 1,
                        new LongOptional());
            case "GlobalAveragePool" -> value(values, in).mean(SPACE, true, new ScalarTypeOptional());
            case "GlobalMaxPool" -> value(values, in).amax(SPACE, true);
            case "Flatten" -> value(values, in).flatten(1, -1);
            default -> rare(node, values);
        };
    }

    private Tensor rare(Node node, Map<String, Tensor> values) {
        var in = node.inputs().isEmpty() ? "" : node.inputs().getFirst();
        return switch (node.op()) {
            case "Gemm" -> dense(node, values);
            case "MatMul" -> value(values, in).matmul(second(node, values));
            case "ReduceMean" ->
                value(values, in)
                        .mean(array(node.integers("axes")), node.integer("keepdims", 1) == 1, new ScalarTypeOptional());
            case "Slice" -> mirrored(node, values);
            case "Concat" -> {
                var parts = new ArrayList<Tensor>();
                node.inputs().forEach(input -> parts.add(value(values, input)));
                yield torch.cat(new TensorVector(parts.toArray(Tensor[]::new)), node.integer("axis", 0));
            }
            case "Reshape" -> value(values, in).reshape(shape(node, value(values, in)));
            default -> throw unknown(node.op());
        };
    }

    private ModelException unknown(String what) {
        return new ModelException(where + ": gradients need a file with nothing but what mien train writes, but its"
                + " graph has " + what + "; use the methods occlusion or rise");
    }

    private Tensor second(Node node, Map<String, Tensor> values) {
        return value(values, node.inputs().get(1));
    }

    private Tensor sum(Node node, Map<String, Tensor> values) {
        var sum = value(values, node.inputs().getFirst());
        for (var input : node.inputs().subList(1, node.inputs().size())) {
            sum = sum.add(value(values, input));
        }
        return sum;
    }

    private Tensor convolution(Node node, Map<String, Tensor> values) {
        var bias = node.inputs().size() > 2
                ? new TensorOptional(value(values, node.inputs().get(2)))
                : new TensorOptional();
        return torch.conv2d(
                value(values, node.inputs().getFirst()),
                second(node, values),
                bias,
                strides(node),
                padding(node),
                new long[] {1, 1},
                node.integer("group", 1));
    }

    private Tensor batchNorm(Node node, Map<String, Tensor> values) {
        var inputs = node.inputs();
        return torch.batch_norm(
                value(values, inputs.getFirst()),
                new TensorOptional(value(values, inputs.get(1))),
                new TensorOptional(value(values, inputs.get(2))),
                new TensorOptional(value(values, inputs.get(3))),
                new TensorOptional(value(values, inputs.get(4))),
                false,
                0,
                node.real("epsilon", 1e-5),
                false);
    }

    private Tensor dense(Node node, Map<String, Tensor> values) {
        if (node.integer("transB", 0) != 1
                || node.integer("transA", 0) != 0
                || node.inputs().size() < 3) {
            throw unknown("another kind of Gemm");
        }
        var bias = new TensorOptional(value(values, node.inputs().get(2)));
        return torch.linear(value(values, node.inputs().getFirst()), second(node, values), bias);
    }

    /// The only slice that Mien writes: all columns, from right to left.
    private Tensor mirrored(Node node, Map<String, Tensor> values) {
        boolean backwards = node.inputs().size() == 5
                && Arrays.equals(whole(node, 1), new long[] {-1})
                && Arrays.equals(whole(node, 3), new long[] {3})
                && Arrays.equals(whole(node, 4), new long[] {-1});
        if (!backwards) {
            throw unknown("a Slice");
        }
        return value(values, node.inputs().getFirst()).flip(3);
    }

    private long[] shape(Node node, Tensor of) {
        var shape = whole(node, 1);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = shape[i] == 0 ? of.size(i) : shape[i];
        }
        return shape;
    }

    private long[] whole(Node node, int input) {
        var constant = graph.constants().get(node.inputs().get(input));
        if (constant == null) {
            throw unknown("a " + node.op() + " that is reckoned");
        }
        return constant.integers();
    }

    private static long[] kernel(Node node) {
        return array(node.integers("kernel_shape"));
    }

    private static long[] strides(Node node) {
        var strides = node.integers("strides");
        return strides.isEmpty() ? new long[] {1, 1} : array(strides);
    }

    /// Above and left; Mien's files have the same below and right.
    private static long[] padding(Node node) {
        var pads = node.integers("pads");
        return pads.isEmpty() ? new long[] {0, 0} : array(pads.subList(0, 2));
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(v -> v).toArray();
    }

    @Override
    public void close() {
        store.close();
    }
}
