package mien.lab.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import mien.error.MienException;
import mien.image.Preprocessing;
import mien.lab.network.Architectures;
import mien.lab.network.NetworkFileException;
import mien.lab.network.RandomNetworks;
import mien.lab.onnx.OnnxModel;
import mien.lab.training.History;
import mien.model.Contract;
import mien.model.Head;
import mien.model.ModelException;
import mien.model.ModelFile;
import mien.model.Training;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PackingTest {
    private static final ModelFile FIRST = Trained.model("first", Architectures.mien("mien-2", 2, Map.of("a", 3)), 1);
    private static final ModelFile SECOND = Trained.model("second", Architectures.mien("mien-4", 4, Map.of("a", 3)), 2);
    private static final List<byte[]> PICTURES =
            Trained.pictures(FIRST.contract().input(), 8, new SplittableRandom(5));

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void smallerWeightsGiveTheSameAnswersWhateverTheNetwork(long seed) {
        var random = new SplittableRandom(seed);
        var network = RandomNetworks.network(random);
        var model = Trained.model("random", network, RandomNetworks.weights(network, random), seed);
        var pictures = Trained.pictures(model.contract().input(), 3, random);

        same(packed(Packing.of("p", List.of(model))), model, pictures, 0);
        same(packed(Packing.of("p", List.of(model)).withWeights(Storage.FP16)), model, pictures, 5e-3);
        same(packed(Packing.of("p", List.of(model)).withWeights(Storage.INT8)), model, pictures, 0.1);
    }

    @ParameterizedTest
    @EnumSource
    void storedWeightsAreSmallerAndCanBePackedAgain(Storage storage) {
        var stored = packed(Packing.of("stored", List.of(SECOND)).withWeights(storage));
        var again = packed(Packing.of("again", List.of(stored)));

        int bytesEach = switch (storage) {
            case FP32 -> 4;
            case FP16 -> 2;
            case INT8 -> 1;
        };
        long weights = SECOND.contract().architecture().parameters();
        assertThat(stored.bytes().length - weights * bytesEach).isBetween(0L, 16_000L);
        assertThat(again.bytes().length - weights * 4).isBetween(0L, 16_000L);
        same(again, stored, PICTURES, 1e-6);
    }

    @Test
    void theEngineTurnsStoredWeightsBackOnceWhenItLoadsThem() throws Exception {
        for (var storage : List.of(Storage.FP16, Storage.INT8)) {
            var model = packed(Packing.of("stored", List.of(FIRST)).withWeights(storage));
            var optimized = folder.resolve("optimized.onnx");
            try (var options = new OrtSession.SessionOptions()) {
                options.setOptimizedModelFilePath(optimized.toString());
                OrtEnvironment.getEnvironment()
                        .createSession(model.bytes(), options)
                        .close();
            }
            assertThat(new String(model.bytes(), StandardCharsets.ISO_8859_1)).contains("trunk.0.weight:");
            assertThat(Files.readString(optimized, StandardCharsets.ISO_8859_1)).doesNotContain("trunk.0.weight:");
        }
    }

    @Test
    void severalModelsAnswerWithTheMeanOfTheirProbabilities() {
        var plain = packed(Packing.of("both", List.of(FIRST, SECOND)));
        var weighted = packed(Packing.of("both", List.of(FIRST, SECOND)).withShares(List.of(3.0, 1.0)));

        var one = Trained.answers(FIRST, PICTURES).getFirst();
        var two = Trained.answers(SECOND, PICTURES).getFirst();
        for (int i = 0; i < PICTURES.size(); i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(Trained.answers(plain, PICTURES).getFirst()[i][j])
                        .isCloseTo((one[i][j] + two[i][j]) / 2, within(1e-6));
                assertThat(Trained.answers(weighted, PICTURES).getFirst()[i][j])
                        .isCloseTo((3 * one[i][j] + two[i][j]) / 4, within(1e-6));
            }
        }
    }

    @Test
    void mirroredModelsAnswerTheSameForAPictureAndItsMirrorImage() {
        var input = FIRST.contract().input();
        var model = packed(Packing.of("mirrored", List.of(FIRST, SECOND)).withMirrored(true));
        var mirrored = Trained.mirrored(input, PICTURES);

        var plain = packed(Packing.of("plain", List.of(FIRST, SECOND)));
        var left = Trained.answers(plain, PICTURES).getFirst();
        var right = Trained.answers(plain, mirrored).getFirst();
        var both = Trained.answers(model, PICTURES).getFirst();

        assertThat(left[0]).isNotEqualTo(right[0]);
        for (int i = 0; i < PICTURES.size(); i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(both[i][j]).isCloseTo((left[i][j] + right[i][j]) / 2, within(1e-6));
            }
        }
        refused(Packing.of("twice", List.of(model)).withMirrored(true))
                .hasMessage("flip: the model already looks at mirrored pictures; leave it as it is");
    }

    @Test
    void theContractSaysWhatTheFileIsMadeOf() {
        var contract = packed(Packing.of("best", List.of(FIRST, SECOND))
                        .withMirrored(true)
                        .withWeights(Storage.FP16))
                .contract();

        assertThat(contract.name()).isEqualTo("best");
        assertThat(contract.heads())
                .containsExactly(Head.of("a", FIRST.contract().defaultHead().labels()));
        assertThat(contract.architecture().name()).isEqualTo("mien-2 + mien-4");
        assertThat(contract.architecture().macs())
                .isEqualTo(2
                        * (FIRST.contract().architecture().macs()
                                + SECOND.contract().architecture().macs()));
        assertThat(contract.figures()).isEmpty();
        assertThat(contract.training().data().name()).isEqualTo("noise-1 + noise-2");
        assertThat(contract.training().data().hash()).isEqualTo("sha256:1 + sha256:2");
        assertThat(contract.training().data().licence()).isEqualTo("free");
        assertThat(contract.training().recipe())
                .extracting("pack")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("weights", "fp16")
                .containsEntry("mirrored", true)
                .extracting("models")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "first")
                .containsEntry("seed", 1L)
                .containsEntry("recipe", Map.of("seed", 1L))
                .containsEntry("figures", Map.of("a.validation.accuracy", 0.5));
    }

    @Test
    void aPackedModelThatIsPackedAgainStillSaysWhatItIsMadeOf() {
        var both = packed(Packing.of("both", List.of(FIRST, SECOND))
                .withMirrored(true)
                .withIntegers(new Integers(PICTURES, RangeRule.MIN_MAX, "noise")));
        var small = packed(Packing.of("small", List.of(both)).withWeights(Storage.FP16));
        var smaller = packed(Packing.of("smaller", List.of(small)).withWeights(Storage.INT8))
                .contract()
                .training();

        assertThat(smaller.lessons().values()).containsExactly(List.of(1L), List.of(2L));
        var before = pack(both.contract().training());
        assertThat(pack(smaller))
                .containsEntry("models", before.get("models"))
                .containsEntry("weights", "int8")
                .containsEntry("mirrored", true)
                .containsEntry("int8", "ranges by min-max of noise");
    }

    private static Map<Object, Object> pack(Training training) {
        return training.recipe().get("pack") instanceof Map<?, ?> pack ? new HashMap<>(pack) : Map.of();
    }

    @Test
    void aModelWhoseAnswersStayTheSameKeepsItsCalibrationAndFigures() {
        var before = FIRST.contract();
        var half = packed(Packing.of("half", List.of(FIRST)).withWeights(Storage.FP16));
        var quarter = packed(Packing.of("quarter", List.of(FIRST)).withWeights(Storage.INT8));

        assertThat(half.contract().heads()).isEqualTo(before.heads());
        assertThat(half.contract().figures()).isEqualTo(before.figures());
        assertThat(half.contract().training().data())
                .isEqualTo(before.training().data());
        assertThat(half.contract().training().recipe())
                .containsEntry("seed", 1L)
                .containsKey("pack");
        assertThat(quarter.contract().heads()).isEqualTo(before.heads());
        assertThat(quarter.contract().figures()).isEmpty();
    }

    @Test
    void oneModelKeepsTheHistoryOfItsTraining() {
        var alone = packed(Packing.of("alone", List.of(FIRST)).withMirrored(true));
        var both = packed(Packing.of("both", List.of(FIRST, SECOND)));

        assertThat(alone.metadata(History.KEY)).contains(Trained.HISTORY);
        assertThat(both.metadata(History.KEY)).isEmpty();
    }

    @Test
    void theSameModelsGiveTheSameBytes() {
        var packing = Packing.of("best", List.of(FIRST, SECOND)).withWeights(Storage.FP16);

        assertThat(packing.toBytes()).isEqualTo(packing.toBytes());
    }

    @Test
    void modelsThatDoNotBelongTogetherAreRefused() {
        var otherLabels = Trained.model("four", Architectures.mien("mien-2", 2, Map.of("a", 4)), 3);
        var otherInput = ModelFile.of(
                "narrow.onnx",
                FIRST.with(new Contract(
                        "narrow",
                        new Preprocessing(1, 48, 48, 1.3),
                        FIRST.contract().heads(),
                        FIRST.contract().architecture(),
                        FIRST.contract().training(),
                        Map.of())));

        refused(Packing.of("x", List.of(FIRST, otherLabels)))
                .hasMessage("four.onnx: it answers with {a=[label-0, label-1, label-2, label-3]}, but first.onnx with"
                        + " {a=[label-0, label-1, label-2]}; pack models with the same labels in the same order");
        refused(Packing.of("x", List.of(FIRST, otherInput)))
                .hasMessage("narrow.onnx: it wants grey 48x48 with margin 1.3, but first.onnx wants grey 48x48 with"
                        + " margin 0.9; pack models that see the same");
        refused(Packing.of("x", List.of(FIRST, FIRST)))
                .hasMessage("first.onnx: it is the same model as first.onnx; name each model once");
        refused(Packing.of("x", List.of(FIRST, SECOND)).withShares(List.of(1.0, -1.0)))
                .hasMessage("second.onnx: its share must be a number above 0, got -1.0");
        assertThatThrownBy(() -> Packing.of("x", List.of(FIRST, SECOND)).withShares(List.of(1.0)))
                .hasMessage("shares: one for each model is needed, got 1 for 2");
    }

    @Test
    void whatIsNoModelOfMienIsRefused() throws Exception {
        var text = Files.writeString(folder.resolve("a.onnx"), "no model");
        refused(Packing.of("x", List.of(ModelFile.of(text))))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(text + ": not an ONNX file");

        var cut = Arrays.copyOf(FIRST.bytes(), FIRST.bytes().length / 2);
        refused(Packing.of("x", List.of(ModelFile.of("cut.onnx", cut))))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("cut.onnx: the ONNX file is cut off or damaged");

        assertThatThrownBy(() -> OnnxModel.parse("b.onnx", new byte[] {8, 8}))
                .isInstanceOf(NetworkFileException.class)
                .hasMessage("b.onnx: its graph is not one that Mien writes; give a file that mien train has made");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(Packing packing) {
        return assertThatThrownBy(packing::toBytes).isInstanceOf(MienException.class);
    }

    private static ModelFile packed(Packing packing) {
        return ModelFile.of(packing.name() + ".onnx", packing.toBytes());
    }

    private static void same(ModelFile one, ModelFile other, List<byte[]> pictures, double tolerance) {
        var first = Trained.answers(one, pictures);
        var second = Trained.answers(other, pictures);
        for (int h = 0; h < first.size(); h++) {
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(first.get(h)[i]).containsExactly(second.get(h)[i], within(tolerance));
            }
        }
    }
}
