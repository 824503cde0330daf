package mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    private static final TinyModel TINY = TinyModel.BRIGHT_IS_HAPPY;
    private static final Engine ENGINE = Engine.DEFAULT.withThreads(1);

    @TempDir
    Path folder;

    @Test
    void answersByTheHeadThatIsAskedFor() throws IOException {
        try (var classifier = ModelFile.of(TINY.write(folder)).open(ENGINE)) {
            var contract = classifier.contract();

            assertThat(contract).isEqualTo(TINY.contract());
            var white = List.of(face(255));
            double e = Math.exp(4);
            double other = 1 / (e + 6);
            assertThat(classifier.classify(white, contract.head("fer7"))[0])
                    .containsExactly(new double[] {other, other, other, e * other, other, other, other}, within(1e-6));
            assertThat(classifier.classify(white, contract.head("mood"))[0])
                    .containsExactly(new double[] {1 / (1 + e), e / (1 + e)}, within(1e-6));
        }
    }

    @Test
    void answersDoNotDependOnHowBatchesAreSplit() throws IOException {
        var model = ModelFile.of(TINY.write(folder));
        var faces = IntStream.range(0, 10).mapToObj(i -> face(25 * i)).toList();
        try (var whole = model.open(ENGINE);
                var split = model.open(ENGINE.withBatch(3))) {
            var head = whole.contract().defaultHead();

            assertThat(split.classify(faces, head)).isDeepEqualTo(whole.classify(faces, head));
            assertThat(split.classify(List.of(), head)).isEmpty();
        }
    }

    @Test
    void faceOfAnotherSizeIsRejected() throws IOException {
        try (var classifier = ModelFile.of(TINY.write(folder)).open(ENGINE)) {
            var head = classifier.contract().defaultHead();

            assertThatThrownBy(() -> classifier.classify(List.of(new byte[9]), head))
                    .hasMessage(folder + "/tiny.onnx: a face must be 1x4x4 = 16 bytes, got 9");
        }
    }

    @Test
    void networkThatAnswersNaNIsRejected() throws IOException {
        var slopes = Map.of("fer7", new float[] {0, 0, 0, Float.NaN, 0, 0, 0}, "mood", new float[] {0, 0});
        try (var classifier = ModelFile.of(new TinyModel(TINY.contract(), slopes).write(folder))
                .open(ENGINE)) {
            var head = classifier.contract().defaultHead();

            assertThatThrownBy(() -> classifier.classify(List.of(face(9)), head))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(folder
                            + "/tiny.onnx: head fer7: the network answered with numbers that are no probabilities"
                            + " (sum NaN); its weights are damaged or its training diverged, use another model");
        }
    }

    @Test
    void closedClassifierSaysSo() throws IOException {
        var classifier = ModelFile.of(TINY.write(folder)).open(ENGINE);
        classifier.close();
        classifier.close();

        assertThatThrownBy(() -> classifier.classify(
                        List.of(face(1)), classifier.contract().defaultHead()))
                .hasMessage(folder + "/tiny.onnx: the model is closed; open it again");
    }

    @Test
    void graphThatBreaksItsContractIsRefused() throws IOException {
        var heads = TINY.contract().heads();
        var larger = TINY.withContract(TinyModel.contract(new Preprocessing(1, 4, 4, 1), heads));
        var json = TinyModel.contract(new Preprocessing(1, 48, 48, 1), heads).toJson();
        var file = Files.write(folder.resolve("wrong.onnx"), larger.bytes(Map.of(Contract.KEY, json)));

        assertThatThrownBy(() -> ModelFile.of(file).open(ENGINE))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + ": input images must be UINT8 [N, 1, 48, 48] by its contract, but the graph has"
                        + " UINT8 [N, 1, 4, 4]; export it again");
    }

    @Test
    void headThatTheGraphLacksIsNamed() throws IOException {
        var contract = TinyModel.contract(new Preprocessing(1, 4, 4, 1), List.of(Head.of("age", LabelSet.FER7)));
        var file = TINY.withContract(contract).write(folder);

        assertThatThrownBy(() -> ModelFile.of(file).open(ENGINE))
                .hasMessage(file + ": the graph has no output age, which its contract names; export it again");
    }

    static byte[] face(int brightness) {
        var pixels = new byte[16];
        Arrays.fill(pixels, (byte) brightness);
        return pixels;
    }
}
