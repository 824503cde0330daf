package mien.lab.explain;

import static mien.lab.network.Layer.Activation.RELU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.HeatMap;
import mien.lab.network.Architecture;
import mien.lab.network.Layer;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Network;
import mien.lab.network.Normalization;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.pack.Packing;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.ModelException;
import mien.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClassActivationTest {
    private static final Engine ENGINE = Engine.DEFAULT.withThreads(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"MIEN_XS", "MINI_XCEPTION", "VGG16"})
    void theMapsOfAClassAddUpToItsLogitButForTheBias(Architecture architecture) throws IOException {
        var random = RandomModel.of(architecture, 5);
        try (var classifier = open(random)) {
            for (var head : classifier.contract().heads()) {
                var faces = random.faces(6);
                var evidence = classifier.explain(faces, head);
                var biases = random.biases(head.name());

                for (int i = 0; i < faces.size(); i++) {
                    var maps = evidence.get(i).maps();
                    var logits = IntStream.range(0, maps.size())
                            .mapToDouble(k -> maps.get(k).sum() + biases[k])
                            .toArray();
                    assertThat(softmax(logits)).containsExactly(classifier.classify(faces, head)[i], within(1e-5));
                }
            }
        }
    }

    @Test
    void answersWithMapsAreTheAnswersWithout() throws IOException {
        var random = RandomModel.of(Architecture.MIEN_XS, 6);
        try (var classifier = open(random);
                var inParts = ModelFile.of(folder.resolve("model.onnx")).open(ENGINE.withBatch(2))) {
            var head = classifier.contract().defaultHead();
            var faces = random.faces(5);
            var plain = classifier.classify(faces, head);
            var whole = classifier.explain(faces, head);
            var parts = inParts.explain(faces, head);

            for (int i = 0; i < faces.size(); i++) {
                assertThat(whole.get(i).probabilities()).containsExactly(plain[i], within(1e-6));
                assertThat(parts.get(i).maps().getFirst().values())
                        .containsExactly(whole.get(i).maps().getFirst().values(), within(1e-4f));
            }
            assertThat(whole.getFirst().maps()).allSatisfy(map -> {
                assertThat(map.width()).isEqualTo(3);
                assertThat(map.height()).isEqualTo(3);
            });
        }
    }

    /// Through one convolution, a pixel reaches its neighbours and no others.
    @Test
    void heatIsWhereThePictureChanges() throws IOException {
        var layers = Layer.sequential(Conv2d.same(4, 3), RELU, new GlobalAvgPool());
        var heads = List.of(new mien.lab.network.Head("fer7", Layer.sequential(new Linear(7))));
        var network = new Network("small", new FeatureMap(1, 8, 8), new Normalization.Fixed(0, 1), layers, heads);
        try (var classifier = open(RandomModel.of(network, 7))) {
            var head = classifier.contract().defaultHead();
            var grey = new byte[64];
            Arrays.fill(grey, (byte) 90);
            var spot = grey.clone();
            spot[8 * 5 + 2] = (byte) 255;
            var maps = classifier.explain(List.of(grey, spot), head);

            var changed = maps.getLast()
                    .maps()
                    .getFirst()
                    .plus(maps.getFirst().maps().getFirst().times(-1));
            assertThat(changed.peak()).isGreaterThan(1e-5f);
            for (int i = 0; i < 64; i++) {
                boolean near = Math.abs(i % 8 - 2) <= 1 && Math.abs(Math.floorDiv(i, 8) - 5) <= 1;
                assertThat(near || changed.values()[i] == 0).as("place %d", i).isTrue();
            }
        }
    }

    @Test
    void packedModelsHaveTheMeanMapsOfTheirMembersAndViews() throws IOException {
        var one = Files.write(
                folder.resolve("one.onnx"),
                RandomModel.of(Architecture.MIEN_XS, 1).bytes());
        var two = Files.write(
                folder.resolve("two.onnx"),
                RandomModel.of(Architecture.MIEN_XS, 2).bytes());
        var packing = Packing.of("both", List.of(ModelFile.of(one), ModelFile.of(two)))
                .withShares(List.of(3.0, 1.0))
                .withMirrored(true);
        var both = Files.write(folder.resolve("both.onnx"), packing.toBytes());
        var faces = RandomModel.of(Architecture.MIEN_XS, 3).faces(3);
        var mirrored = faces.stream().map(ClassActivationTest::mirrored).toList();

        var packed = happy(both, faces);
        for (int i = 0; i < faces.size(); i++) {
            var first =
                    happy(one, faces).get(i).plus(happy(one, mirrored).get(i).mirrored());
            var second =
                    happy(two, faces).get(i).plus(happy(two, mirrored).get(i).mirrored());
            var expected = first.times(0.375).plus(second.times(0.125));
            assertThat(packed.get(i).values()).containsExactly(expected.values(), within(1e-4f));
        }
    }

    private static List<HeatMap> happy(Path file, List<byte[]> faces) {
        try (var classifier = ModelFile.of(file).open(ENGINE)) {
            return classifier.explain(faces, classifier.contract().defaultHead()).stream()
                    .map(evidence -> evidence.maps().get(3))
                    .toList();
        }
    }

    private static byte[] mirrored(byte[] face) {
        var out = new byte[face.length];
        for (int i = 0; i < out.length; i++) {
            int row = i / 48;
            out[i] = face[row * 48 + 47 - i % 48];
        }
        return out;
    }

    @Test
    void networksWithDenseLayersHaveNoSuchMap() throws IOException {
        var random = RandomModel.of(Architecture.KERAS_CNN, 8);
        try (var classifier = open(random)) {
            var head = classifier.contract().defaultHead();

            assertThatThrownBy(() -> classifier.explain(random.faces(1), head))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(folder + "/model.onnx: there is no class activation map for this network, as between"
                            + " its last feature map and its answer there must be only pooling and linear layers, but"
                            + " Relu is neither; use another method, such as occlusion");
        }
    }

    private Classifier open(RandomModel random) throws IOException {
        return ModelFile.of(random.write(folder)).open(ENGINE);
    }

    private static double[] softmax(double... logits) {
        double sum = Arrays.stream(logits).map(Math::exp).sum();
        return Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray();
    }
}
