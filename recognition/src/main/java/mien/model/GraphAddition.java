package mien.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Nodes, constants and outputs that are added to an ONNX file without touching what it has.
///
/// A message that occurs twice in a protobuf file is read as one, its lists joined; so what is new becomes a
/// second `graph` at the end of the file.
final class GraphAddition {
    private static final int INTEGER = 2; // ONNX's number of this type of attribute

    private final String prefix;
    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private int count;

    /// @param prefix of all names that are made up here
    GraphAddition(String prefix) {
        this.prefix = prefix;
    }

    /// An attribute of a node, ready to be written.
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves this package
    record Attribute(byte[] bytes) {
        static Attribute integer(String name, long value) {
            return new Attribute(
                    joined(Protobuf.field(1, name), Protobuf.field(20, INTEGER), Protobuf.field(3, value)));
        }
    }

    /// Adds a node and returns the name of its output.
    String node(String op, List<String> inputs, Attribute... attributes) {
        var output = prefix + count++;
        node(output, op, inputs, attributes);
        return output;
    }

    private void node(String output, String op, List<String> inputs, Attribute... attributes) {
        var parts = new ArrayList<byte[]>();
        inputs.forEach(input -> parts.add(Protobuf.field(1, input)));
        parts.add(Protobuf.field(2, output));
        parts.add(Protobuf.field(3, output));
        parts.add(Protobuf.field(4, op));
        Arrays.stream(attributes).forEach(attribute -> parts.add(Protobuf.field(5, attribute.bytes())));
        graph.writeBytes(Protobuf.field(1, joined(parts.toArray(byte[][]::new))));
    }

    /// Adds whole numbers side by side and returns their name.
    String integers(long... values) {
        var raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        var name = prefix + count++;
        graph.writeBytes(Protobuf.field(
                5,
                joined(
                        Protobuf.field(1, values.length),
                        Protobuf.field(2, ModelGraph.Constant.INT64),
                        Protobuf.field(8, name),
                        Protobuf.field(9, raw.array()))));
        return name;
    }

    /// Gives out a tensor of 32 bit real numbers under a name of its own.
    void output(String name, String tensor) {
        node(name, "Identity", List.of(tensor));
        var type = Protobuf.field(1, Protobuf.field(1, ModelGraph.Constant.FLOAT));
        graph.writeBytes(Protobuf.field(12, joined(Protobuf.field(1, name), Protobuf.field(2, type))));
    }

    /// The bytes of the file with all that was added.
    byte[] appendedTo(byte[] model) {
        return joined(model, Protobuf.field(ModelGraph.GRAPH, graph.toByteArray()));
    }

    private static byte[] joined(byte[]... parts) {
        var out = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(out::put);
        return out.array();
    }
}
