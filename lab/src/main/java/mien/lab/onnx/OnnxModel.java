package mien.lab.onnx;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import mien.lab.network.NetworkFileException;
import mien.protobuf.ProtoReader;
import mien.protobuf.ProtoWriter;

/// The graph of one of Mien's own model files as plain data, to be rewritten: it can be read, changed and written
/// again, without an engine.
///
/// What other exporters may do and Mien does not (subgraphs, own operators, weights in other files) is refused.
///
/// @param description a sentence for whoever opens the file elsewhere
/// @param nodes in an order in which they can run
/// @param constants by name
/// @param inputs the encoded declarations of the graph's inputs, by name
/// @param outputs the encoded declarations of the graph's outputs, by name
public record OnnxModel(
        String description,
        List<OnnxNode> nodes,
        SequencedMap<String, OnnxConstant> constants,
        SequencedMap<String, byte[]> inputs,
        SequencedMap<String, byte[]> outputs) {
    private static final int FLOAT = 1;

    public OnnxModel {
        nodes = List.copyOf(nodes);
        constants = new LinkedHashMap<>(constants);
        inputs = new LinkedHashMap<>(inputs);
        outputs = new LinkedHashMap<>(outputs);
    }

    /// @param where what to call the file in an error
    /// @throws NetworkFileException if it is damaged or no file that Mien writes
    public static OnnxModel parse(String where, byte[] bytes) {
        try {
            return new Reading().model(new ProtoReader(ByteBuffer.wrap(bytes)));
        } catch (ProtoReader.Malformed e) {
            throw new NetworkFileException(
                    Path.of(where), "its graph is not one that Mien writes; give a file that mien train has made", e);
        }
    }

    /// The same inputs and outputs around other nodes and constants.
    public OnnxModel with(List<OnnxNode> newNodes, SequencedMap<String, OnnxConstant> newConstants) {
        return new OnnxModel(description, newNodes, newConstants, inputs, outputs);
    }

    public OnnxModel withDescription(String text) {
        return new OnnxModel(text, nodes, constants, inputs, outputs);
    }

    /// The same graph that also gives out these values of its inside, whatever their shape.
    public OnnxModel showing(Iterable<String> values) {
        var more = new LinkedHashMap<>(outputs);
        for (var value : values) {
            var type = new ProtoWriter().message(1, tensor -> tensor.varint(1, FLOAT));
            more.putIfAbsent(
                    value, new ProtoWriter().string(1, value).message(2, type).toBytes());
        }
        return new OnnxModel(description, nodes, constants, inputs, more);
    }

    /// The bytes of a `.onnx` file; the same model gives the same bytes.
    ///
    /// @param metadata becomes the model's `metadata_props`
    public byte[] toBytes(String name, Map<String, String> metadata) {
        var graph = new OnnxGraph();
        nodes.forEach(graph::add);
        constants.forEach(graph::add);
        inputs.values().forEach(input -> graph.declare(OnnxGraph.INPUT, input));
        outputs.values().forEach(output -> graph.declare(OnnxGraph.OUTPUT, output));
        return graph.toModel(name, description, metadata);
    }

    /// Collects what it comes across.
    private static final class Reading {
        private final List<OnnxNode> nodes = new ArrayList<>();
        private final SequencedMap<String, OnnxConstant> constants = new LinkedHashMap<>();
        private final SequencedMap<String, byte[]> inputs = new LinkedHashMap<>();
        private final SequencedMap<String, byte[]> outputs = new LinkedHashMap<>();

        OnnxModel model(ProtoReader in) throws ProtoReader.Malformed {
            String description = "";
            while (in.next()) {
                switch (in.field()) {
                    case 6 -> description = in.text();
                    case 7 -> graph(in.message());
                    default -> {}
                }
            }
            if (nodes.isEmpty() || inputs.isEmpty() || outputs.isEmpty()) {
                throw new ProtoReader.Malformed();
            }
            return new OnnxModel(description, nodes, constants, inputs, outputs);
        }

        private void graph(ProtoReader in) throws ProtoReader.Malformed {
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> nodes.add(OnnxNode.read(in.message()));
                    case 5 -> constant(in.message());
                    case OnnxGraph.INPUT -> inputs.put(nameOf(in.message()), in.copy());
                    case OnnxGraph.OUTPUT -> outputs.put(nameOf(in.message()), in.copy());
                    default -> {}
                }
            }
        }

        private void constant(ProtoReader in) throws ProtoReader.Malformed {
            var shape = new ArrayList<Long>();
            String name = "";
            long type = 0;
            byte[] raw = {};
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> in.varints(shape::add);
                    case 2 -> type = in.varint();
                    case 8 -> name = in.text();
                    case 9 -> raw = in.copy();
                    default -> throw new ProtoReader.Malformed(); // values kept in another way, or elsewhere
                }
            }
            try {
                constants.put(
                        name,
                        new OnnxConstant(
                                type(type), shape.stream().mapToLong(d -> d).toArray(), raw));
            } catch (IllegalArgumentException _) {
                throw new ProtoReader.Malformed();
            }
        }

        private static OnnxConstant.Type type(long code) throws ProtoReader.Malformed {
            for (var type : OnnxConstant.Type.values()) {
                if (type.code() == code) {
                    return type;
                }
            }
            throw new ProtoReader.Malformed();
        }

        private static String nameOf(ProtoReader declaration) throws ProtoReader.Malformed {
            while (declaration.next()) {
                if (declaration.field() == 1) {
                    return declaration.text();
                }
            }
            throw new ProtoReader.Malformed();
        }
    }
}
