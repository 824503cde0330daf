package mien.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mien.error.MienException;
import mien.image.Picture;
import mien.model.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AnalyzeCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();

    @TempDir
    Path folder;

    private Path photos = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void modelAndPhotos() throws IOException {
        model = TinyModel.BRIGHT_IS_HAPPY.write(folder);
        photos = Files.createDirectories(folder.resolve("photos"));
        photo("b/white.png", 255);
        photo("a.png", 0);
    }

    @Test
    void badFilesInABatchGiveTheirErrorAndLoseNothing() throws IOException {
        Files.createFile(photos.resolve("empty.jpg"));
        Files.writeString(photos.resolve("text.jpg"), "hello");
        var whole = Files.readAllBytes(photos.resolve("a.png"));
        Files.write(photos.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));

        int code = run(
                "--format",
                "json",
                photos.toString(),
                folder.resolve("nothing.jpg").toString());

        assertThat(code).isZero();
        var lines = output().lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.getFirst()).isEqualTo("[");
        assertThat(lines.getLast()).isEqualTo("]");
        assertThat(lines.get(1))
                .startsWith("{\"file\":\"" + photos + "/a.png\",\"width\":20,\"height\":10,\"faces\":[{");
        assertThat(lines.get(2)).contains("white.png", "\"emotion\":\"happy\",\"outcome\":\"emotion\"");
        assertThat(lines.get(3)).startsWith(failure("cut.png"));
        assertThat(lines.get(4)).startsWith(failure("empty.jpg"));
        assertThat(lines.get(5)).startsWith(failure("text.jpg"));
        assertThat(lines.get(6))
                .isEqualTo("{\"file\":\"" + folder + "/nothing.jpg\",\"width\":null,\"height\":null,\"faces\":[],"
                        + "\"error\":\"no such file or folder\",\"milliseconds\":0.0}");
    }

    @Test
    void nothingReadableExitsWithOne() throws IOException {
        var empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("notes.txt"), "no picture");

        assertThat(run(empty.toString())).isEqualTo(1);
        assertThat(output()).isEqualTo(empty + ": no pictures in this folder\n");
    }

    @Test
    void manyPhotosComeInTheOrderGiven() throws IOException {
        var names = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            names.add(photo("many/" + (100 - i) + ".png", i * 6).toString());
        }

        int code = run(names.toArray(String[]::new), "--format", "csv");

        assertThat(code).isZero();
        assertThat(output().lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .isEqualTo(names);
    }

    @Test
    void jsonLinesHoldEveryPhotoOnce() throws IOException {
        for (int i = 0; i < 20; i++) {
            photo("many/" + i + ".png", i);
        }

        assertThat(run("--format", "jsonl", photos.resolve("many").toString())).isZero();
        assertThat(output().lines()).hasSize(20).allMatch(line -> line.startsWith("{\"file\":") && line.endsWith("}"));
    }

    @Test
    void aGateSaysWhatIsNotHuman() throws IOException {
        var gate = TinyModel.BRIGHT_IS_NO_FACE.write(Files.createDirectories(folder.resolve("gate")));
        var white = photos.resolve("b/white.png").toString();

        assertThat(run("--gate", gate.toString(), "--format", "json", white)).isZero();
        assertThat(output()).contains("\"human\":0.0180,\"emotion\":null,\"outcome\":\"not_human\"");
    }

    @Test
    void gateAndNoGateContradictEachOther() {
        assertThat(run("--gate", "gate.onnx", "--no-gate", photos.toString())).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--gate and --no-gate contradict each other; choose one");
    }

    @Test
    void labelsOfAnotherHeadAreTheColumns() {
        assertThat(run(
                        "--format",
                        "csv",
                        "--labels",
                        "mood",
                        photos.resolve("b/white.png").toString()))
                .isZero();
        assertThat(output())
                .startsWith(
                        "file,width,height,x,y,face_width,face_height,detector,score,human,emotion,outcome,dark,bright,")
                .contains(",bright,emotion,0.0179");
    }

    @Test
    void annotatedPhotosKeepTheirPathBelowTheFolder() {
        var annotated = folder.resolve("annotated");

        assertThat(run("--annotate", annotated.toString(), photos.toString())).isZero();

        assertThat(Picture.read(annotated.resolve("b/white.png")).width()).isEqualTo(20);
        assertThat(annotated.resolve("a.png")).exists();
    }

    @Test
    void annotatingInPlaceLeavesTheOriginalsAlone() throws IOException {
        var before = Files.readAllBytes(photos.resolve("a.png"));

        assertThat(run("--annotate", photos.toString(), photos.toString())).isZero();

        assertThat(photos.resolve("a.png")).hasBinaryContent(before);
        assertThat(photos.resolve("a-annotated.png")).exists();
    }

    @Test
    void copiesAmongThePhotosOfAnotherFolderLeaveThemAlone() throws IOException {
        var before = Files.readAllBytes(photos.resolve("a.png"));
        var others = Files.createDirectories(folder.resolve("others"));
        Files.copy(photos.resolve("b/white.png"), others.resolve("a.png"));
        var link = Files.createSymbolicLink(folder.resolve("link"), photos);
        var alone = folder.resolve("alone");
        run("--annotate", alone.toString(), photos.resolve("a.png").toString());

        assertThat(run("--annotate", link.toString(), photos.toString(), others.toString()))
                .isZero();

        assertThat(photos.resolve("a.png")).hasBinaryContent(before);
        assertThat(photos.resolve("a-annotated.png")).hasSameBinaryContentAs(alone.resolve("a.png"));
        assertThat(photos.resolve("a-annotated-2.png")).exists();
    }

    @Test
    void copiesOfAnEarlierRunAreNotPhotosOfTheNext() {
        var below = photos.resolve("annotated");

        run("--annotate", photos.toString(), photos.toString());
        run("--annotate", below.toString(), photos.resolve("a.png").toString());
        out.reset();
        assertThat(run("--format", "csv", "--annotate", photos.toString(), photos.toString()))
                .isZero();
        assertThat(run("--format", "csv", "--annotate", below.toString(), photos.toString()))
                .isZero();

        assertThat(output()).doesNotContain("annotated-annotated").contains("a.png", "white.png");
        assertThat(photos.resolve("a-annotated-annotated.png")).doesNotExist();
        assertThat(below.resolve("annotated")).doesNotExist();
        assertThat(below.resolve("a-annotated.png")).exists(); // here it is a photo like the others
    }

    @Test
    void pointsInTheNamesOfFoldersAreNoEndings() throws IOException {
        var album = Files.createDirectories(photos.resolve("trip.2024"));
        Files.copy(photos.resolve("a.png"), album.resolve("one"));
        Files.copy(photos.resolve("b/white.png"), album.resolve("two"));
        var annotated = folder.resolve("annotated");

        run("--annotate", annotated.toString(), photos.toString());

        assertThat(annotated.resolve("trip.2024/one.png")).exists();
        assertThat(annotated.resolve("trip.2024/two.png")).exists();
        assertThat(annotated.resolve("trip.png")).doesNotExist();
    }

    @Test
    void copiesOfTheSameNameAreNumberedInTheOrderOfTheirPhotos() throws IOException {
        var roots = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            photo("many/" + i + "/x.png", 30 * i);
            roots.add(photos.resolve("many/" + i).toString());
        }
        var annotated = folder.resolve("annotated");
        var last = folder.resolve("last");

        assertThat(run(roots.toArray(String[]::new), "--annotate", annotated.toString()))
                .isZero();
        run("--annotate", last.toString(), roots.getLast());

        assertThat(annotated.resolve("x-8.png")).hasSameBinaryContentAs(last.resolve("x.png"));
    }

    @Test
    void aFolderThatCannotBeMadeIsRefusedBeforeAnyPhotoIsRead() throws IOException {
        var file = Files.createFile(folder.resolve("taken"));

        assertThatThrownBy(() -> new AnnotatedFiles(file, false, List.of()))
                .isInstanceOf(MienException.class)
                .hasMessage(file + ": is a file; give --annotate a folder");
        assertThatThrownBy(() -> new AnnotatedFiles(file.resolve("below"), false, List.of()))
                .isInstanceOf(MienException.class)
                .hasMessage(file + "/below: the folder for annotated photos cannot be made; give another one");
    }

    @Test
    void unknownFormatIsWrongUsage() {
        assertThat(run("--format", "xml", "x.jpg")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--format must be text, json, jsonl or csv, got 'xml'");
    }

    @Test
    void showPrintsTheCard() {
        assertThat(new CommandLine(new ShowCommand(stream())).execute(model.toString()))
                .isZero();
        assertThat(output()).isEqualTo("""
                        tiny
                          labels        fer7: angry, disgust, fear, happy, sad, surprise, neutral (temperature 1.0, uncertain below 0.4)
                          or labels     mood: dark, bright (temperature 1.0, never uncertain)
                          input         grey 4 x 4, crop 1.0 x the face
                          network       mean
                          size          112 parameters, %,d bytes
                          MACs          112 a face
                          training data brightness.zip
                                        sha256:abc
                          licence       made up, free
                          training      40 epochs, seed 42, Mien 0.1.0, finished 2026-11-21T01:00:00Z
                          recipe        loss.labelSmoothing = 0.1
                                        widths = 16, 32
                                        flip = true
                                        schedule = triangular
                          figures       fer7.validation.accuracy = 0.699
                                        fer7.test.accuracy = 0.7
                        """.formatted(model.toFile().length()));
    }

    private int run(String[] paths, String... options) {
        var all = new ArrayList<>(List.of(paths));
        all.addAll(List.of(options));
        return run(all.toArray(String[]::new));
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of("--model", model.toString(), "--detector", "whole", "--min-face", "1"));
        all.addAll(List.of(arguments));
        return new CommandLine(new AnalyzeCommand(stream()))
                .setErr(new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
    }

    private PrintStream stream() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String failure(String name) {
        return "{\"file\":\"" + photos + "/" + name + "\",\"width\":null,\"height\":null,\"faces\":[],\"error\":\"";
    }

    private Path photo(String name, int brightness) throws IOException {
        var pixels = new byte[200];
        Arrays.fill(pixels, (byte) brightness);
        var file = photos.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new Picture(20, 10, 1, pixels).png());
    }
}
