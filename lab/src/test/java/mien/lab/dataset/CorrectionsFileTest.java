package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorrectionsFileTest {
    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void start() {
        file = temp.resolve("my corrections.csv");
    }

    private Corrections read(String... lines) {
        return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private Corrections read(byte[] content) {
        try {
            return Corrections.read(Files.write(file, content));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Line line(int number, String file, Action action, String label, String reason) {
        return new Line(number, file, action, label, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file,action,label,reason\nhappy/a.png,relabel,sad,x\nsad/c.png,drop,,\n",
                "\uFEFFfile,action,label,reason\r\nhappy/a.png,relabel,sad,x\r\n\r\nsad/c.png,drop,,\r\n",
                "FILE;Action;Label;Reason\rhappy/a.png;RELABEL;sad;x\rsad/c.png;Drop;;",
                "reason\tlabel\taction\tfile\nx\tsad\trelabel\thappy/a.png\n\t\tdrop\tsad/c.png",
                "who,file,action,label,reason\nme,\"happy/a.png\", relabel , sad ,x\nme,sad/c.png,drop",
                "\"file\",\"action\",\"label\",\"reason\"\n\"happy/a.png\",\"relabel\",\"sad\",\"x\"\n,,,\n\"sad/c.png\",drop,,"
            })
    void readsAnySeparatorLineEndAndOrderOfColumns(String text) {
        assertThat(read(text).lines())
                .extracting(Line::file, Line::action, Line::label, Line::reason)
                .containsExactly(
                        tuple("happy/a.png", Action.RELABEL, "sad", "x"), tuple("sad/c.png", Action.DROP, "", ""));
    }

    @Test
    void readsUtf16AndCountsTheLinesOfQuotedNames() {
        var text = "\uFEFFfile,action\n\"a\nb\",drop\nЛицо 😀.png,keep\n";
        assertThat(read(text.getBytes(StandardCharsets.UTF_16LE)).lines())
                .containsExactly(line(2, "a\nb", Action.DROP, "", ""), line(4, "Лицо 😀.png", Action.KEEP, "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|:1: the first line must be file,action,label,reason, got ''",
                "happy/a.png,drop|:1: the first line must be file,action,label,reason, got 'happy/a.png,drop'",
                "file,action,file|:1: the first line must be file,action,label,reason, got 'file,action,file'",
                "file,action#,drop|:2: names no picture; fill the column file",
                "file,action#a.png|:2: has no action; write drop, relabel or keep",
                "file,action##a.png,delete|:3: action 'delete' is unknown; write drop, relabel or keep",
                "file,action,label#a.png,relabel,|:2: relabel needs the new label in the column label",
                "file,action#a.png,relabel|:2: relabel needs the new label in the column label",
                "file,action,label#a.png,drop,sad|:2: label 'sad' means nothing with drop; write relabel or leave it empty",
                "file,action,label#a.png,keep,sad|:2: label 'sad' means nothing with keep; write relabel or leave it empty",
                "file,action#a, b.png,drop|:2: has 3 cells for 2 columns; put what contains a comma into quotes",
                "file,action#a.png,drop#'b.png,drop#c.png,drop|:3: a quote is opened in this line and never closed; close it",
                "file,action#'a'.png,drop|:2: the quotes in this line do not fit; put a name with commas or quotes into"
                        + " quotes, and double the quotes inside"
            })
    void saysWhichLineIsNoCorrection(String text, String message) {
        assertThatThrownBy(() -> read(text.replace('#', '\n').replace('\'', '"')))
                .isInstanceOf(DatasetException.class)
                .hasMessage(file + message);
    }

    /// Names as nobody should give them, and as people do.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadAgain(int seed) {
        var random = new Random(seed);
        var pieces = List.of("a", ",", ";", "\t", "\"", "\n", "\r\n", " ", "😀", "Лицо", "é", "/", "'", "=", "#", "\\");
        var lines = new ArrayList<Line>();
        for (int i = 0; i < 60; i++) {
            var action = List.of(Action.DROP, Action.RELABEL, Action.KEEP).get(random.nextInt(3));
            var label =
                    action == Action.RELABEL ? List.of("happy", "a, b", "\"x\"").get(random.nextInt(3)) : "";
            lines.add(new Line(0, text(random, pieces, "p"), action, label, text(random, pieces, "")));
        }
        new Corrections(lines).write(file);
        assertThat(Corrections.read(file).lines())
                .extracting(l -> new Line(0, l.file(), l.action(), l.label(), l.reason()))
                .isEqualTo(lines);
    }

    private static String text(Random random, List<String> pieces, String start) {
        var text = new StringBuilder(start);
        for (int n = random.nextInt(6); n > 0; n--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return text.toString();
    }

    @Test
    void writesPlainLinesAndReplacesAFileInOneStep() throws IOException {
        Files.writeString(file, "old");
        new Corrections(List.of(
                        line(0, "happy/a, b.png", Action.DROP, "", "an \"exact\" copy"),
                        line(0, "sad/c.png", Action.RELABEL, "happy", "")))
                .write(file);
        assertThat(file).hasContent("""
                file,action,label,reason
                "happy/a, b.png",drop,,"an ""exact"" copy"
                sad/c.png,relabel,happy,
                """);
        try (var files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
        var nowhere = temp.resolve("no folder").resolve("c.csv");
        assertThatThrownBy(() -> Corrections.NONE.write(nowhere))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(nowhere + ": cannot be written (")
                .hasMessageEndingWith("); name a file in a folder that you may write to");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertThatThrownBy(() -> Corrections.read(file))
                .isInstanceOf(DatasetException.class)
                .hasMessage(file + ": does not exist; give a csv of file,action,label,reason");
        assertThatThrownBy(() -> Corrections.read(temp))
                .hasMessage(temp + ": cannot be read (Is a directory); give a csv of file,action,label,reason");
    }
}
