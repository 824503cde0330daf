package mien.lab.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import mien.lab.network.Shape.FeatureMap;
import mien.protobuf.ProtoWriter;

/// Nodes, constants, inputs and outputs of an ONNX graph as they are added, and the model file around them.
final class OnnxGraph {
    /// Of ONNX 1.12 (2022): every operator written here has its final form, and runtimes of that year load it.
    private static final int OPSET = 17;

    /// The fields of a graph that declare its inputs and outputs.
    static final int INPUT = 11;

    static final int OUTPUT = 12;

    private static final int IR_VERSION = 8;
    private static final int FLOAT = 1;
    private static final int UINT8 = 2;

    private final ProtoWriter graph = new ProtoWriter();
    private int edges;

    /// An attribute of a node, ready to be written.
    interface Attribute extends Consumer<ProtoWriter> {}

    static Attribute ints(String name, long... values) {
        return node -> node.message(5, a -> {
            a.string(1, name).varint(20, 7);
            for (long value : values) {
                a.varint(8, value);
            }
        });
    }

    static Attribute integer(String name, long value) {
        return node -> node.message(5, a -> a.string(1, name).varint(20, 2).varint(3, value));
    }

    static Attribute real(String name, double value) {
        return node -> node.message(5, a -> a.string(1, name).varint(20, 1).fixed32(2, (float) value));
    }

    /// Adds a node and returns the name of its output.
    String node(String op, List<String> inputs, Attribute... attributes) {
        var output = "/" + edges++;
        node(output, op, inputs, attributes);
        return output;
    }

    /// Adds a node whose output bears this name.
    void node(String output, String op, List<String> inputs, Attribute... attributes) {
        graph.message(1, n -> {
            inputs.forEach(input -> n.string(1, input));
            n.string(2, output).string(3, output + ":" + op).string(4, op);
            for (var attribute : attributes) {
                attribute.accept(n);
            }
        });
    }

    /// Adds constant values and returns their name.
    String constant(String name, float[] values, long... shape) {
        graph.message(5, t -> {
            for (long dim : shape) {
                t.varint(1, dim);
            }
            t.varint(2, FLOAT).string(8, name).floats(9, values);
        });
        return name;
    }

    void input(String name, FeatureMap shape) {
        graph.message(INPUT, v -> value(v, name, UINT8, shape.channels(), shape.height(), shape.width()));
    }

    void output(String name, int classes) {
        graph.message(OUTPUT, v -> value(v, name, FLOAT, classes));
    }

    /// Adds a node that was read.
    void add(OnnxNode node) {
        node.write(graph);
    }

    /// Adds a constant that was read.
    void add(String name, OnnxConstant constant) {
        graph.message(5, t -> {
            for (long dim : constant.shape()) {
                t.varint(1, dim);
            }
            t.varint(2, constant.type().code()).string(8, name).bytes(9, constant.raw());
        });
    }

    /// Adds an input or output as another graph has declared it.
    void declare(int field, byte... declaration) {
        graph.bytes(field, declaration);
    }

    byte[] toModel(String name, String description, Map<String, String> metadata) {
        graph.string(2, name);
        var model = new ProtoWriter()
                .varint(1, IR_VERSION)
                .string(2, "mien")
                .string(6, description)
                .message(7, graph)
                .message(8, opset -> opset.string(1, "").varint(2, OPSET));
        new TreeMap<>(metadata)
                .forEach((key, value) ->
                        model.message(14, entry -> entry.string(1, key).string(2, value)));
        return model.toBytes();
    }

    /// A tensor `[N, dims...]` of any batch size.
    private static void value(ProtoWriter out, String name, int type, int... dims) {
        out.string(1, name)
                .message(
                        2,
                        t -> t.message(1, tensor -> {
                            tensor.varint(1, type).message(2, shape -> {
                                shape.message(1, d -> d.string(2, "N"));
                                for (int dim : dims) {
                                    shape.message(1, d -> d.varint(1, dim));
                                }
                            });
                        }));
    }
}
