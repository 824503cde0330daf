package mien.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import mien.protobuf.ProtoWriter;

/// Nodes, constants and outputs that are added to an ONNX file without touching what it has.
///
/// A message that occurs twice in a protobuf file is read as one, its lists joined; so what is new becomes a
/// second `graph` at the end of the file.
final class GraphAddition {
    private static final int INTEGER = 2; // ONNX's number of this type of attribute

    private final String prefix;
    private final ProtoWriter graph = new ProtoWriter();
    private int count;

    /// @param prefix of all names that are made up here
    GraphAddition(String prefix) {
        this.prefix = prefix;
    }

    /// An attribute of a node, ready to be written.
    record Attribute(ProtoWriter message) {
        static Attribute integer(String name, long value) {
            return new Attribute(
                    new ProtoWriter().string(1, name).varint(20, INTEGER).varint(3, value));
        }
    }

    /// Adds a node and returns the name of its output.
    String node(String op, List<String> inputs, Attribute... attributes) {
        var output = prefix + count++;
        node(output, op, inputs, attributes);
        return output;
    }

    private void node(String output, String op, List<String> inputs, Attribute... attributes) {
        graph.message(1, node -> {
            inputs.forEach(input -> node.string(1, input));
            node.string(2, output).string(3, output).string(4, op);
            Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute.message()));
        });
    }

    /// Adds whole numbers side by side and returns their name.
    String integers(long... values) {
        var raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        var name = prefix + count++;
        graph.message(
                5,
                constant -> constant.varint(1, values.length)
                        .varint(2, ModelGraph.Constant.INT64)
                        .string(8, name)
                        .bytes(9, raw.array()));
        return name;
    }

    /// Gives out a tensor of 32 bit real numbers under a name of its own.
    void output(String name, String tensor) {
        node(name, "Identity", List.of(tensor));
        graph.message(
                12,
                declared -> declared.string(1, name)
                        .message(2, type -> type.message(1, tensors -> tensors.varint(1, ModelGraph.Constant.FLOAT))));
    }

    /// The bytes of the file with all that was added.
    byte[] appendedTo(byte[] model) {
        var added = new ProtoWriter().message(ModelGraph.GRAPH, graph).toBytes();
        return ByteBuffer.allocate(model.length + added.length)
                .put(model)
                .put(added)
                .array();
    }
}
