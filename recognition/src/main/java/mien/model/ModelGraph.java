package mien.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.protobuf.ProtoReader;

/// The nodes and constants of an ONNX file, for those who follow its graph without running it.
///
/// @param opset version of ONNX's own operators
/// @param nodes in the file's order, which is one in which they can be run
/// @param constants by name: initializers, and the values of `Constant` nodes
/// @param outputs the names of the graph's outputs
public record ModelGraph(int opset, List<Node> nodes, Map<String, Constant> constants, List<String> outputs) {
    static final int GRAPH = 7;
    private static final int OPSET = 8;

    public ModelGraph {
        nodes = List.copyOf(nodes);
        constants = Map.copyOf(constants);
        outputs = List.copyOf(outputs);
    }

    /// One operation.
    ///
    /// @param op ONNX's name of the operator, for example `Conv`; with its domain in front if that is not
    ///     ONNX's own
    /// @param inputs names of tensors; an empty name where an optional one is left out
    public record Node(String op, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
        public Node {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            attributes = Map.copyOf(attributes);
        }

        public String output() {
            return outputs.getFirst();
        }

        /// A whole number, or `otherwise` where it is not given.
        public long integer(String name, long otherwise) {
            var attribute = attributes.get(name);
            return attribute == null ? otherwise : attribute.integer();
        }

        public double real(String name, double otherwise) {
            var attribute = attributes.get(name);
            return attribute == null ? otherwise : attribute.real();
        }

        /// Whole numbers; empty where they are not given.
        public List<Long> integers(String name) {
            var attribute = attributes.get(name);
            return attribute == null ? List.of() : attribute.integers();
        }
    }

    /// What an operator is told besides its inputs; only the kinds that are needed here.
    public record Attribute(long integer, double real, List<Long> integers, Optional<Constant> tensor) {
        public Attribute {
            integers = List.copyOf(integers);
        }
    }

    /// A constant tensor.
    ///
    /// @param type ONNX's number of the element type, for example [#FLOAT]
    /// @param data little endian, sharing the memory of the file's bytes where those hold it in one piece
    public record Constant(int type, List<Long> shape, ByteBuffer data) {
        public static final int FLOAT = 1;
        public static final int INT32 = 6;
        public static final int INT64 = 7;
        public static final int FLOAT16 = 10;

        public Constant {
            shape = List.copyOf(shape);
        }

        public int size() {
            return Math.toIntExact(shape.stream().mapToLong(d -> d).reduce(1, Math::multiplyExact));
        }

        /// Whether these are real numbers of 16 or 32 bits.
        public boolean isReal() {
            return type == FLOAT || type == FLOAT16;
        }

        /// The values of real numbers, row by row.
        public float[] reals() {
            var values = new float[size()];
            var in = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            if (type == FLOAT) {
                FloatBuffer floats = in.asFloatBuffer();
                floats.get(values);
                return values;
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.float16ToFloat(in.getShort(Short.BYTES * i));
            }
            return values;
        }

