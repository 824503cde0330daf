package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.image.Preprocessing;
import mien.lab.metrics.EvaluationException;
import mien.model.ForeignContract;
import mien.model.ForeignContract.Pixels;
import mien.model.Head;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignContractFileTest {

    @Test
    void readsTheWholeContractAndWhatMayBeLeftOut() {
        var contract = ForeignContractFile.parse("net.yaml", """
                input: {name: x, width: 224, height: 112, channels: bgr, layout: NHWC, scale: 0.5,
                        mean: [1, 2, 3], std: 2}
                output: {name: y, answers: logits}
                labels: [Happiness, sad]
                temperature: 1.5
                threshold: 0.4
                """);

        assertThat(contract)
                .isEqualTo(new ForeignContract(
                        new Preprocessing(3, 112, 224, 1),
                        "x",
                        "y",
                        new Pixels(true, true, 0.5, List.of(1.0, 2.0, 3.0), List.of(2.0, 2.0, 2.0)),
                        true,
                        new Head("answers", new LabelSet("labels", List.of("happy", "sad")), 1.5, 0.4)));
        assertThat(ForeignContractFile.parse("net.yaml", """
                input: {width: 48, height: 48, channels: grey}
                output: {answers: probabilities}
                labels: [a, b]
                """).pixels())
                .isEqualTo(new Pixels(false, false, 1, List.of(0.0), List.of(1.0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | net.yaml: the contract must be fields with values, got 'null'",
                "'size: 3' | net.yaml: the contract has no field 'size'; known are input, output, labels, temperature,"
                        + " threshold",
                "'input: {channels: cmyk}' | net.yaml: input.channels must be one of grey, rgb, bgr, got 'cmyk'",
                "'input: {channels: rgb, mean: [1, x, 2]}' | net.yaml: input.mean must be a number, got 'x'",
                "'input: {channels: grey, std: 0}' | net.yaml: foreign model: scale and std must be above 0, got 1.0"
                        + " and [0.0]",
                "'input: {channels: grey}' | net.yaml: labels must be a list, in the order of the graph''s answers, got"
                        + " 'null'",
                "'{input: {channels: grey}, labels: [a]}' | net.yaml: input.height must be a whole number above 0, got"
                        + " 'null'",
                "'{input: {channels: grey, height: 2, width: 2}, labels: [a]}' | net.yaml: output.answers must be one"
                        + " of probabilities, logits, got 'null'",
            })
    void saysInOneSentenceWhatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> ForeignContractFile.parse("net.yaml", yaml))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message.replace("''", "'"));
    }

    @Test
    void aModelWithoutAContractSaysWhereToPutOne(@TempDir Path folder) throws IOException {
        var model = Files.createFile(folder.resolve("net.onnx"));

        assertThatThrownBy(() -> ForeignContractFile.beside(model))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(model + ": an ONNX file without Mien's contract, so its labels and input are unknown;"
                        + " describe them in " + folder.resolve("net.yaml") + " (see docs/evaluate.md)");
        Files.writeString(folder.resolve("net.yml"), "[");
        assertThatThrownBy(() -> ForeignContractFile.beside(model))
                .hasMessageStartingWith(folder.resolve("net.yml") + ": this is not YAML: ");
    }
}
