package mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContractTest {
    private static final Contract TINY = TinyModel.BRIGHT_IS_HAPPY.contract();

    @Test
    void comesBackFromJsonAsItWas() {
        assertThat(Contract.fromJson(TINY.toJson())).isEqualTo(TINY);
    }

    @Test
    void correctionsOfTheDataComeBackAndOlderModelsHaveNone() {
        var was = TINY.training();
        var data = new TrainingData("faces.zip", "sha256:1", "corrections.csv, 12 lines, sha256:2", "free");
        var training = new Training(data, was.mienVersion(), was.seed(), was.epochs(), was.finished(), was.recipe());
        var corrected =
                new Contract(TINY.name(), TINY.input(), TINY.heads(), TINY.architecture(), training, TINY.figures());

        assertThat(Contract.fromJson(corrected.toJson())).isEqualTo(corrected);
        assertThat(TINY.toJson()).doesNotContain("corrections");
    }

    @Test
    void aPackedModelKnowsWhatAllModelsInsideItLearnedFrom() {
        var inner = Map.of("pack", Map.of("models", List.of(Map.of("seed", 5L), Map.of("seed", 7L))));
        var models = List.of(
                Map.of("seed", 3L, "recipe", Map.of()),
                Map.of("seed", 5L, "recipe", inner),
                Map.of("seed", 9L, "hash", "sha256:other + sha256:more"));
        var hash = TINY.training().data().hash();

        assertThat(trainedWith(Map.of()).lessons()).isEqualTo(Map.of(hash, List.of(42L)));
        assertThat(trainedWith(Map.of("pack", Map.of("weights", "fp16"))).lessons())
                .isEqualTo(Map.of(hash, List.of(42L)));
        assertThat(trainedWith(Map.of("pack", Map.of("models", models))).lessons())
                .isEqualTo(Map.of(hash, List.of(3L, 5L, 7L), "sha256:other", List.of(9L), "sha256:more", List.of(9L)));
    }

    @Test
    void aModelKnowsWhatTheOneThatItBeganWithHadLearnedFrom() {
        var hash = TINY.training().data().hash();
        var first = trainedWith(Map.of(Training.LEARNED_BEFORE, Map.of("sha256:faces", List.of(1L, 2L))));
        var then = trainedWith(Map.of(Training.LEARNED_BEFORE, first.lessons()));
        var packed =
                trainedWith(Map.of("pack", Map.of("models", List.of(Map.of("seed", 5L, "recipe", then.recipe())))));
        var read = Contract.fromJson(
                new Contract(TINY.name(), TINY.input(), TINY.heads(), TINY.architecture(), packed, TINY.figures())
                        .toJson());

        assertThat(then.lessons()).isEqualTo(Map.of("sha256:faces", List.of(1L, 2L), hash, List.of(42L)));
        assertThat(read.training().lessons())
                .isEqualTo(Map.of("sha256:faces", List.of(1L, 2L), hash, List.of(42L, 5L)));
    }

    private static Training trainedWith(Map<String, Object> recipe) {
        return new Training(TINY.training().data(), "0.1.0", 42, 1, null, recipe);
    }

    @Test
    void unknownFieldsAreIgnored() {
        var json = TINY.toJson().replaceFirst("\\{", "{ \"later\": {\"a\": [1, null]}, ");

        assertThat(Contract.fromJson(json)).isEqualTo(TINY);
    }

    @Test
    void missingFieldIsNamedByItsPath() {
        var json = TINY.toJson().replaceFirst("\"temperature\"", "\"temprature\"");

        assertThatThrownBy(() -> Contract.fromJson(json))
                .isInstanceOf(ModelException.class)
                .hasMessage("model contract: heads[0].temperature is missing; export the model again");
    }

    @Test
    void fieldOfTheWrongKindIsNamedWithWhatCame() {
        var json = TINY.toJson().replaceFirst("\"height\" : 4", "\"height\" : \"four\"");

        assertThatThrownBy(() -> Contract.fromJson(json))
                .hasMessage("model contract: input.height must be a whole number, got four");
    }

    @Test
    void newerFormatAsksForANewerMien() {
        var json = TINY.toJson().replaceFirst("\"format\" : 1", "\"format\" : 2");

        assertThatThrownBy(() -> Contract.fromJson(json))
                .hasMessage("model contract: it has format 2, this version of Mien reads up to 1; use a newer Mien");
    }

    @Test
    void textThatIsNoJsonIsRejected() {
        assertThatThrownBy(() -> Contract.fromJson("[1]"))
                .hasMessage("model contract: a JSON object is expected, got '[1]'");
        assertThatThrownBy(() -> Contract.fromJson("{\"format\": 1"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("model contract: not valid JSON: Unexpected end-of-input");
    }

    @Test
    void unknownHeadIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> TINY.head("ferplus8"))
                .hasMessage("model tiny: it has no head 'ferplus8'; choose one of fer7, mood");
    }

    /// Property: calibrating the softmax is the softmax of the logits over the temperature.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void temperatureDividesTheLogits(long seed) {
        var random = new SplittableRandom(seed);
        double temperature = random.nextDouble(0.3, 4);
        var logits = random.doubles(7, -4, 4).toArray();
        var plain = softmax(logits, 1);
        var floats = new float[7];
        for (int i = 0; i < 7; i++) {
            floats[i] = (float) plain[i];
        }

        var calibrated = new Head("fer7", LabelSet.FER7, temperature, 0).calibrated(floats);

        assertThat(calibrated).containsExactly(softmax(logits, temperature), within(1e-5));
        assertThat(DoubleStream.of(calibrated).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void answersThatAreNoProbabilitiesAreRejected() {
        assertThatThrownBy(() -> Head.of("mood", new LabelSet("mood", List.of("dark", "bright")))
                        .calibrated(new float[] {Float.NaN, 1}))
                .isInstanceOf(ModelException.class)
                .hasMessage("head mood: the network answered with numbers that are no probabilities (sum NaN);"
                        + " its weights are damaged or its training diverged, use another model");
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static double[] softmax(double[] logits, double temperature) {
        var exp = DoubleStream.of(logits).map(x -> Math.exp(x / temperature)).toArray();
        double sum = DoubleStream.of(exp).sum();
        return DoubleStream.of(exp).map(x -> x / sum).toArray();
    }
}
