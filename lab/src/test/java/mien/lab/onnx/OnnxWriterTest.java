package mien.lab.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import mien.lab.network.Architectures;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Network;
import mien.lab.network.RandomNetworks;
import mien.lab.network.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxWriterTest {

    /// Differential: ONNX Runtime and the definitions of the layers give the same probabilities.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void onnxRuntimeAgreesWithTheDefinitions(long seed) throws OrtException {
        var random = new SplittableRandom(seed);
        var network = RandomNetworks.network(random);
        var weights = RandomNetworks.weights(network, random);

        agree(network, weights, pictures(network, 3, random));
    }

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @Test
    void mienSWithTwoHeadsAgreesWithTheDefinitions() throws OrtException {
        var random = new SplittableRandom(7);
        var network = mien(32);

        agree(network, RandomNetworks.weights(network, random), pictures(network, 1, random));
    }

    @Test
    void theContractOfTheFileIsWhatRuntimesSee() throws OrtException {
        var network = mien(2);
        var weights = RandomNetworks.weights(network, new SplittableRandom(1));
        var metadata = Map.of("labels.fer7", "angry,disgust,…", "seed", "42");

        try (var session = session(OnnxWriter.toOnnx(network, weights, metadata))) {
            assertThat(info(in(session.getInputInfo(), "images").getInfo())).isEqualTo("UINT8 [-1, 1, 48, 48]");
            assertThat(session.getOutputNames()).containsExactly("fer7", "ferplus8");
            assertThat(info(in(session.getOutputInfo(), "fer7").getInfo())).isEqualTo("FLOAT [-1, 7]");
            assertThat(info(in(session.getOutputInfo(), "ferplus8").getInfo())).isEqualTo("FLOAT [-1, 8]");
            assertThat(session.getMetadata().getCustomMetadata()).isEqualTo(metadata);
            assertThat(session.getMetadata().getProducerName()).isEqualTo("mien");
            assertThat(session.getMetadata().getGraphName()).isEqualTo("mien-test");
            assertThat(session.getMetadata().getDescription())
                    .isEqualTo("mien-test: raw uint8 pixels in, one row of probabilities per head out");
        }
    }

    @Test
    void eachPictureOfABatchIsReadByItself() throws OrtException {
        var random = new SplittableRandom(3);
        var network = mien(2);
        var model = OnnxWriter.toOnnx(network, RandomNetworks.weights(network, random), Map.of());
        var five = pictures(network, 5, random);

        var together = in(run(model, network, five), "ferplus8");

        for (int i = 0; i < five.length; i++) {
            var alone = in(run(model, network, five[i]), "ferplus8");
            assertThat(together[i]).containsExactly(alone[0], within(1e-6f));
            assertThat(sum(alone[0])).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void theSameNetworkGivesTheSameBytes() {
        var network = mien(4);
        var first = RandomNetworks.weights(network, new SplittableRandom(5));
        var second = RandomNetworks.weights(mien(4), new SplittableRandom(5));

        assertThat(OnnxWriter.toOnnx(network, first, Map.of("b", "1", "a", "2")))
                .isEqualTo(OnnxWriter.toOnnx(mien(4), second, new LinkedHashMap<>(Map.of("a", "2", "b", "1"))));
    }

    @Test
    void batchNormIsANodeOnlyWhereItCannotBePartOfTheConvolution() {
        var network = mien(2);
        var random = new SplittableRandom(11);
        var mixed = RandomNetworks.weights(network, random);
        var positive = new LinkedHashMap<>(mixed.byName());
        var negative = new LinkedHashMap<>(mixed.byName());
        for (var step : network.steps()) {
            if (step.layer() instanceof BatchNorm2d) {
                var name = step.path() + ".weight";
                int channels = in(mixed.byName(), name).values().length;
                var ones = new float[channels];
                Arrays.fill(ones, 1);
                positive.put(name, new Weights.Array(ones, channels));
                var oneNegative = ones.clone();
                oneNegative[0] = -1;
                negative.put(name, new Weights.Array(oneNegative, channels));
            }
        }

        assertThat(batchNorms(OnnxWriter.toOnnx(network, new Weights(positive), Map.of())))
                .isZero();
        assertThat(batchNorms(OnnxWriter.toOnnx(network, new Weights(negative), Map.of())))
                .isEqualTo(4);
    }

    @Test
    void aBlankPictureGivesProbabilities() throws OrtException {
        var network = mien(2);
        var model = OnnxWriter.toOnnx(network, RandomNetworks.weights(network, new SplittableRandom(2)), Map.of());

        assertThat(sum(in(run(model, network, new byte[48 * 48]), "fer7")[0])).isCloseTo(1, within(1e-5));
    }

    @Test
    void weightsOfAnotherNetworkAreNamed() {
        var weights = RandomNetworks.weights(mien(4), new SplittableRandom(0));

        assertThatThrownBy(() -> OnnxWriter.toOnnx(mien(2), weights, Map.of()))
                .hasMessage("weights: trunk.5.weight has shape [4], the network needs [2];"
                        + " use the weights of this network");
        assertThatThrownBy(() -> OnnxWriter.toOnnx(mien(2), new Weights(Map.of()), Map.of()))
                .hasMessage("weights: none are named trunk.1.weight among 0; use the weights of this network");
    }

    private static Network mien(int width) {
        var heads = new LinkedHashMap<String, Integer>();
        heads.put("fer7", 7);
        heads.put("ferplus8", 8);
        return Architectures.mien("mien-test", width, heads);
    }

    private static void agree(Network network, Weights weights, byte[]... pictures) throws OrtException {
        var actual = run(OnnxWriter.toOnnx(network, weights, Map.of()), network, pictures);

        var reference = new ReferenceNetwork(network, weights);
        for (int i = 0; i < pictures.length; i++) {
            int picture = i;
            reference
                    .probabilities(pictures[i])
                    .forEach((head, expected) -> assertThat(doubles(in(actual, head)[picture]))
                            .as("%s of picture %d of %s", head, picture, network)
                            .containsExactly(expected, within(2e-5)));
        }
    }

    /// Probabilities `[N, classes]` by head.
    private static Map<String, float[][]> run(byte[] model, Network network, byte[]... pictures) throws OrtException {
        var in = network.input();
        var bytes = ByteBuffer.allocateDirect(pictures.length * in.channels() * in.height() * in.width());
        for (var picture : pictures) {
            bytes.put(picture);
        }
        long[] shape = {pictures.length, in.channels(), in.height(), in.width()};
        try (var session = session(model);
                var images = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), bytes.flip(), shape, OnnxJavaType.UINT8);
                var result = session.run(Map.of("images", images))) {
            var byHead = new LinkedHashMap<String, float[][]>();
            for (var output : result) {
                byHead.put(output.getKey(), (float[][]) output.getValue().getValue());
            }
            return byHead;
        }
    }

    private static OrtSession session(byte[] model) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(model, options);
        }
    }

    private static byte[][] pictures(Network network, int count, SplittableRandom random) {
        var in = network.input();
        var pictures = new byte[count][in.channels() * in.height() * in.width()];
        for (var picture : pictures) {
            random.nextBytes(picture);
        }
        return pictures;
    }

    private static String info(ai.onnxruntime.ValueInfo info) {
        return info instanceof TensorInfo tensor ? tensor.type + " " + Arrays.toString(tensor.getShape()) : "no tensor";
    }

    private static long batchNorms(byte[] model) {
        var text = new String(model, StandardCharsets.ISO_8859_1);
        return text.split("\\x22\\x12BatchNormalization", -1).length - 1L; // op_type, 18 letters
    }

    private static double[] doubles(float[] values) {
        var out = new double[values.length];
        Arrays.setAll(out, i -> values[i]);
        return out;
    }

    private static <V> V in(Map<String, V> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    private static double sum(float[] row) {
        return Arrays.stream(doubles(row)).sum();
    }
}
