package mien.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import mien.image.Preprocessing;

/// A real ONNX model of a few hundred bytes that judges a face by its mean brightness alone: class `i` of `n` has
/// the logit `slope[i] * (mean / 255)`.
public record TinyModel(Contract contract, Map<String, float[]> slopes) {

    /// Bright is `happy`, dark is all seven alike; a second head `mood` knows `bright` from the rest.
    public static final TinyModel BRIGHT_IS_HAPPY = new TinyModel(
            contract(
                    new Preprocessing(1, 4, 4, 1),
                    List.of(
                            new Head("fer7", LabelSet.FER7, 1, 0.4),
                            Head.of("mood", new LabelSet("mood", List.of("dark", "bright"))))),
            Map.of("fer7", new float[] {0, 0, 0, 4, 0, 0, 0}, "mood", new float[] {-2, 2}));

    /// A gate: bright is `other`, black is undecided and so passes as a `face`.
    public static final TinyModel BRIGHT_IS_NO_FACE = new TinyModel(
            contract(
                    new Preprocessing(1, 4, 4, 1),
                    List.of(Head.of("labels", new LabelSet("labels", List.of("face", "other"))))),
            Map.of("labels", new float[] {-4, 0}));

    public static Contract contract(Preprocessing input, List<Head> heads) {
        var recipe = new LinkedHashMap<String, Object>();
        recipe.put("loss", Map.of("labelSmoothing", 0.1));
        recipe.put("widths", List.of(16, 32));
        recipe.put("flip", true);
        recipe.put("schedule", "triangular");
        var figures = new LinkedHashMap<String, Double>();
        figures.put("fer7.validation.accuracy", 0.699);
        figures.put("fer7.test.accuracy", 0.7);
        var training = new Training(
                new TrainingData("brightness.zip", "sha256:abc", "made up, free"),
                "0.1.0",
                42,
                40,
                Instant.parse("2026-11-21T01:00:00Z"),
                recipe);
        return new Contract("tiny", input, heads, new Architecture("mean", 112, 112), training, figures);
    }

    public TinyModel withContract(Contract newContract) {
        return new TinyModel(newContract, slopes);
    }

    public Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("tiny.onnx"), bytes(Map.of(Contract.KEY, contract.toJson())));
    }

    public byte[] bytes(Map<String, String> metadata) {
        var proto = new Proto().varint(1, 8).text(2, "test").message(7, this::graph);
        proto.message(8, opset -> opset.text(1, "").varint(2, 17));
        metadata.forEach(
                (key, value) -> proto.message(14, entry -> entry.text(1, key).text(2, value)));
        return proto.bytes();
    }

    /// A graph of another maker: input `x`, output `y`, which gives back what it was given, one class for each number.
    ///
    /// @param type 1 for `float32`, 2 for `uint8`
    /// @param batch how many pictures it must be given; 0 for any number
    static byte[] mirror(int type, int batch, int... dims) {
        int size = IntStream.of(dims).reduce(1, Math::multiplyExact);
        var identity = new float[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        var proto = new Proto().varint(1, 8).message(7, graph -> {
            node(graph, "Cast", List.of("x"), "real", n -> attribute(n, "to", 1));
            node(graph, "Flatten", List.of("real"), "flat", _ -> {});
            node(graph, "MatMul", List.of("flat", "weight"), "y", _ -> {});
            graph.text(2, "mirror");
            graph.message(
                    5,
                    t -> t.varint(1, size)
                            .varint(1, size)
                            .varint(2, 1)
                            .text(8, "weight")
                            .floats(9, identity));
            graph.message(11, v -> value(v, "x", type, batch, dims));
            graph.message(12, v -> value(v, "y", 1, batch, size));
        });
        return proto.message(8, opset -> opset.text(1, "").varint(2, 17)).bytes();
    }

    private void graph(Proto graph) {
        var in = contract.input();
        node(graph, "Cast", List.of("images"), "real", n -> attribute(n, "to", 1));
        node(graph, "Flatten", List.of("real"), "flat", _ -> {});
        slopes.forEach((head, slope) -> {
            node(graph, "MatMul", List.of("flat", head + ".weight"), head + ".logits", _ -> {});
            node(graph, "Softmax", List.of(head + ".logits"), head, n -> attribute(n, "axis", 1));
        });
        graph.text(2, "tiny");
        slopes.forEach((head, slope) -> graph.message(5, t -> weight(t, head + ".weight", slope)));
        graph.message(11, v -> value(v, "images", 2, 0, in.channels(), in.height(), in.width()));
        slopes.forEach((head, slope) -> graph.message(12, v -> value(v, head, 1, 0, slope.length)));
    }

    private void weight(Proto tensor, String name, float[] slope) {
        int bytes = contract.input().bytes();
        tensor.varint(1, bytes).varint(1, slope.length).varint(2, 1).text(8, name);
        var values = new float[bytes * slope.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = slope[i % slope.length] / (255 * bytes);
        }
        tensor.floats(9, values);
    }

    private static void node(
            Proto graph, String operator, List<String> inputs, String output, Consumer<Proto> attributes) {
        graph.message(1, n -> {
            inputs.forEach(input -> n.text(1, input));
            attributes.accept(n.text(2, output).text(4, operator));
        });
    }

    private static void attribute(Proto node, String name, long value) {
        node.message(5, a -> a.text(1, name).varint(3, value).varint(20, 2));
    }

    private static void value(Proto out, String name, int type, int batch, int... dims) {
        out.text(1, name)
                .message(
                        2,
                        t -> t.message(
                                1,
                                tensor -> tensor.varint(1, type).message(2, shape -> {
                                    shape.message(1, d -> {
                                        if (batch == 0) {
                                            d.text(2, "N");
                                        } else {
                                            d.varint(1, batch);
                                        }
                                    });
                                    for (int dim : dims) {
                                        shape.message(1, d -> d.varint(1, dim));
                                    }
                                })));
    }

    /// The few protobuf wire types that this needs.
    private static final class Proto {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Proto varint(int field, long value) {
            raw((long) field << 3);
            raw(value);
            return this;
        }

        Proto text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Proto message(int field, Consumer<Proto> content) {
            var inner = new Proto();
            content.accept(inner);
            return bytes(field, inner.bytes());
        }

        Proto floats(int field, float[] values) {
            var bytes = new byte[4 * values.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (Float.floatToRawIntBits(values[i / 4]) >>> (8 * (i % 4)));
            }
            return bytes(field, bytes);
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Proto bytes(int field, byte[] value) {
            raw(((long) field << 3) | 2);
            raw(value.length);
            out.writeBytes(value);
            return this;
        }

        private void raw(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