        /// The values of whole numbers of 32 or 64 bits.
        public long[] integers() {
            var values = new long[size()];
            var in = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < values.length; i++) {
                values[i] = type == INT32 ? in.getInt(Integer.BYTES * i) : in.getLong(Long.BYTES * i);
            }
            return values;
        }
    }

    /// @param where what to call the file in an error
    /// @throws ModelException if these are not the bytes of an ONNX file
    public static ModelGraph parse(String where, byte[] bytes) {
        OnnxFile.parse(where, bytes); // says what is wrong with a file that is none
        try {
            int opset = 0;
            var reading = new Reading();
            var in = new ProtoReader(ByteBuffer.wrap(bytes));
            while (in.next()) {
                switch (in.field()) {
                    case GRAPH -> reading.graph(in.message());
                    case OPSET -> opset = Math.max(opset, opset(in.message()));
                    default -> {}
                }
            }
            return new ModelGraph(opset, reading.nodes, reading.constants, reading.outputs);
        } catch (ProtoReader.Malformed e) {
            throw new ModelException(where + ": the graph of the ONNX file is damaged; copy or export it again", e);
        }
    }

    /// The node that makes a tensor; empty for inputs and constants.
    public Optional<Node> producer(String tensor) {
        return nodes.stream().filter(node -> node.outputs().contains(tensor)).findFirst();
    }

    private static int opset(ProtoReader in) throws ProtoReader.Malformed {
        boolean own = true;
        int version = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> own = in.text().isEmpty();
                case 2 -> version = (int) in.varint();
                default -> {}
            }
        }
        return own ? version : 0;
    }

    /// What is found while the graph's message is read.
    private static final class Reading {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, Constant> constants = new LinkedHashMap<>();
        private final List<String> outputs = new ArrayList<>();

        void graph(ProtoReader in) throws ProtoReader.Malformed {
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> node(in.message());
                    case 5 -> {
                        var tensor = new TensorReading(in.message());
                        constants.put(tensor.name, tensor.constant());
                    }
                    case 12 -> outputs.add(name(in.message()));
                    default -> {}
                }
            }
        }

        private static String name(ProtoReader in) throws ProtoReader.Malformed {
            var name = "";
            while (in.next()) {
                if (in.field() == 1) {
                    name = in.text();
                }
            }
            return name;
        }

        private void node(ProtoReader in) throws ProtoReader.Malformed {
            var inputs = new ArrayList<String>();
            var results = new ArrayList<String>();
            var attributes = new LinkedHashMap<String, Attribute>();
            var op = "";
            var domain = "";
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> inputs.add(in.text());
                    case 2 -> results.add(in.text());
                    case 4 -> op = in.text();
                    case 5 -> attribute(in.message(), attributes);
                    case 7 -> domain = in.text();
                    default -> {}
                }
            }
            var value = attributes.get("value");
            if (op.equals("Constant") && value != null && value.tensor().isPresent()) {
                constants.put(results.getFirst(), value.tensor().get());
            }
            nodes.add(new Node(domain.isEmpty() ? op : domain + ":" + op, inputs, results, attributes));
        }

        private static void attribute(ProtoReader in, Map<String, Attribute> into) throws ProtoReader.Malformed {
            var name = "";
            long integer = 0;
            double real = 0;
            var integers = new ArrayList<Long>();
            Optional<Constant> tensor = Optional.empty();
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> name = in.text();
                    case 2 -> real = in.fixed32();
                    case 3 -> integer = in.varint();
                    case 5 -> tensor = Optional.of(new TensorReading(in.message()).constant());
                    case 8 -> in.varints(integers::add);
                    default -> {}
                }
            }
            into.put(name, new Attribute(integer, real, integers, tensor));
        }
    }

    /// A `TensorProto` as it is read.
    private static final class TensorReading {
        private final List<Long> shape = new ArrayList<>();
        private final List<Long> wholes = new ArrayList<>();
        private final List<Float> reals = new ArrayList<>();
        private ByteBuffer data = ByteBuffer.allocate(0);
        private int type;
        private String name = "";

        TensorReading(ProtoReader in) throws ProtoReader.Malformed {
            while (in.next()) {
                switch (in.field()) {
                    case 1 -> in.varints(shape::add);
                    case 2 -> type = (int) in.varint();
                    case 4 -> floats(in);
                    case 5, 7 -> in.varints(wholes::add);
                    case 8 -> name = in.text();
                    case 9 -> data = in.bytes();
                    default -> {}
                }
            }
        }

        private void floats(ProtoReader in) throws ProtoReader.Malformed {
            if (in.packed()) {
                data = in.bytes();
            } else {
                reals.add(in.fixed32());
            }
        }

        Constant constant() throws ProtoReader.Malformed {
            var constant = new Constant(type, shape, data.hasRemaining() ? data : listed());
            int each = switch (type) {
                case Constant.FLOAT, Constant.INT32 -> Float.BYTES;
                case Constant.INT64 -> Long.BYTES;
                case Constant.FLOAT16 -> Short.BYTES;
                default -> 0; // nothing here looks at its values
            };
            if (each > 0 && constant.data().remaining() != (long) each * constant.size()) {
                throw new ProtoReader.Malformed();
            }
            return constant;
        }

        /// Values that the file lists one by one.
        private ByteBuffer listed() {
            var out = ByteBuffer.allocate(Long.BYTES * (wholes.size() + reals.size()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            reals.forEach(out::putFloat);
            for (long whole : wholes) {
                switch (type) {
                    case Constant.INT64 -> out.putLong(whole);
                    case Constant.FLOAT16 -> out.putShort((short) whole);
                    default -> out.putInt((int) whole);
                }
            }
            return out.flip();
        }
    }
}
