package mien.lab.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import mien.lab.network.Layer.Activation;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Dropout;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Layer.MaxPool2d;
import mien.lab.network.Shape.FeatureMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkFileTest {
    private static final String TINY = """
            name: tiny
            input: [1, 8, 8]
            normalization: {mean: 0.5, std: 0.25}
            trunk:
              - conv2d: {outChannels: 4, kernel: 3, padding: 1, bias: false}
              - maxPool2d: 2
              - repeat:
                  times: 2
                  layers: [silu, {residual: {body: [relu, {dropout: 0.1}]}}]
              - globalAvgPool
            head:
              - linear: classes
            """;

    @TempDir
    Path folder;

    @Test
    void layersComeAsWritten() throws IOException {
        var file = Files.writeString(folder.resolve("tiny.yaml"), TINY);
        var classes = new LinkedHashMap<String, Integer>();
        classes.put("fer7", 7);
        classes.put("ferplus8", 8);

        var network = NetworkFile.read(file, classes);

        var residual = Layer.residual(Activation.RELU, new Dropout(0.1));
        assertThat(network)
                .isEqualTo(new Network(
                        "tiny",
                        new FeatureMap(1, 8, 8),
                        new Normalization.Fixed(0.5, 0.25),
                        Layer.sequential(
                                new Conv2d(4, 3, 1, 1, 1, false),
                                MaxPool2d.by(2),
                                Activation.SILU,
                                residual,
                                Activation.SILU,
                                residual,
                                new GlobalAvgPool()),
                        List.of(
                                new Head("fer7", Layer.sequential(new Linear(7))),
                                new Head("ferplus8", Layer.sequential(new Linear(8))))));
    }

    /// Property: a network written as YAML reads back equal.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsWrittenReadsBackEqual(long seed) {
        var network = RandomNetworks.network(new SplittableRandom(seed));

        assertThat(NetworkFile.parse("net.yaml", NetworkFile.toYaml(network), classes(network)))
                .isEqualTo(network);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @EnumSource
    void builtInNetworksReadBackForOtherLabels(Architecture architecture) {
        var yaml = NetworkFile.toYaml(architecture.build(Map.of("fer7", 7)));

        assertThat(NetworkFile.parse("net.yaml", yaml, Map.of("own", 3)))
                .isEqualTo(architecture.build(Map.of("own", 3)));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            maxPool2d: 2 | conv3d: 2 | net.yaml:6: unknown layer 'conv3d'; known are conv2d, batchNorm2d, relu, silu, sigmoid, maxPool2d, avgPool2d, globalAvgPool, globalMaxPool, flatten, squeezeExcitation, dropout, linear, sequential, residual, repeat
            kernel: 3, | krenel: 3, | net.yaml:5: conv2d has no field 'krenel'; known are outChannels, kernel, stride, padding, groups, bias
            kernel: 3, | '' | net.yaml:5: conv2d needs the field 'kernel'
            kernel: 3, | kernel: three, | net.yaml:5: conv2d.kernel must be a whole number, got 'three'
            kernel: 3, | kernel: [3], | net.yaml:5: conv2d.kernel must be a single value, got a list
            kernel: 3, | kernel: 0, | net.yaml:5: conv2d: kernel must be positive: 0
            bias: false | bias: maybe | net.yaml:5: conv2d.bias must be true or false, got 'maybe'
            maxPool2d: 2 | maxPool2d: 16 | net.yaml:6: trunk.1: MaxPool2d[kernel=16, stride=16, padding=0] is larger than its input [4, 8, 8] with padding 0; choose a smaller kernel, more padding or fewer poolings before it
            globalAvgPool | relu | net.yaml:12: heads.fer7.0: Linear[outFeatures=7] needs a vector [F], got [4, 4, 4]; put Flatten, GlobalAvgPool or GlobalMaxPool before it
            dropout: 0.1 | dropout: 1 | net.yaml:9: dropout: rate must be in [0, 1): 1.0
            input: [1, 8, 8] | input: [1, 8] | net.yaml:2: input must be [channels, height, width], got [1, 8]
            input: [1, 8, 8] | input: [1, 8, 0] | net.yaml:2: input: width must be positive: 0
            'mean: 0.5, std: 0.25' | 'mean: 0.5, std: 0' | net.yaml:3: normalization: std must be positive: 0.0
            '{mean: 0.5, std: 0.25}' | none | net.yaml:3: normalization must be per-image or {mean: ..., std: ...}, got 'none'
            name: tiny | '' | net.yaml:2: a network needs the field 'name'
            name: tiny | colour: red | net.yaml:1: a network has no field 'colour'; known are name, input, normalization, trunk, head, heads
            '- linear: classes' | '- linear: [' | net.yaml:13: not YAML: expected the node content, but found '<stream end>'
            'head:' | 'heads:' | net.yaml:12: heads must be fields with values, got a list
            """)
    void errorsNameFileAndLine(String right, String wrong, String message) {
        assertThatThrownBy(() -> parse(TINY.replace(right, wrong)))
                .isInstanceOf(NetworkFileException.class)
                .hasMessage(message);
    }

    @Test
    void headsByNameTakeTheirClassesFromTheDataOrTheFile() {
        var yaml = TINY.replace("head:\n  - linear: classes", "heads:\n  fer7: [linear: classes]\n  old: [linear: 5]");

        assertThat(parse(yaml).heads())
                .containsExactly(
                        new Head("fer7", Layer.sequential(new Linear(7))),
                        new Head("old", Layer.sequential(new Linear(5))));
        assertThatThrownBy(() -> parse(yaml.replace("linear: 5", "linear: classes")))
                .hasMessage(
                        "net.yaml:13: linear.outFeatures is 'classes', which only the heads of the data have: fer7");
    }

    @Test
    void aFileThatContainsItselfIsRefused() {
        assertThatThrownBy(() -> parse(TINY.replace("globalAvgPool", "&a {sequential: [*a]}")))
                .isInstanceOf(NetworkFileException.class)
                .hasMessageEndingWith("layers are nested deeper than 50; flatten them");
    }

    @Test
    void endlessRepeatsAreRefused() {
        assertThatThrownBy(() -> parse(TINY.replace("times: 2", "times: 10000")))
                .hasMessage("net.yaml:9: the network has more than 10000 layers; repeat less");
        assertThatThrownBy(() -> parse(TINY.replace("times: 2", "times: 1000000000")
                        .replace("[silu, {residual: {body: [relu, {dropout: 0.1}]}}]", "[]")))
                .hasMessage("net.yaml:8: repeat.times must be in 1 to 10000, got 1000000000");
    }

    @Test
    void missingAndEmptyFilesAreNamed() throws IOException {
        var missing = folder.resolve("no.yaml");
        var empty = Files.createFile(folder.resolve("empty.yaml"));
        var binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertThatThrownBy(() -> NetworkFile.read(missing, Map.of())).hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> NetworkFile.read(empty, Map.of()))
                .hasMessage(empty + ":1: the file is empty; describe a network");
        assertThatThrownBy(() -> NetworkFile.read(binary, Map.of()))
                .hasMessage(binary + ": is not a text in UTF-8; give a YAML file");
    }

    private static Network parse(String yaml) {
        return NetworkFile.parse("net.yaml", yaml, Map.of("fer7", 7));
    }

    private static Map<String, Integer> classes(Network network) {
        var classes = new LinkedHashMap<String, Integer>();
        network.heads().forEach(head -> classes.put(head.name(), network.classes(head)));
        return classes;
    }
}
