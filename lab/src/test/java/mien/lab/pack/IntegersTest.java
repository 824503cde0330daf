package mien.lab.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import mien.image.Picture;
import mien.lab.dataset.Datasets;
import mien.lab.network.Architectures;
import mien.lab.network.RandomNetworks;
import mien.lab.onnx.OnnxModel;
import mien.model.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntegersTest {
    private static final ModelFile MODEL = Trained.model("plain", Architectures.mien("mien-8", 8, Map.of("a", 3)), 1);
    private static final List<byte[]> PICTURES =
            Trained.pictures(MODEL.contract().input(), 24, new SplittableRandom(5));

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /// Random weights are a hard case: no layer was trained to be calm about rounding.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyKindOfLayerCalculatesInEightBits(long seed) {
        var random = new SplittableRandom(seed);
        var network = RandomNetworks.network(random);
        var model = Trained.model("random", network, RandomNetworks.weights(network, random), seed);
        var pictures = Trained.pictures(model.contract().input(), 12, random);
        var packing = Packing.of("int8", List.of(model)).withIntegers(learned(pictures, RangeRule.MIN_MAX));
        if (!hasLayer(model)) {
            assertThatThrownBy(packing::toBytes)
                    .hasMessage("int8: the model has no convolution or dense layer that could calculate in int8");
            return;
        }
        var made = ModelFile.of("int8.onnx", packing.toBytes());

        assertThat(meanDifference(made, model, pictures)).isLessThan(0.08);
    }

    private static boolean hasLayer(ModelFile model) {
        var wiring = new Wiring(OnnxModel.parse("model", model.bytes()));
        return !wiring.quantized().isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theAnswersStayCloseWithRangesByAnyRule(RangeRule rule) {
        var made = packed(learned(PICTURES, rule));

        assertThat(made.bytes().length).isLessThan(MODEL.bytes().length * 2 / 5);
        assertThat(meanDifference(made, MODEL, PICTURES)).isLessThan(0.02);
        assertThat(made.contract().heads()).isEqualTo(MODEL.contract().heads());
        assertThat(made.contract().figures()).isEmpty();
        assertThat(made.contract().training().recipe().toString()).contains("int8=ranges by " + rule + " of noise");
    }

    @Test
    void theEngineMergesEveryLayerIntoOneOperationOnWholeNumbers() throws Exception {
        var optimized = folder.resolve("optimized.onnx");
        try (var options = new OrtSession.SessionOptions()) {
            options.setOptimizedModelFilePath(optimized.toString());
            OrtEnvironment.getEnvironment()
                    .createSession(
                            packed(learned(PICTURES, RangeRule.PERCENTILE)).bytes(), options)
                    .close();
        }
        var text = Files.readString(optimized, StandardCharsets.ISO_8859_1);

        assertThat(text.split("QLinearConv", -1)).hasSizeGreaterThan(9); // nine convolutions
        assertThat(text).doesNotContain("Relu");
    }

    @Test
    void itGoesTogetherWithAveragesMirrorsAndSmallWeights() {
        var other = Trained.model("other", Architectures.mien("mien-4", 4, Map.of("a", 3)), 2);
        var all = Packing.of("all", List.of(MODEL, other)).withMirrored(true);
        var made = ModelFile.of(
                "all.onnx",
                all.withIntegers(learned(PICTURES, RangeRule.PERCENTILE))
                        .withWeights(Storage.FP16)
                        .toBytes());

        assertThat(meanDifference(made, ModelFile.of("exact.onnx", all.toBytes()), PICTURES))
                .isLessThan(0.02);
        assertThatThrownBy(() -> Packing.of("again", List.of(made))
                        .withIntegers(learned(PICTURES, RangeRule.MIN_MAX))
                        .toBytes())
                .isInstanceOf(PackException.class)
                .hasMessage("int8: a model already calculates in int8; give the one that it was made from");
    }

    @Test
    void rangesComeFromAFixedChoiceOfTrainingPictures() throws Exception {
        for (var split : List.of("train", "test")) {
            for (int i = 0; i < 6; i++) {
                var file = folder.resolve("faces").resolve(split).resolve(i % 2 == 0 ? "happy" : "sad");
                Files.createDirectories(file);
                var pixels = new byte[48 * 48];
                Arrays.fill(pixels, (byte) (10 * i + (split.equals("train") ? 1 : 2)));
                Files.write(file.resolve(i + ".png"), new Picture(48, 48, 1, pixels).png());
            }
        }
        var input = MODEL.contract().input();
        try (var data = Datasets.open(folder.resolve("faces"))) {
            var some = Integers.from(data, input, RangeRule.MIN_MAX, 4, 1);
            var same = Integers.from(data, input, RangeRule.MIN_MAX, 4, 1);
            var all = Integers.from(data, input, RangeRule.MIN_MAX, 100, 1);

            assertThat(some).hasToString("ranges by min-max of 4 training pictures of faces, seed 1");
            assertThat(some.pictures()).hasSize(4).allMatch(picture -> picture[0] % 10 == 1);
            assertThat(same.pictures()).containsExactlyElementsOf(some.pictures());
            assertThat(all.pictures()).hasSize(6);
            assertThat(Integers.others(data, input, 4, 1))
                    .hasSize(2)
                    .allMatch(picture -> picture[0] % 10 == 1)
                    .noneMatch(picture -> some.pictures().stream().anyMatch(seen -> seen[0] == picture[0]));
            assertThat(Integers.others(data, input, 6, 1)).isEmpty();
        }
    }

    @Test
    void dataWithoutTrainingPicturesIsRefused() throws Exception {
        var pixels = new byte[48 * 48];
        for (var label : List.of("happy", "sad")) {
            var place = Files.createDirectories(folder.resolve("held-back/test").resolve(label));
            Files.write(place.resolve("a.png"), new Picture(48, 48, 1, pixels).png());
        }
        try (var data = Datasets.open(folder.resolve("held-back"))) {
            assertThatThrownBy(() -> Integers.from(data, MODEL.contract().input(), RangeRule.MIN_MAX, 4, 1))
                    .isInstanceOf(PackException.class)
                    .hasMessage("held-back: it has no pictures to learn the ranges of int8 from; give data with a"
                            + " train split, or without any");
        }
    }

    @Test
    void aRangeHoldsZeroExactly() {
        for (var range : List.of(new Range(0, 6), new Range(-1.7, 3.1), new Range(-2, 0), new Range(0, 0))) {
            double zero = range.low() + range.zeroPoint() * range.scale();
            assertThat(range.zeroPoint()).isBetween(0, 255);
            assertThat(zero).isCloseTo(0, within(range.scale() / 2.0));
        }
    }

    @Test
    void theRarestValuesAreLeftOutIfARuleSaysSo() {
        var values = new float[100_001];
        for (int i = 0; i < 100_000; i++) {
            values[i] = i / 100_000f;
        }
        values[100_000] = 50;
        var histogram = new Histogram();
        histogram.extend(FloatBuffer.wrap(values));
        histogram.count(FloatBuffer.wrap(values));

        assertThat(histogram.range(RangeRule.MIN_MAX)).isEqualTo(new Range(0, 50));
        assertThat(histogram.range(RangeRule.PERCENTILE).high()).isBetween(0.9, 25.1);
        assertThat(histogram.range(RangeRule.LEAST_ERROR).high()).isBetween(0.9, 50.0);
    }

    @Test
    void damagedWeightsAreNamed() {
        var histogram = new Histogram();

        assertThatThrownBy(() -> histogram.extend(FloatBuffer.wrap(new float[] {Float.NaN})))
                .hasMessage("int8: the network computes numbers that are not finite; its weights are damaged or its"
                        + " training diverged, use another model");
    }

    private static Integers learned(List<byte[]> pictures, RangeRule rule) {
        return new Integers(pictures, rule, "noise");
    }

    private static ModelFile packed(Integers integers) {
        return ModelFile.of(
                "int8.onnx",
                Packing.of("int8", List.of(MODEL)).withIntegers(integers).toBytes());
    }

    private static double meanDifference(ModelFile one, ModelFile other, List<byte[]> pictures) {
        var first = Trained.answers(one, pictures);
        var second = Trained.answers(other, pictures);
        double sum = 0;
        int count = 0;
        for (int h = 0; h < first.size(); h++) {
            for (int i = 0; i < pictures.size(); i++) {
                for (int j = 0; j < first.get(h)[i].length; j++) {
                    sum += Math.abs(first.get(h)[i][j] - second.get(h)[i][j]);
                    count++;
                }
            }
        }
        return sum / count;
    }
}
