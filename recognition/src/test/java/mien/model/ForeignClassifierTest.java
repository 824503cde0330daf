package mien.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.model.ForeignContract.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On graphs that give back what they were given, so that the answers show the numbers that came in.
class ForeignClassifierTest {
    private static final Preprocessing COLOUR = new Preprocessing(3, 1, 2, 1);
    private static final byte[] RED_GREEN_BLUE = {10, 20, 30, 40, 50, 60}; // [C, H, W] of two pixels
    private static final Pixels RAW = pixels(false, false, 1);

    @TempDir
    Path folder;

    private static Pixels pixels(boolean blueFirst, boolean channelsLast, double scale) {
        return new Pixels(blueFirst, channelsLast, scale, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    }

    private static ForeignContract contract(Pixels pixels, boolean logits, int classes) {
        var labels = IntStream.range(0, classes).mapToObj(i -> "label " + i).toList();
        return new ForeignContract(COLOUR, "", "", pixels, logits, Head.of("answers", new LabelSet("labels", labels)));
    }

    private ForeignClassifier open(byte[] model, ForeignContract contract) throws IOException {
        return new ForeignClassifier(
                ModelFile.of(Files.write(folder.resolve("foreign.onnx"), model)), contract, Engine.DEFAULT);
    }

    private double[] answer(byte[] model, ForeignContract contract, byte[] face) throws IOException {
        try (var classifier = open(model, contract)) {
            return classifier.classify(List.of(face))[0];
        }
    }

    private static double[] shares(double... values) {
        double sum =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i] / sum)
                .toArray();
    }

    @Test
    void pixelsComeInTheOrderOfTheContract() throws IOException {
        var first = TinyModel.mirror(1, 0, 3, 1, 2);
        var last = TinyModel.mirror(1, 0, 1, 2, 3);

        assertThat(answer(first, contract(RAW, false, 6), RED_GREEN_BLUE))
                .containsExactly(shares(10, 20, 30, 40, 50, 60), within(1e-7));
        assertThat(answer(first, contract(pixels(true, false, 1), false, 6), RED_GREEN_BLUE))
                .containsExactly(shares(50, 60, 30, 40, 10, 20), within(1e-7));
        assertThat(answer(last, contract(pixels(false, true, 1), false, 6), RED_GREEN_BLUE))
                .containsExactly(shares(10, 30, 50, 20, 40, 60), within(1e-7));
        assertThat(answer(last, contract(pixels(true, true, 1), false, 6), RED_GREEN_BLUE))
                .containsExactly(shares(50, 30, 10, 60, 40, 20), within(1e-7));
    }

    @Test
    void pixelsAreScaledThenCentredThenDividedByChannel() throws IOException {
        var pixels = new Pixels(false, false, 0.1, List.of(1.0, 0.0, -1.0), List.of(1.0, 2.0, 4.0));

        assertThat(answer(
                        TinyModel.mirror(1, 0, 3, 1, 2), contract(pixels, false, 6), new byte[] {10, 20, 30, 40, 50, -56
                        }))
                .containsExactly(shares(0, 1, 1.5, 2, 1.5, 5.25), within(1e-6)); // -56 is 200
    }

    @Test
    void logitsBecomeProbabilities() throws IOException {
        var answer = answer(TinyModel.mirror(1, 0, 3, 1, 2), contract(pixels(false, false, 0.01), true, 6), new byte[] {
            0, 0, 0, 0, 0, 100
        });

        double e = Math.E;
        assertThat(answer).containsExactly(shares(1, 1, 1, 1, 1, e), within(1e-7));
    }

    @Test
    void aGraphForOneOrThreePicturesAtATimeAnswersAnyNumber() throws IOException {
        for (int batch : List.of(1, 3)) {
            try (var classifier = open(TinyModel.mirror(2, batch, 3, 1, 2), contract(RAW, false, 6))) {
                var faces = Collections.nCopies(7, RED_GREEN_BLUE);

                var answers = classifier.classify(faces);

                assertThat(answers).hasDimensions(7, 6);
                for (var row : answers) {
                    assertThat(row).containsExactly(shares(10, 20, 30, 40, 50, 60), within(1e-7));
                }
            }
        }
    }

    @Test
    void aContractThatDoesNotFitTheGraphIsRefusedInOneSentence() {
        var file = folder.resolve("foreign.onnx");

        assertThatThrownBy(() -> open(TinyModel.mirror(1, 0, 1, 2, 3), contract(RAW, false, 6)))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + ": its input x is FLOAT [-1, 1, 2, 3], but the contract beside it describes"
                        + " [N, 3, 1, 2] of float32 (or uint8 without scale, mean and std); correct the contract");
        assertThatThrownBy(() -> answer(TinyModel.mirror(1, 0, 3, 1, 2), contract(RAW, false, 5), RED_GREEN_BLUE))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        file + ": its output y gives [1, 6] for a batch of 1, but its contract names 5 labels; correct"
                                + " the contract");
        assertThatThrownBy(() -> open(new byte[] {1, 2, 3}, contract(RAW, false, 6)))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith(file + ": not an ONNX file");
    }

    @Test
    void answersBelowZeroWantLogitsInTheContract() {
        var pixels = new Pixels(false, false, 1, List.of(20.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

        assertThatThrownBy(() -> answer(TinyModel.mirror(1, 0, 3, 1, 2), contract(pixels, false, 6), RED_GREEN_BLUE))
                .isInstanceOf(ModelException.class)
                .hasMessage(folder.resolve("foreign.onnx") + ": its output y has values below 0, which are no"
                        + " probabilities; write `answers: logits` into its contract");
    }
}
