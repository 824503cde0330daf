package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import mien.lab.dataset.Problem.Kind;
import mien.lab.dataset.Sample.Origin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTablesTest {
    @TempDir
    Path temp;

    private TinyData data;

    @BeforeEach
    void start() {
        data = new TinyData(temp.resolve("data"))
                .pictures(1, "images/a.png", "images/b.png", "images/c.png", "images/d.png");
    }

    private Dataset open() {
        return Datasets.open(data.root());
    }

    private void assertFourRead(Dataset dataset) {
        assertThat(dataset.labels().labels()).containsExactly("happy", "sad");
        assertThat(dataset.samples())
                .extracting(Sample::file, Sample::split, Sample::label)
                .containsExactly(
                        tuple("images/a.png", Split.NONE, 0),
                        tuple("images/b.png", Split.NONE, 1),
                        tuple("images/c.png", Split.NONE, 0),
                        tuple("images/d.png", Split.NONE, 1));
        assertThat(dataset.problems()).allMatch(problem -> problem.kind() == Kind.SPELLING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.id,image,emotion\n1,a.png,happy\n2,b.png,SAD\n3,c.png,Joy\n4,d.png,sadness\n",
                "EMOTION;File;User\r\nhappy;a.png;1\r\nsad;b.png;1\r\n\r\nhappy;c.png;2\r\nsad;d.png;2",
                "Label\tage\tpath\nhappy\t3\timages/a.png\nsad\t4\timages/b.png\nhappy\t5\t./images/c.png\nsad\t6\t"
                        + "x\\\\images\\\\d.png",
                "\uFEFFpicture , expression \n\"a.png\" , happy\nB.PNG, sad\nc , happy\nimages/d.png,sad\n",
                "1,a.png,happy\r2,b.png,sad\r3,c.png,happy\r4,d.png,sad",
                "mood,who\nhappy,../images/a.png\nsad,../images/b.png\nhappy,c.png\nsad,d.png\n"
            })
    void findsTheColumnsInAnyOrderCaseSeparatorAndLineEnd(String csv) {
        data.text("meta/labels.csv", csv);
        try (var dataset = open()) {
            assertThat(dataset.form()).isEqualTo("csv of picture and label (meta/labels.csv), no split");
            assertFourRead(dataset);
        }
    }

    @Test
    void readsTheSameFromAZipAndInUtf16() {
        var csv = "\uFEFFimage,emotion\na.png,happy\nb.png,sad\nc.png,happy\nd.png,sad\n";
        data.bytes("legend.csv", csv.getBytes(StandardCharsets.UTF_16LE));
        try (var dataset = Datasets.open(data.zipped(temp.resolve("faces.zip"), "faces/"))) {
            assertFourRead(dataset);
        }
    }

    @Test
    void takesTheSplitFromAColumnOrFromTheNameOfTheCsv() {
        data.text("labels.csv", "image,emotion,set", "a.png,happy,train", "b.png,sad,Test", "c.png,sad,val");
        assertThat(open().samples())
                .extracting(Sample::split)
                .containsExactly(Split.TRAIN, Split.TEST, Split.VALIDATION);
        data.text("labels.csv", "image,emotion")
                .text("labels_train.csv", "image,emotion", "a.png,happy", "b.png,sad")
                .text("labels_test.csv", "image,emotion", "c.png,happy", "d.png,sad");
        assertThat(open().samples())
                .containsExactly(
                        DatasetsTest.sample("images/c.png", Split.TEST, 0, null, "labels_test.csv"),
                        DatasetsTest.sample("images/d.png", Split.TEST, 1, null, "labels_test.csv"),
                        DatasetsTest.sample("images/a.png", Split.TRAIN, 0, null, "labels_train.csv"),
                        DatasetsTest.sample("images/b.png", Split.TRAIN, 1, null, "labels_train.csv"));
    }

    @Test
    void keepsTheOtherColumnsOfARowAsTheOriginOfItsLabel() {
        data.text(
                "labels.csv",
                "subject;image;emotion;Age;",
                "s1;a.png;happy;31;x",
                "s1;b.png;sad;31;x",
                "s1;c.png;sad;;",
                ";d.png;sad");
        var samples = open().samples();
        assertThat(samples)
                .extracting(Sample::origin)
                .containsExactly(
                        new Origin("labels.csv", Map.of("subject", "s1", "Age", "31", "column 5", "x")),
                        new Origin("labels.csv", Map.of("subject", "s1", "Age", "31", "column 5", "x")),
                        new Origin("labels.csv", Map.of("subject", "s1")),
                        new Origin("labels.csv", Map.of()));
        assertThat(samples.get(0).origin()).isSameAs(samples.get(1).origin());
    }

    @Test
    void numbersTheColumnsWhereThereIsNoHeader() {
        data.text("labels.csv", "906,a.png,happy", "906,b.png,sad", "7,c.png,happy", "7,d.png,sad");
        assertThat(open().samples())
                .extracting(sample -> sample.origin().columns())
                .containsExactly(
                        Map.of("column 1", "906"),
                        Map.of("column 1", "906"),
                        Map.of("column 1", "7"),
                        Map.of("column 1", "7"));
    }

    @Test
    void reportsEveryRowThatCannotBeUsedByFileAndLine() {
        data.pictures(2, "more/d.png")
                .text(
                        "labels.csv",
                        "image,emotion,set",
                        "a.png,happy,train",
                        "Image,Emotion,Set",
                        "",
                        "missing.png,sad,train",
                        "b.png,,train",
                        ",sad,train",
                        "d.png,sad,train",
                        "a.png,joy,train",
                        "a.png,sad,train",
                        "c.png,happpy,fold 3");
        assertThat(open().problems())
                .containsExactly(
                        new Problem(Kind.ROW, "labels.csv:3", "a header row among the data; skipped"),
                        new Problem(Kind.MISSING, "labels.csv:5", "names missing.png, which is not there"),
                        new Problem(Kind.ROW, "labels.csv:6", "gives no label for b.png; skipped"),
                        new Problem(Kind.ROW, "labels.csv:7", "names no picture; skipped"),
                        new Problem(
                                Kind.ROW,
                                "labels.csv:8",
                                "names d.png, but there are several: images/d.png, more/d.png; write the folder, too"),
                        new Problem(
                                Kind.CONTRADICTION,
                                "labels.csv:10",
                                "calls images/a.png sad, but it is happy in labels.csv:2"),
                        new Problem(
                                Kind.ROW,
                                "labels.csv:11",
                                "'fold 3' is no split; train, validation or test is needed, so it counts as none"),
                        new Problem(Kind.UNLABELLED, "images/b.png", "no csv names it; add a row or delete it"),
                        new Problem(Kind.UNLABELLED, "images/d.png", "no csv names it; add a row or delete it"),
                        new Problem(Kind.UNLABELLED, "more/d.png", "no csv names it; add a row or delete it"),
                        new Problem(
                                Kind.UNKNOWN_LABEL,
                                "labels.csv:11",
                                "'happpy' is no known emotion; kept as a label of its own"));
        assertThat(open().samples()).hasSize(2);
    }

    @Test
    void mergesSeveralTablesTheLongestFirst() {
        data.text("b.csv", "image,emotion", "a.png,happy", "b.png,sad", "c.png,happy", "d.png,sad")
                .text("a.csv", "1,a.png,happiness", "2,b.png,happy");
        try (var dataset = open()) {
            assertThat(dataset.form()).isEqualTo("csv of picture and label (b.csv, a.csv), no split");
            assertThat(dataset.samples()).hasSize(4);
            assertThat(dataset.problems())
                    .containsExactly(new Problem(
                            Kind.CONTRADICTION, "a.csv:2", "calls images/b.png happy, but it is sad in b.csv:3"));
        }
    }

    @Test
    void aTableBesideClassFoldersThatIsOfNoUseIsNamed() {
        data.pictures(1, "other/e.png").text("ages.csv", "image,age", "a.png,31", "b.png,33");
        assertThat(open().problems())
                .containsExactly(new Problem(Kind.FILE, "ages.csv", "not used, since the folders name the classes"));
    }

    @Test
    void anOpenQuoteSpoilsOnlyTheRestOfItsFile() {
        data.text("labels.csv", "image,emotion", "a.png,happy", "b.png,sad", "c.png,\"happy", "d.png,sad");
        assertThat(open().samples()).extracting(Sample::file).containsExactly("images/a.png", "images/b.png");
        assertThat(open().problems())
                .containsExactly(
                        new Problem(
                                Kind.ROW,
                                "labels.csv:4",
                                "its label goes over several lines, so rows are lost; look for an open quote"),
                        new Problem(Kind.UNLABELLED, "images/c.png", "no csv names it; add a row or delete it"),
                        new Problem(Kind.UNLABELLED, "images/d.png", "no csv names it; add a row or delete it"));
    }

    /// Pictures 0.png to 3.png; their labels are happy, sad, happy, sad.
    private TinyData numbered() {
        return new TinyData(temp.resolve("numbered")).pictures(1, "0.png", "1.png", "2.png", "3.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",image,emotion\n0,3.png,sad\n1,2.png,happy\n2,1.png,sad\n3,0.png,happy\n",
                ",image,emotion\n0,3,sad\n1,2,happy\n2,1,sad\n3,0,happy\n",
                "0,3.png,sad\n1,2.png,happy\n2,1.png,sad\n3,0.png,happy\n",
                "age,x,emotion\n3,3,sad\n3,2,happy\n3,1,sad\n3,0,happy\n",
                "label,x\n1,3\n0,2\n1,1\n0,0\n",
                ",image,nearest,emotion\n0,3.png,0.png,sad\n1,2.png,1.png,happy\n2,1.png,3.png,sad\n3,0.png,2.png,happy\n"
            })
    void numbersThatCountSomethingElseAreNoNamesOfPictures(String csv) {
        try (var dataset = Datasets.open(numbered().text("labels.csv", csv).root())) {
            assertThat(dataset.samples())
                    .extracting(Sample::file, Sample::label)
                    .containsExactly(tuple("3.png", 1), tuple("2.png", 0), tuple("1.png", 1), tuple("0.png", 0));
        }
    }

    @Test
    void aCsvInWhichTwoColumnsNameDifferentPicturesIsNotUsed() {
        var data = numbered().text("labels.csv", ",id,emotion", "0,3,sad", "1,2,happy", "2,1,sad", "3,0,happy");
        assertThatThrownBy(() -> Datasets.open(data.root()))
                .hasMessageContaining(
                        "(first problem: labels.csv: column 1 and column 2 ('id') name different pictures,"
                                + " so it is not used; call the right one 'file')");
    }

    @Test
    void theSplitComesFromWhicheverTableTellsIt() {
        data.text("labels.csv", "image,emotion", "a.png,happy", "b.png,sad", "c.png,happy", "d.png,sad")
                .text("test.csv", "image,emotion", "c.png,happy")
                .text("train.csv", "image,emotion", "a.png,happy", "b.png,sad");
        assertThat(open().samples())
                .extracting(Sample::file, Sample::split)
                .containsExactly(
                        tuple("images/a.png", Split.TRAIN),
                        tuple("images/b.png", Split.TRAIN),
                        tuple("images/c.png", Split.TEST),
                        tuple("images/d.png", Split.NONE));
        assertThat(open().problems()).isEmpty();
    }

    @Test
    void aPictureInTwoSplitsIsReported() {
        data.text("labels.csv", "image,emotion", "a.png,happy", "b.png,sad", "c.png,happy", "d.png,sad")
                .text("test.csv", "image,emotion", "b.png,sad")
                .text("train.csv", "image,emotion", "a.png,happy", "b.png,sad");
        assertThat(open().samples())
                .extracting(Sample::split)
                .containsExactly(Split.TRAIN, Split.TRAIN, Split.NONE, Split.NONE);
        assertThat(open().problems())
                .containsExactly(new Problem(
                        Kind.CONTRADICTION,
                        "test.csv:2",
                        "puts images/b.png into test, but it is in train in train.csv:3"));
    }
}
