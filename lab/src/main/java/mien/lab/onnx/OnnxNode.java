package mien.lab.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import mien.protobuf.ProtoReader;
import mien.protobuf.ProtoWriter;

/// One operation of an ONNX graph.
///
/// @param inputs names of the values that it takes
/// @param output the name of its result
/// @param attributes by name, as ONNX encodes them
public record OnnxNode(String op, List<String> inputs, String output, Map<String, byte[]> attributes) {

    public OnnxNode {
        inputs = List.copyOf(inputs);
        attributes = new LinkedHashMap<>(attributes);
    }

    public static OnnxNode of(String op, List<String> inputs, String output) {
        return new OnnxNode(op, inputs, output, Map.of());
    }

    /// The same with a whole number as a further attribute.
    public OnnxNode with(String name, long value) {
        return with(name, encoded(OnnxGraph.integer(name, value)));
    }

    /// The same with a list of whole numbers as a further attribute.
    public OnnxNode withList(String name, long... values) {
        return with(name, encoded(OnnxGraph.ints(name, values)));
    }

    /// The same operation on other names.
    public OnnxNode renamed(UnaryOperator<String> names) {
        return new OnnxNode(op, inputs.stream().map(names).toList(), names.apply(output), attributes);
    }

    /// The same operation, with only the names that it takes changed.
    public OnnxNode reading(UnaryOperator<String> names) {
        return new OnnxNode(op, inputs.stream().map(names).toList(), output, attributes);
    }

    private OnnxNode with(String name, byte[] value) {
        SequencedMap<String, byte[]> more = new LinkedHashMap<>(attributes);
        more.put(name, value);
        return new OnnxNode(op, inputs, output, more);
    }

    void write(ProtoWriter graph) {
        graph.message(1, n -> {
            inputs.forEach(input -> n.string(1, input));
            n.string(2, output).string(3, output + ":" + op).string(4, op);
            attributes.values().forEach(attribute -> n.bytes(5, attribute));
        });
    }

    /// @throws ProtoReader.Malformed if it has several results, or is of an operator set that Mien does not write
    static OnnxNode read(ProtoReader in) throws ProtoReader.Malformed {
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var attributes = new LinkedHashMap<String, byte[]>();
        String op = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> inputs.add(in.text());
                case 2 -> outputs.add(in.text());
                case 4 -> op = in.text();
                case 5 -> attributes.put(nameOf(in.message()), in.copy());
                case 7 -> requireStandard(in.text());
                default -> {}
            }
        }
        if (outputs.size() != 1) {
            throw new ProtoReader.Malformed();
        }
        return new OnnxNode(op, inputs, outputs.getFirst(), attributes);
    }

    private static void requireStandard(String domain) throws ProtoReader.Malformed {
        if (!domain.isEmpty()) {
            throw new ProtoReader.Malformed();
        }
    }

    private static String nameOf(ProtoReader attribute) throws ProtoReader.Malformed {
        while (attribute.next()) {
            if (attribute.field() == 1) {
                return attribute.text();
            }
        }
        throw new ProtoReader.Malformed();
    }

    /// An attribute's message without the field around it.
    private static byte[] encoded(OnnxGraph.Attribute attribute) {
        var out = new ProtoWriter();
        attribute.accept(out);
        var in = new ProtoReader(java.nio.ByteBuffer.wrap(out.toBytes()));
        try {
            in.next();
            return in.copy();
        } catch (ProtoReader.Malformed e) {
            throw new IllegalStateException("it was just written", e);
        }
    }
}
