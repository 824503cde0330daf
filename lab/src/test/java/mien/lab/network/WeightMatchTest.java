package mien.lab.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightMatchTest {
    private static final Map<String, Integer> FER7 = Map.of("fer7", 7);
    private static final Network TINY = tiny(1);

    private final Map<String, Weights.Array> found = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void arraysAreTakenByNameAndShape() {
        add("trunk.0.weight", 4, 1, 3, 3);
        add("trunk.1.weight", 4);
        add("trunk.1.bias", 5);
        add("heads.fer7.0.weight", 7, 4);
        add("extra", 9);
        add("one", 1);

        var match = WeightMatch.of(TINY, found, Frozen.NONE);

        assertThat(match.weights()).containsOnlyKeys("trunk.0.weight", "trunk.1.weight", "heads.fer7.0.weight");
        assertThat(values(match, "trunk.1.weight")).containsExactly(array("trunk.1.weight"));
        assertThat(String.join("\n", match.table())).isEqualTo("""
                3 of 7 arrays taken
                  trunk.0       trunk.0       weight
                  trunk.1       trunk.1       weight
                  trunk.1       -             bias: trunk.1.bias is [5], not [4]
                  trunk.1       -             running_mean, running_var: not in the file, starts afresh
                  heads.fer7.0  heads.fer7.0  weight
                  heads.fer7.0  -             bias: not in the file, starts afresh
                  not used: extra, trunk.1.bias""");
    }

    @Test
    void aColourConvolutionIsSummedForGreyPictures() {
        add("trunk.0.weight", 4, 3, 3, 3);

        var match = WeightMatch.of(TINY, found, Frozen.NONE);

        var colour = array("trunk.0.weight");
        var grey = values(match, "trunk.0.weight");
        assertThat(grey).hasSize(36);
        for (int i = 0; i < 36; i++) {
            int from = i / 9 * 27 + i % 9;
            assertThat(grey[i]).isEqualTo(colour[from] + colour[from + 9] + colour[from + 18]);
        }
        assertThat(match.table()).anyMatch(line -> line.endsWith("weight: summed over the 3 colours"));
    }

    @Test
    void otherDifferencesInShapeAreNotBridged() {
        add("trunk.0.weight", 4, 1, 3, 3);

        assertThat(WeightMatch.of(tiny(3), found, Frozen.NONE).weights()).isEmpty();
    }

    @Test
    void squeezeAndExcitationIsTakenFromThePointwiseConvolutionsOfAnOnnxFile() {
        var network = NetworkFile.parse("t.yaml", """
                name: tiny
                input: [1, 8, 8]
                normalization: per-image
                trunk:
                  - conv2d: {outChannels: 4, kernel: 3, bias: false}
                  - squeezeExcitation: 2
                  - globalAvgPool
                head: [linear: classes]
                """, FER7);
        add("trunk.1.reduce.weight", 2, 4, 1, 1);
        add("trunk.1.expand.weight", 4, 2, 1, 1);
        add("heads.fer7.0.weight", 7, 4, 3, 3);

        var match = WeightMatch.of(network, found, Frozen.NONE);

        assertThat(match.weights()).containsOnlyKeys("trunk.1.reduce.weight", "trunk.1.expand.weight");
        assertThat(values(match, "trunk.1.reduce.weight")).containsExactly(array("trunk.1.reduce.weight"));
        assertThat(Objects.requireNonNull(match.weights().get("trunk.1.expand.weight"))
                        .shape())
                .containsExactly(4, 2);
        assertThat(match.table()).contains("  trunk.1.reduce  trunk.1.reduce  weight");
    }

    @Test
    void checkpointsOfMienGiveTheirAveragedWeights() {
        add("trainer/average/trunk.1.weight", 4);
        add("trainer/network/trunk.1.weight", 4);

        var match = WeightMatch.of(TINY, found, Frozen.NONE);

        assertThat(values(match, "trunk.1.weight")).containsExactly(array("trainer/average/trunk.1.weight"));
    }

    @Test
    void foldedBatchNormStartsAfreshOrPassesOnIfFrozen() {
        add("trunk.0.weight", 4, 1, 3, 3);
        add("trunk.0.bias", 4);

        var trained = WeightMatch.of(TINY, found, Frozen.NONE);
        var frozen = WeightMatch.of(TINY, found, Frozen.of(TINY, "2"));

        assertThat(trained.weights()).containsOnlyKeys("trunk.0.weight");
        assertThat(trained.table())
                .anyMatch(line -> line.endsWith("running_var: folded into trunk.0 in the file, starts afresh"));
        float one = (float) Math.sqrt(1 + 1e-5);
        assertThat(values(frozen, "trunk.1.weight")).containsExactly(one, one, one, one);
        assertThat(values(frozen, "trunk.1.bias")).containsExactly(array("trunk.0.bias"));
        assertThat(values(frozen, "trunk.1.running_mean")).containsOnly(0);
        assertThat(values(frozen, "trunk.1.running_var")).containsOnly(1);
    }

    /// The names and shapes of torchvision's `vgg16_bn` and `vgg16`, at a few places spread over the file.
    @Test
    void torchvisionsVgg16FindsItsPlaces() {
        var network = Architecture.VGG16.build(FER7);
        add("features.0.weight", 64, 3, 3, 3);
        add("features.0.bias", 64);
        add("features.1.running_var", 64);
        add("features.10.weight", 128, 128, 3, 3);
        add("features.40.weight", 512, 512, 3, 3);
        add("features.41.bias", 512);
        add("classifier.6.bias", 1000);

        var match = WeightMatch.of(network, found, Frozen.NONE);

        assertThat(match.weights())
                .containsOnlyKeys(
                        "trunk.0.weight",
                        "trunk.0.bias",
                        "trunk.1.running_var",
                        "trunk.10.weight",
                        "trunk.40.weight",
                        "trunk.41.bias");
        assertThat(match.table().getLast()).isEqualTo("  not used: classifier.6.bias");
    }

    @Test
    void torchvisionsVgg16WithoutBatchNormFindsItsPlacesToo() {
        var network = Architecture.VGG16_224.build(FER7);
        add("features.0.weight", 64, 3, 3, 3);
        add("features.2.weight", 64, 64, 3, 3);
        add("features.5.weight", 128, 64, 3, 3);
        add("features.28.weight", 512, 512, 3, 3);
        add("features.28.bias", 512);

        var match = WeightMatch.of(network, found, Frozen.NONE);

        assertThat(match.weights())
                .containsOnlyKeys(
                        "trunk.0.weight", "trunk.3.weight", "trunk.7.weight", "trunk.40.weight", "trunk.40.bias");
    }

    /// All the names of torchvision's `resnet50`, written as its own code numbers them.
    @Test
    void torchvisionsResnet50IsTakenWhole() {
        var network = Architecture.RESNET50_224.build(FER7);
        norm("bn1", 64);
        add("conv1.weight", 64, 3, 7, 7);
        int[] blocks = {3, 4, 6, 3};
        int in = 64;
        for (int stage = 0; stage < 4; stage++) {
            int width = 64 << stage;
            for (int i = 0; i < blocks[stage]; i++) {
                bottleneck("layer" + (stage + 1) + "." + i, in, width, i == 0);
                in = 4 * width;
            }
        }
        add("fc.weight", 1000, 2048);
        add("fc.bias", 1000);

        var match = WeightMatch.of(network, found, Frozen.NONE);

        assertThat(match.table())
                .contains(
                        "265 of 267 arrays taken",
                        "  heads.fer7.0         -                      weight: fc.weight is [1000, 2048], not [7, 2048]");
        assertThat(match.table().getLast()).isEqualTo("  not used: fc.bias, fc.weight");
    }

    private void bottleneck(String path, int in, int width, boolean widens) {
        add(path + ".conv1.weight", width, in, 1, 1);
        add(path + ".conv2.weight", width, width, 3, 3);
        add(path + ".conv3.weight", 4 * width, width, 1, 1);
        norm(path + ".bn1", width);
        norm(path + ".bn2", width);
        norm(path + ".bn3", 4 * width);
        if (widens) {
            add(path + ".downsample.0.weight", 4 * width, in, 1, 1);
            norm(path + ".downsample.1", 4 * width);
        }
    }

    private void norm(String path, int channels) {
        for (var name : new String[] {".weight", ".bias", ".running_mean", ".running_var"}) {
            add(path + name, channels);
        }
    }

    private void add(String name, int... shape) {
        int count = 1;
        var dims = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            count *= shape[i];
            dims[i] = shape[i];
        }
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble();
        }
        found.put(name, new Weights.Array(values, dims));
    }

    private float[] array(String name) {
        return Objects.requireNonNull(found.get(name), name).values();
    }

    private static float[] values(WeightMatch match, String name) {
        return Objects.requireNonNull(match.weights().get(name), name).values();
    }

    private static Network tiny(int channels) {
        return NetworkFile.parse("t.yaml", """
                name: tiny
                input: [CHANNELS, 8, 8]
                normalization: per-image
                trunk:
                  - conv2d: {outChannels: 4, kernel: 3, bias: false}
                  - batchNorm2d
                  - globalAvgPool
                head: [linear: classes]
                """.replace("CHANNELS", Integer.toString(channels)), FER7);
    }
}
