package mien.lab.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import mien.lab.network.Architectures;
import mien.lab.network.NetworkFileException;
import mien.lab.network.RandomNetworks;
import mien.lab.network.Weights;
import mien.protobuf.ProtoWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxInitializersTest {
    @TempDir
    private Path folder;

    @Test
    void whatMienWritesIsReadBack() throws IOException {
        var network = Architectures.mien("tiny", 2, Map.of("a", 3));
        var weights = RandomNetworks.weights(network, new SplittableRandom(4));
        var file = Files.write(folder.resolve("m.onnx"), OnnxWriter.toOnnx(network, weights, Map.of("k", "v")));

        var read = OnnxInitializers.read(file);

        assertThat(array(read, "heads.a.0.weight").shape()).containsExactly(3, 16);
        assertThat(array(read, "heads.a.0.weight").values())
                .containsExactly(weights.get("heads.a.0", "weight").values());
        assertThat(array(read, "trunk.0.weight").shape()).containsExactly(16, 1, 3, 3);
    }

    /// 1, -2 in the ways in which exporters write them.
    @Test
    void everyWayToKeepRealNumbersIsRead() throws IOException {
        var file = file(graph -> {
            tensor(graph, "raw32", 1, t -> t.floats(9, 1, -2));
            tensor(graph, "packed32", 1, t -> t.floats(4, 1, -2));
            tensor(graph, "single32", 1, t -> t.fixed32(4, 1).fixed32(4, -2));
            tensor(graph, "raw16", 10, t -> t.floats(9, twoShorts(0x3C00, 0xC000)));
            tensor(graph, "ints16", 10, t -> t.varint(5, 0x3C00).varint(5, 0xC000));
            tensor(graph, "bf16", 16, t -> t.floats(9, twoShorts(0x3F80, 0xC000)));
            tensor(graph, "int64", 7, t -> t.varint(7, 1).varint(7, -2));
        });

        var read = OnnxInitializers.read(file);

        assertThat(read).containsOnlyKeys("raw32", "packed32", "single32", "raw16", "ints16", "bf16");
        read.forEach((name, array) -> assertThat(array.values()).as(name).containsExactly(1, -2));
    }

    @Test
    void weightsInAnotherFileAreNamed() throws IOException {
        var file = file(graph -> tensor(graph, "w", 1, t -> t.varint(14, 1)));

        assertThatThrownBy(() -> OnnxInitializers.read(file))
                .hasMessage(file + ": keeps w in another file; export the model as one file");
    }

    @Test
    void aFileCutAnywhereIsRefusedOrHasNoGraph() throws IOException {
        var whole = Files.readAllBytes(file(graph -> tensor(graph, "w", 1, t -> t.floats(9, 1, -2))));

        for (int length = 0; length < whole.length; length++) {
            var cut = Files.write(folder.resolve("cut-" + length), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> OnnxInitializers.read(cut))
                    .isInstanceOf(NetworkFileException.class)
                    .hasMessage(cut + ": is not an ONNX file, or cut short; use another copy");
        }
    }

    @Test
    void aTensorWhoseShapeDoesNotFitItsValuesIsRefused() throws IOException {
        var file = file(graph -> tensor(graph, "w", 1, t -> t.floats(9, 1, -2, 3)));

        assertThatThrownBy(() -> OnnxInitializers.read(file)).isInstanceOf(NetworkFileException.class);
    }

    private static float twoShorts(int first, int second) {
        return Float.intBitsToFloat(first | second << 16);
    }

    private Path file(Consumer<ProtoWriter> graph) throws IOException {
        return Files.write(
                folder.resolve("f.onnx"), new ProtoWriter().message(7, graph).toBytes());
    }

    private static void tensor(ProtoWriter graph, String name, int type, Consumer<ProtoWriter> values) {
        graph.message(5, t -> {
            t.varint(1, 2).varint(2, type).string(8, name);
            values.accept(t);
        });
    }

    private static Weights.Array array(Map<String, Weights.Array> arrays, String name) {
        return Objects.requireNonNull(arrays.get(name), name);
    }
}
