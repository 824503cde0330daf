package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Problem.Kind;
import mien.lab.dataset.Sample.Origin;
import mien.model.LabelSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionsTest {
    @TempDir
    Path temp;

    private TinyData data;
    private Path file;

    @BeforeEach
    void start() {
        file = temp.resolve("my corrections.csv");
        data = new TinyData(temp.resolve("faces"))
                .pictures(10, "happy/a.png", "happy/b.png", "sad/a.png", "sad/c.png")
                .pictures(90, "sad/d.png");
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

    private Dataset corrected(String... lines) {
        try (var dataset = Datasets.open(data.root())) {
            return read(lines).applyTo(dataset);
        }
    }

    private static Line line(int number, String file, Action action, String label, String reason) {
        return new Line(number, file, action, label, reason);
    }

    @Test
    void dropsAndRelabelsAndLeavesTheOriginalAlone() throws IOException {
        try (var original = Datasets.open(data.root())) {
            var before = original.samples();
            var dataset = read(
                            "file,action,label,reason",
                            "sad/c.png,drop,,blurred",
                            "happy/b.png,relabel,Sadness,cries",
                            "sad/d.png,keep,,looked at it")
                    .applyTo(original);
            assertThat(dataset.form()).isEqualTo("folder per class, no split, 2 corrections");
            assertThat(dataset.labels()).isEqualTo(original.labels());
            assertThat(dataset.samples())
                    .containsExactly(
                            before.get(0),
                            new Sample("happy/b.png", Split.NONE, 1, null, new Origin("my corrections.csv", Map.of())),
                            before.get(2),
                            before.get(4));
            assertThat(dataset.problems()).isEmpty();
            assertThat(original.samples()).isEqualTo(before).hasSize(5);
            try (var files = Files.walk(data.root())) {
                assertThat(files.filter(Files::isRegularFile)).hasSize(5);
            }
        }
    }

    @Test
    void noLinesChangeNothing() {
        try (var original = Datasets.open(data.root())) {
            assertThat(read("file,action").applyTo(original)).isSameAs(original);
            assertThat(Corrections.NONE.applyTo(original)).isSameAs(original);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "happy/x.txt,drop,|names happy/x.txt, which is no labelled picture of faces; correct or delete the line",
                "hapy/b.png,drop,|names hapy/b.png, which is no labelled picture of faces; did you mean happy/b.png?",
                "a.png,drop,|names a.png, but there are 2, for example happy/a.png and sad/a.png; write the folder, too",
                "sad/d.png,relabel,hapy|label 'hapy' is neither in faces nor a known emotion; did you mean happy?",
                "sad/d.png,relabel,bored|label 'bored' is neither in faces nor a known emotion; give one of happy, sad",
                "happy/b.png,keep,|happy/b.png is to be kept here but dropped in line 2; leave only one of the two",
                "sad/c.png,relabel,fear|sad/c.png is to be relabelled fear here but relabelled happy in line 3; leave only"
                        + " one of the two"
            })
    void saysWhichLineDoesNotFitTheData(String line, String message) {
        assertThatThrownBy(() -> corrected("file,action,label", "happy/b.png,drop,", "sad/c.png,relabel,happy", line))
                .isInstanceOf(DatasetException.class)
                .hasMessage(file + ":4: " + message);
    }

    @Test
    void theSameTwiceAndOtherWaysToWriteANameAreFine() {
        data.pictures(10, "happy/é.png"); // composed
        assertThat(corrected(
                                "file,action,label",
                                "happy/b.png,drop,",
                                "happy/b.png,drop,",
                                "b.png,drop,",
                                "sad\\d.png,relabel,joy",
                                "./sad/d.png,relabel,happiness",
                                "e\u0301.png,drop,") // decomposed
                        .samples())
                .extracting(Sample::file, Sample::label)
                .containsExactly(
                        tuple("happy/a.png", 0), tuple("sad/a.png", 1), tuple("sad/c.png", 1), tuple("sad/d.png", 0));
    }

    @Test
    void aPictureWhoseWholeNameEndsAnotherOneIsFoundByIt() {
        data.pictures(10, "x/happy/b.png");
        assertThat(corrected("file,action", "happy/b.png,drop", "x\\happy\\b.png,drop")
                        .samples())
                .extracting(Sample::file)
                .containsExactly("happy/a.png", "sad/a.png", "sad/c.png", "sad/d.png");
    }

    @Test
    void aKnownEmotionThatTheDataLacksBecomesALabel() {
        var dataset = corrected("file,action,label", "sad/d.png,relabel,Anger");
        assertThat(dataset.labels()).isEqualTo(new LabelSet("labels", List.of("angry", "happy", "sad")));
        assertThat(dataset.samples()).extracting(Sample::label).containsExactly(1, 1, 2, 2, 0);
        assertThat(dataset.form()).endsWith(", 1 correction");
    }

    @Test
    void aLabelThatIsGoneIsReportedAndNothingLeftIsAnError() {
        var dataset = corrected("file,action,label", "happy/a.png,drop,", "happy/b.png,relabel,sad");
        assertThat(dataset.labels().labels()).containsExactly("sad");
        assertThat(dataset.samples()).extracting(Sample::label).containsOnly(0);
        assertThat(dataset.problems())
                .containsExactly(new Problem(
                        Kind.EMPTY_CLASS,
                        "my corrections.csv",
                        "leaves no picture of happy, so the corrected data has no such label"));
        assertThatThrownBy(() -> corrected(
                        "file,action", "happy/a.png,drop", "b.png,drop", "sad/a.png,drop", "c.png,drop", "d.png,drop"))
                .isInstanceOf(DatasetException.class)
                .hasMessage(file + ": drops all 5 pictures of faces; keep some");
    }

    @Test
    void tinyClassesAreThoseOfTheCorrectedData() {
        IntStream.range(0, 11).forEach(i -> data.pictures(10, "fear/" + i + ".png"));
        data.pictures(10, "disgust/1.png");
        try (var original = Datasets.open(data.root())) {
            assertThat(original.problems())
                    .containsExactly(new Problem(
                            Kind.TINY_CLASS,
                            "disgust",
                            "has 1 picture and fear 11; a network learns little of so few"));
            assertThat(read("file,action", "fear/3.png,drop").applyTo(original).problems())
                    .isEmpty();
        }
    }

    @Test
    void votesThatSayTheNewLabelStayAndOthersGo() {
        data.text(
                "fer2013new.csv",
                DatasetsTest.VOTES,
                "Training,b.png,0,1,0,9,0,0,0,0,0,0",
                "Training,c.png,0,1,0,9,0,0,0,0,0,0",
                "Training,d.png,0,5,0,5,0,0,0,0,0,0");
        var samples = corrected("file,action,label", "b.png,relabel,sad", "c.png,relabel,happy", "d.png,relabel,happy")
                .samples();
        assertThat(samples)
                .extracting(
                        Sample::file, Sample::label, sample -> sample.votes().isPresent())
                .containsExactly(
                        tuple("happy/a.png", 0, false),
                        tuple("happy/b.png", 1, true),
                        tuple("sad/a.png", 1, false),
                        tuple("sad/c.png", 0, false),
                        tuple("sad/d.png", 0, false));
    }

    @Test
    void aPictureThatOnlyVotesLabelledGetsALabel() {
        data = new TinyData(temp.resolve("voted"))
                .pictures(10, "p/a.png", "p/b.png")
                .text(
                        "fer2013new.csv",
                        DatasetsTest.VOTES,
                        "Training,a.png,0,9,0,0,0,0,0,0,1,0",
                        "Training,b.png,0,5,0,5,0,0,0,0,0,0");
        var dataset = corrected("file,action,label", "b.png,relabel,contempt");
        assertThat(dataset.labels()).isEqualTo(LabelSet.FERPLUS8);
        assertThat(dataset.samples()).extracting(Sample::label).containsExactly(-1, 7);
    }

    @Test
    void thePixelsOfTheOriginalServeTheCorrectedDataToo() throws IOException {
        data.text("sad/broken.png", "no picture");
        var cache = temp.resolve("cache");
        try (var original = Datasets.open(data.root());
                var all = PixelCache.open(original, Preprocessing.GREY_48, cache)) {
            assertThat(all.problems()).hasSize(1);
            var dropping = read("file,action,label", "happy/a.png,drop,", "sad/a.png,relabel,happy");
            try (var some = PixelCache.open(dropping.applyTo(original), Preprocessing.GREY_48, cache)) {
                assertThat(some.samples())
                        .extracting(Sample::file)
                        .containsExactly("happy/b.png", "sad/a.png", "sad/c.png", "sad/d.png");
                assertThat(some.problems()).isEqualTo(all.problems());
                var expected = new byte[48 * 48];
                var got = new byte[48 * 48];
                all.read(4, expected);
                some.read(3, got);
                assertThat(got).isEqualTo(expected);
                assertThat(some.contentHash(3)).isEqualTo(all.contentHash(4)).isNotEqualTo(some.contentHash(0));
            }
            var broken = read("file,action", "sad/broken.png,drop").applyTo(original);
            try (var readable = PixelCache.open(broken, Preprocessing.GREY_48, cache)) {
                assertThat(readable.problems()).isEmpty();
                assertThat(readable.dataHash()).isEqualTo(all.dataHash());
            }
            try (var files = Files.list(cache)) {
                assertThat(files).hasSize(1);
            }
        }
    }

    @Test
    void correctedDataHasTheHashOfDataThatWasRightFromTheStart() throws IOException {
        var cache = temp.resolve("cache");
        String corrected;
        try (var pixels = PixelCache.open(
                corrected("file,action,label", "happy/a.png,drop,", "sad/d.png,relabel,happy"),
                Preprocessing.GREY_48,
                cache)) {
            corrected = pixels.dataHash();
        }
        var right = new TinyData(temp.resolve("right"))
                .pictures(10, "1/happy/b.png", "2/sad/a.png", "2/sad/c.png")
                .pictures(90, "3/happy/d.png");
        try (var dataset = Datasets.open(right.root());
                var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, cache)) {
            assertThat(pixels.dataHash()).isEqualTo(corrected);
        }
    }

    @Test
    void correctionsCanBeAppliedOnTopOfOthers() {
        try (var original = Datasets.open(data.root())) {
            var once = read("file,action", "happy/a.png,drop").applyTo(original);
            var twice = read("file,action", "sad/a.png,drop").applyTo(once);
            try (var pixels = PixelCache.open(twice, Preprocessing.GREY_48, temp.resolve("cache"))) {
                assertThat(pixels.samples())
                        .extracting(Sample::file)
                        .containsExactly("happy/b.png", "sad/c.png", "sad/d.png");
            }
        }
    }

    @Test
    void inTheOrderOfTheDataEachPictureComesOnce() {
        try (var dataset = Datasets.open(data.root())) {
            var sorted = read(
                            "file,action,label,reason", "sad/d.png,keep", "b.png,relabel,Joy,x", "b.png,relabel,happy")
                    .inOrderOf(dataset);
            assertThat(sorted.lines())
                    .containsExactly(
                            line(3, "happy/b.png", Action.RELABEL, "happy", "x"),
                            line(2, "sad/d.png", Action.KEEP, "", ""));
        }
    }

    @Test
    void aDataSourceOpensDataWithItsCorrectionsAndSaysSoInBrief() {
        read("file,action,label,reason", "sad/c.png,drop,,blurred");
        var source = new DataSource(data.root(), file);
        try (var dataset = source.open()) {
            assertThat(dataset.samples()).hasSize(4);
        }
        assertThat(source.correctionsInBrief()).matches("my corrections.csv, 1 line, sha256:[0-9a-f]{64}");
        assertThat(new DataSource(data.root()).correctionsInBrief()).isEmpty();
        var before = source.correctionsInBrief();
        read("action;file;reason", "drop;sad/c.png;another reason");
        assertThat(source.correctionsInBrief()).isEqualTo(before);
        read("file,action", "nothing.png,drop");
        assertThatThrownBy(source::open).isInstanceOf(DatasetException.class);
    }
}
