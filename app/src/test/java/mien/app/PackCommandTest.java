package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.network.Layer;
import mien.lab.network.Network;
import mien.lab.network.Normalization;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Weights;
import mien.lab.onnx.OnnxWriter;
import mien.model.Contract;
import mien.model.Engine;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelFile;
import mien.model.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PackCommandTest {
    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void target() {
        out = folder.resolve("packed.onnx");
    }

    @Test
    void writesASmallerFileWithTheSameCalibration() throws Exception {
        var printed = run(0, "default", "--weights", "fp16", "--out", out.toString());

        var packed = ModelFile.of(out);
        var shipped = ModelFile.shipped();
        assertThat(printed).matches("\\Q" + out + "\\E: \\d+\\.\\d MB\\R");
        assertThat(Files.size(out)).isLessThanOrEqualTo(shipped.bytes().length);
        assertThat(packed.contract().name()).isEqualTo("packed");
        assertThat(packed.contract().heads()).isEqualTo(shipped.contract().heads());
        assertThat(files()).containsExactly("packed.onnx");
    }

    @Test
    void averagesModelsAndSaysThatTheResultWantsCalibration() throws Exception {
        var bright = TinyModel.BRIGHT_IS_HAPPY;
        var first = bright.write(Files.createDirectories(folder.resolve("a")));
        var slopes = new HashMap<>(bright.slopes());
        slopes.put("mood", new float[] {2, -2});
        var second = new TinyModel(bright.contract(), slopes).write(Files.createDirectories(folder.resolve("b")));

        var printed = run(
                0,
                first.toString(),
                second.toString(),
                "--flip",
                "--shares",
                "2,1",
                "--name",
                "both",
                "--out",
                out.toString());

        assertThat(printed)
                .contains("calibrate it now, on pictures that no model was trained on: mien calibrate " + out
                        + " DATA --out " + out);
        var contract = ModelFile.of(out).contract();
        assertThat(contract.name()).isEqualTo("both");
        assertThat(contract.head("fer7")).isEqualTo(Head.of("fer7", LabelSet.FER7));
        assertThat(contract.architecture().name()).isEqualTo("2 x mean");
    }

    @Test
    void learnsTheRangesOfInt8FromPicturesAndMeasuresWhatItBrings() throws Exception {
        var exact = unquantized(8);
        var faces = folder.resolve("faces").toString();

        var printed = run(0, exact.toString(), "--int8", faces, "--pictures", "12", "--out", out.toString());

        assertThat(printed)
                .containsPattern("int8: \\d+\\.\\d % of 4 other pictures get the same answer; \\d+\\.\\d\\d ms a face"
                        + " on one thread, fp32 takes \\d+\\.\\d\\d ms");
        assertThat(ModelFile.of(out).contract().training().recipe().toString())
                .contains("int8=ranges by percentile of 12 training pictures of faces, seed 1");
        assertThat(run(1, out.toString(), "--int8", faces, "--out", out.toString()))
                .contains("int8: a model already calculates in int8; give the one that it was made from");
        assertThat(run(0, exact.toString(), "--int8", faces, "--out", out.toString()))
                .contains("% of 16 pictures, the same that it learned from, get the same answer");
    }

    @Test
    void comparesWithTheModelAsItWasWhenInt8TakesItsPlace() throws Exception {
        var exact = unquantized(40);
        Files.write(exact, small(undecided(exact)));
        var faces = folder.resolve("faces").toString();

        var beside = run(0, exact.toString(), "--int8", faces, "--pictures", "40", "--out", out.toString());
        var inPlace = run(0, exact.toString(), "--int8", faces, "--pictures", "40", "--out", exact.toString());

        assertThat(agreement(beside)).isNotEqualTo("100.0");
        assertThat(agreement(inPlace)).isEqualTo(agreement(beside));
    }

    /// The bias with which half of the pictures are happy, so that for some the least change decides.
    private float undecided(Path model) throws Exception {
        var pictures = new ArrayList<byte[]>();
        try (var files = Files.walk(folder.resolve("faces"));
                var classifier = ModelFile.of(model).open(Engine.DEFAULT)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                pictures.add(Preprocessing.GREY_48.whole(Picture.read(file)));
            }
            var sorted = Arrays.stream(
                            classifier.classify(pictures, classifier.contract().defaultHead()))
                    .mapToDouble(p -> Math.log(p[1] / p[0]))
                    .sorted()
                    .toArray();
            return (float) sorted[sorted.length / 2];
        }
    }

    /// In per cent, as it was printed.
    private static String agreement(String printed) {
        return printed.replaceFirst("(?s).*int8: (\\d+\\.\\d) %.*", "$1");
    }

    /// Writes a model, and so many pictures of each label in the folder `faces`.
    private Path unquantized(int each) throws Exception {
        for (var label : List.of("happy", "sad")) {
            for (int i = 0; i < each; i++) {
                var pixels = new byte[48 * 48];
                for (int p = 0; p < pixels.length; p++) {
                    pixels[p] = (byte) (p * 7 % 200 + p * (i + 3) % (label.equals("sad") ? 20 : 25));
                }
                var place = Files.createDirectories(folder.resolve("faces").resolve(label));
                Files.write(place.resolve(i + ".png"), new Picture(48, 48, 1, pixels).png());
            }
        }
        return Files.write(folder.resolve("exact.onnx"), small(0));
    }

    /// A small network in fp32, whatever the shipped models calculate in.
    ///
    /// @param bias towards happy
    private static byte[] small(float bias) {
        var network = new Network(
                "small",
                new FeatureMap(1, 48, 48),
                new Normalization.PerImage(),
                Layer.sequential(
                        new Layer.Conv2d(2, 3, 1, 1, 1, true), Layer.Activation.RELU, new Layer.GlobalAvgPool()),
                List.of(new mien.lab.network.Head("mood", Layer.sequential(new Layer.Linear(2)))));
        var weights = new Weights(Map.of(
                "trunk.0.weight", new Weights.Array(wave(18), 2, 1, 3, 3),
                "trunk.0.bias", new Weights.Array(wave(2), 2),
                "heads.mood.0.weight", new Weights.Array(wave(4), 2, 2),
                "heads.mood.0.bias", new Weights.Array(new float[] {bias, 0}, 2)));
        var tiny = TinyModel.BRIGHT_IS_HAPPY.contract();
        var contract = new Contract(
                "small",
                Preprocessing.GREY_48,
                List.of(Head.of("mood", new LabelSet("mood", List.of("happy", "sad")))),
                tiny.architecture(),
                tiny.training(),
                Map.of());
        return OnnxWriter.toOnnx(network, weights, Map.of(Contract.KEY, contract.toJson()));
    }

    private static float[] wave(int size) {
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.sin(i + 1);
        }
        return values;
    }

    @Test
    void modelsThatDoNotFitAreRefusedAndNothingIsWritten() throws Exception {
        var tiny = TinyModel.BRIGHT_IS_HAPPY.write(folder);
        var text = Files.writeString(folder.resolve("notes.onnx"), "no model");
        var other = new Contract(
                "other",
                new Preprocessing(1, 4, 4, 2),
                TinyModel.BRIGHT_IS_HAPPY.contract().heads(),
                TinyModel.BRIGHT_IS_HAPPY.contract().architecture(),
                TinyModel.BRIGHT_IS_HAPPY.contract().training(),
                Map.of());
        var wide = TinyModel.BRIGHT_IS_HAPPY.withContract(other).write(Files.createDirectories(folder.resolve("w")));

        assertThat(run(1, text.toString(), "--out", out.toString()))
                .isEqualTo("mien: " + text + ": not an ONNX file; give a model that Mien has exported\n");
        assertThat(run(1, tiny.toString(), wide.toString(), "--out", out.toString()))
                .contains(wide + ": it wants grey 4x4 with margin 2.0, but " + tiny + " wants grey 4x4 with margin 1.0;"
                        + " pack models that see the same");
        assertThat(run(1, tiny.toString(), "--shares", "1,2", "--out", out.toString()))
                .contains("shares: one for each model is needed, got 2 for 1");
        assertThat(run(1, tiny.toString(), "--int8", folder.resolve("nowhere").toString(), "--out", out.toString()))
                .contains("nowhere");
        assertThat(run(2, tiny.toString(), "--int8", "faces", "--pictures", "0", "--out", out.toString()))
                .contains("--pictures must be at least 1, got 0");
        assertThat(out).doesNotExist();
    }

    private List<String> files() throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String run(int expected, String... arguments) {
        var printed = new StringWriter();
        var line = new CommandLine(new PackCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(printed))
                .setErr(new PrintWriter(printed));
        line.setExecutionExceptionHandler(new Errors(() -> false));
        line.setParameterExceptionHandler(new Errors(() -> false));
        int code = line.execute(arguments);
        assertThat(code).as(printed.toString()).isEqualTo(expected);
        return printed.toString();
    }
}
