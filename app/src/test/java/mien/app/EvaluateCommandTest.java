package mien.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mien.image.Preprocessing;
import mien.lab.network.Head;
import mien.lab.network.Layer;
import mien.lab.network.Network;
import mien.lab.network.Normalization;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Weights;
import mien.lab.onnx.OnnxWriter;
import mien.model.Architecture;
import mien.model.Contract;
import mien.model.LabelSet;
import mien.model.Training;
import mien.model.TrainingData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluateCommandTest {

    @TempDir
    Path folder;

    /// A model that calls bright pictures happy and dark ones sad; three pictures, one of them under a wrong name.
    @BeforeEach
    void modelAndData() throws IOException {
        var contract = new Contract(
                "brightness",
                new Preprocessing(1, 8, 8, 1),
                List.of(mien.model.Head.of("mood", new LabelSet("mood", List.of("happy", "sad")))),
                new Architecture("brightness", 4, 2),
                new Training(new TrainingData("none", "", ""), "0", 0, 0, null, Map.of()),
                Map.of());
        Files.write(
                folder.resolve("m.onnx"),
                OnnxWriter.toOnnx(network(), weights(), Map.of(Contract.KEY, contract.toJson())));
        picture("test/joy/a.png", 250);
        picture("test/sad/b.png", 5);
        picture("test/sad/c.png", 240);
    }

    private static Network network() {
        return new Network(
                "brightness",
                new FeatureMap(1, 8, 8),
                new Normalization.Fixed(0.5, 0.5),
                Layer.sequential(new Layer.GlobalAvgPool()),
                List.of(new Head("mood", Layer.sequential(new Layer.Linear(2)))));
    }

    private static Weights weights() {
        return new Weights(Map.of(
                "heads.mood.0.weight", new Weights.Array(new float[] {3, -3}, 2, 1),
                "heads.mood.0.bias", new Weights.Array(new float[] {0, 0}, 2)));
    }

    private void picture(String name, int grey) throws IOException {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            image.getRaster().setSample(i % 8, i / 8, 0, grey);
        }
        var file = folder.resolve("data").resolve(name);
        Files.createDirectories(file.resolveSibling("x").getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    @Test
    void scoresTheModelFileAndWritesWhatItFound() {
        var out = new StringWriter();
        var line = new CommandLine(new EvaluateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out));

        int code = line.execute(
                folder.resolve("m.onnx").toString(),
                folder.resolve("data").toString(),
                "--split",
                "private_test",
                "--format",
                "json",
                "--out",
                folder.resolve("out").toString());

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains(
                        "\"n\" : 3",
                        "\"accuracy_score\" : 0.6666666666666666",
                        "\"confusion_matrix\" : [ [ 1, 0 ], [ 1, 1 ] ]");
        assertThat(folder.resolve("out/metrics.json")).hasContent(out.toString());
        assertThat(folder.resolve("out/predictions.csv")).content().startsWith("file,truth,label,happy,sad\ntest/");
        assertThat(folder.resolve("out/confusion.png")).isNotEmptyFile();
    }

    @Test
    void correctionsAreAppliedToTheDataAndWrongOnesAreAnErrorWithTheirLine() throws IOException {
        var corrections = folder.resolve("corrections.csv");
        Files.writeString(corrections, "file,action,label,reason\nsad/c.png,relabel,happy,she laughs\n");
        var out = new StringWriter();
        var line = new CommandLine(new EvaluateCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((e, at, _) -> {
                    at.getOut().println(e.getMessage());
                    return 1;
                });
        var model = folder.resolve("m.onnx").toString();
        var data = folder.resolve("data").toString();

        int code = line.execute(model, data, "--corrections", corrections.toString(), "--format", "json");
        assertThat(code).isZero();
        assertThat(out.toString()).contains("\"n\" : 3", "\"accuracy_score\" : 1.0,");

        Files.writeString(corrections, "file,action,label,reason\n\ntest/sad/x.png,drop,,\n");
        out.getBuffer().setLength(0);
        assertThat(line.execute(model, data, "--corrections=" + corrections)).isOne();
        assertThat(out)
                .hasToString(
                        corrections + ":3: names test/sad/x.png, which is no labelled picture of data; did you mean"
                                + " test/sad/b.png?\n");
    }

    @Test
    void severalMasksAreATableWithTheFiguresOfEach() throws IOException {
        var text = evaluate(
                "--mask", "left,darkness", "--out", folder.resolve("out").toString());

        assertThat(text.lines().toList())
                .contains("mask                accuracy    change  macro-F1    change")
                .anySatisfy(line -> assertThat(line).isEqualTo("none                  0.6667              0.6667"))
                .anySatisfy(line ->
                        assertThat(line).isEqualTo("darkness              0.6667   +0.0000    0.4000   -0.2667"))
                .anySatisfy(line -> assertThat(line).startsWith("left  "));
        assertThat(text.replace("\r\n", "\n"))
                .isEqualTo(Files.readString(folder.resolve("out/evaluation.txt")) + "report: explaining 3 pictures of "
                        + folder.resolve("m.onnx") + "\n");
        assertThat(folder.resolve("out/metrics.json")).content().contains("\"mask\" : null", "\"darkness\" : {");
    }

    @Test
    void oneMaskIsTheUsualReportOfTheMaskedPictures() {
        assertThat(evaluate("--mask", "darkness"))
                .startsWith(folder.resolve("m.onnx") + " on data, test split, mask darkness, head mood\n");
        assertThat(evaluate("--mask", "darkness", "--format", "json")).contains("\"mask\" : \"darkness\"");
        assertThat(evaluate("--mask", "darkness", "--robustness"))
                .startsWith("mien: --robustness means --mask all; give one of the two\n");
    }

    @Test
    void severalModelsAreComparedForeignOnesAmongThem() throws IOException {
        Files.write(folder.resolve("foreign.onnx"), OnnxWriter.toOnnx(network(), weights(), Map.of()));
        Files.writeString(folder.resolve("foreign.yaml"), """
                input: {width: 8, height: 8, channels: grey}
                output: {answers: probabilities}
                labels: [joy, sadness]
                """);
        Files.writeString(folder.resolve("tool.csv"), "file,label\na.png,happy\nb.png,happy\nc.png,sad\n");

        var text = evaluate(List.of("foreign.onnx", "tool.csv"));

        assertThat(text)
                .startsWith("3 models on data, test split\n")
                .contains(
                        "foreign.onnx against " + folder.resolve("m.onnx") + "\n  accuracy +0.0 points (+0.0 to +0.0)",
                        "  McNemar's test (exact): p = 1.0000, no more than chance may do\n");
    }

    @Test
    void labelsWithoutProbabilitiesSuggestNothingAndAreRefusedBeforeAnyScoring() throws IOException {
        var tool = Files.writeString(folder.resolve("tool.csv"), "file,label\na.png,happy\nb.png,happy\nc.png,sad\n");
        var suggestions = folder.resolve("suggestions.csv");

        assertThat(execute(tool.toString(), folder.resolve("data").toString(), "--suggest", suggestions.toString()))
                .isEqualTo(
                        "mien: " + tool + ": it gives labels without probabilities, so nobody knows where it is sure;"
                                + " name a model with probabilities first, or leave out --suggest\n");
        assertThat(suggestions).doesNotExist();
    }

    @Test
    void correctionsThatSomebodyMayHaveEditedAreNotReplaced() throws IOException {
        var edited = Files.writeString(folder.resolve("mine.csv"), "file,action,label,reason\nb.png,keep,,sure\n");

        assertThat(execute(
                        folder.resolve("m.onnx").toString(),
                        folder.resolve("data").toString(),
                        "--suggest",
                        edited.toString()))
                .isEqualTo(
                        "mien: " + edited + ": exists already and may hold somebody's decisions; give --suggest another"
                                + " file, or this one with --corrections, too, and its lines are kept\n");
        assertThat(edited).content().endsWith("b.png,keep,,sure\n");
    }

    @Test
    void whatIsNoModelFailsWithOneSentence() throws IOException {
        Files.writeString(folder.resolve("text.onnx"), "hello");
        Files.write(folder.resolve("bare.onnx"), OnnxWriter.toOnnx(network(), weights(), Map.of()));

        assertThat(evaluate(List.of("text.onnx")))
                .isEqualTo("mien: " + folder.resolve("text.onnx")
                        + ": not an ONNX file; give a model that Mien has exported\n");
        assertThat(evaluate(List.of("bare.onnx")))
                .isEqualTo("mien: " + folder.resolve("bare.onnx") + ": an ONNX file without Mien's contract, so its"
                        + " labels and input are unknown; describe them in " + folder.resolve("bare.yaml")
                        + " (see docs/evaluate.md)\n");
    }

    /// With the usual model before others.
    private String evaluate(List<String> others) {
        var models = Stream.concat(Stream.of("m.onnx"), others.stream())
                .map(name -> folder.resolve(name).toString());
        return execute(Stream.concat(models, Stream.of(folder.resolve("data").toString()))
                .toArray(String[]::new));
    }

    @Test
    void anUnknownMaskFailsWithOneSentence() {
        assertThat(evaluate("--mask", "nose")).startsWith("mien: mask 'nose': there is none of that name; choose of");
    }

    /// What the command prints, on either stream.
    private String evaluate(String... options) {
        var files = Stream.of(
                folder.resolve("m.onnx").toString(), folder.resolve("data").toString());
        return execute(Stream.concat(files, Stream.of(options)).toArray(String[]::new));
    }

    private static String execute(String... arguments) {
        var out = new StringWriter();
        var line = new CommandLine(new Main()).addSubcommand("evaluate", new EvaluateCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        Main.execute(
                line, Stream.concat(Stream.of("evaluate"), Stream.of(arguments)).toArray(String[]::new));
        return out.toString();
    }
}
