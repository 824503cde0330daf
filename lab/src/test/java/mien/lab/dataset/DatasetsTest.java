package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mien.lab.dataset.Problem.Kind;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetsTest {
    static final String VOTES =
            "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";

    @TempDir
    Path temp;

    private TinyData data;

    @BeforeEach
    void start() {
        data = new TinyData(temp.resolve("my data")).folder("");
    }

    private Dataset open() {
        return Datasets.open(data.root());
    }

    private static Sample sample(String file, Split split, int label) {
        return sample(file, split, label, null, "folder");
    }

    static Sample sample(String file, Split split, int label, @Nullable Votes votes, String source) {
        return new Sample(file, split, label, votes, new Sample.Origin(source, Map.of()));
    }

    @Test
    void readsClassesBelowSplitsAndClosesWhatItOpened() {
        data.pictures(9, "train/happy/a.png", "train/sad/b.png", "Public_Test/Joy/c.png", "Public_Test/sadness/d.PNG");
        try (var dataset = open()) {
            assertThat(dataset.name()).isEqualTo("my data");
            assertThat(dataset.form()).isEqualTo("folder per class, 2 splits");
            assertThat(dataset.labels().labels()).containsExactly("happy", "sad");
            assertThat(dataset.samples())
                    .containsExactly(
                            sample("Public_Test/Joy/c.png", Split.VALIDATION, 0),
                            sample("Public_Test/sadness/d.PNG", Split.VALIDATION, 1),
                            sample("train/happy/a.png", Split.TRAIN, 0),
                            sample("train/sad/b.png", Split.TRAIN, 1));
            assertThat(dataset.problems())
                    .containsExactly(
                            new Problem(
                                    Kind.SPELLING, "train/happy/a.png", "all of these are happy: Joy (1), happy (1)"),
                            new Problem(
                                    Kind.SPELLING, "train/sad/b.png", "all of these are sad: sadness (1), sad (1)"));
            assertThat(dataset.source().read(dataset.samples().getFirst()).width())
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "train, TRAIN", "Training, TRAIN", "TRAINING SET, TRAIN", "val, VALIDATION", "Validation, VALIDATION",
        "public-test, VALIDATION", "PublicTest, VALIDATION", "dev, VALIDATION", "test, TEST", "Private Test, TEST",
        "PRIVATE_TEST, TEST", "privatetest, TEST"
    })
    void knowsTheUsualNamesOfSplits(String name, Split split) {
        data.pictures(9, name + "/cat/a.png", name + "/dog/b.png");
        assertThat(open().samples()).extracting(Sample::split).containsOnly(split);
    }

    @Test
    void findsSplitsBelowTheClassesAndClassesBelowOtherFolders() {
        data.pictures(9, "angry/train/a.png", "angry/test/b.png", "tom/happy/c.png", "jerry/happy/1/d.png");
        assertThat(open().samples())
                .containsExactly(
                        sample("angry/test/b.png", Split.TEST, 0),
                        sample("angry/train/a.png", Split.TRAIN, 0),
                        sample("jerry/happy/1/d.png", Split.NONE, 1),
                        sample("tom/happy/c.png", Split.NONE, 1));
    }

    @Test
    void looksThroughASingleTopFolderOfAZipAndIgnoresWhatSystemsLeaveBehind() {
        data.pictures(9, "cat/a.png", "dog/b.png", "cat/.hidden.png")
                .text("cat/.DS_Store", "x")
                .text("dog/Thumbs.db", "x")
                .text("README.txt", "x")
                .text("__MACOSX/cat/._a.png", "x");
        try (var dataset = Datasets.open(data.zipped(temp.resolve("pets.zip"), "pets-main/"))) {
            assertThat(dataset.name()).isEqualTo("pets.zip");
            assertThat(dataset.samples())
                    .containsExactly(sample("cat/a.png", Split.NONE, 0), sample("dog/b.png", Split.NONE, 1));
            assertThat(dataset.problems()).isEmpty();
        }
    }

    @Test
    void aSingleTopFolderThatIsASplitKeepsItsMeaning() {
        data.pictures(9, "train/cat/a.png", "train/dog/b.png");
        assertThat(open().samples()).extracting(Sample::split).containsOnly(Split.TRAIN);
    }

    @Test
    void readsNamesWithBlanksQuotesCyrillicAndEmojiFromFolderAndZip() {
        var names = List.of("cat/a \"b\" 'c'.png", "cat/Лицо №1.png", "dog/😀 smile.png", "dog/Ünïcode.png");
        names.forEach(name -> data.pictures(9, name));
        try (var folder = open();
                var zip = Datasets.open(data.zipped(temp.resolve("Лица 😀.zip"), ""))) {
            assertThat(folder.samples()).extracting(Sample::file).containsExactlyInAnyOrderElementsOf(names);
            assertThat(zip.samples()).isEqualTo(folder.samples());
            zip.samples()
                    .forEach(sample ->
                            assertThat(zip.source().read(sample).width()).isEqualTo(4));
        }
    }

    @Test
    void reportsEmptyFoldersStrayFilesPicturesWithoutClassAndClassesThatASplitLacks() {
        data.pictures(9, "train/happy/a.png", "train/sad/b.png", "test/happy/c.png", "loose.png")
                .folder("train/fear")
                .text("train/sad/notes.doc", "x");
        assertThat(open().problems())
                .containsExactly(
                        new Problem(
                                Kind.FILE,
                                "train/sad/notes.doc",
                                "lies among pictures but is none by its name; ignored"),
                        new Problem(Kind.EMPTY_CLASS, "train/fear", "the folder is empty; fill it or delete it"),
                        new Problem(Kind.EMPTY_CLASS, "test", "has no picture of sad"),
                        new Problem(
                                Kind.UNLABELLED,
                                "loose.png",
                                "nothing says what it shows; put it into the folder of a class"));
    }

    @Test
    void keepsUnknownLabelsAndPointsThemOut() {
        data.pictures(9, "happy/a.png", "sad/b.png", "hapy/c.png");
        assertThat(open().labels().labels()).containsExactly("happy", "hapy", "sad");
        assertThat(open().problems())
                .containsExactly(new Problem(
                        Kind.UNKNOWN_LABEL, "hapy/c.png", "'hapy' is no known emotion; kept as a label of its own"));
    }

    @Test
    void joinsVotesByFileNameAndTakesTheSplitFromThem() {
        data.pictures(9, "happy/a.png", "sad/b.png", "sad/c.png")
                .text(
                        "fer2013new.csv",
                        VOTES,
                        "Training,a.png,1,8,0,0,0,0,0,0,1,0",
                        "PublicTest,b.png,2,0,0,8,0,0,0,0,0,0",
                        "PrivateTest,c.png,x,0,0,8,0,0,0,0,0,0",
                        "PrivateTest,d.png,2,0,0,8,0,0,0,0,0,0",
                        "PrivateTest,,0,0,0,0,0,0,0,0,0,10");
        try (var dataset = open()) {
            assertThat(dataset.form()).isEqualTo("folder per class, with FER+ votes, 2 splits");
            assertThat(dataset.samples())
                    .containsExactly(
                            sample(
                                    "happy/a.png",
                                    Split.TRAIN,
                                    0,
                                    new Votes(List.of(1, 8, 0, 0, 0, 0, 0, 0), 1, 0),
                                    "folder"),
                            sample(
                                    "sad/b.png",
                                    Split.VALIDATION,
                                    1,
                                    new Votes(List.of(2, 0, 0, 8, 0, 0, 0, 0), 0, 0),
                                    "folder"),
                            sample("sad/c.png", Split.NONE, 1));
            assertThat(dataset.problems())
                    .containsExactly(
                            new Problem(
                                    Kind.ROW,
                                    "fer2013new.csv:4",
                                    "column neutral needs a number of votes, got 'x'; not used"),
                            new Problem(Kind.MISSING, "fer2013new.csv:5", "names d.png, which is not there"));
        }
    }

    @Test
    void votesAloneAreEnough() {
        data.pictures(9, "pictures/a.png", "pictures/b.png")
                .text("fer2013new.csv", VOTES, "Training,a.png,1,8,0,0,0,0,0,0,1,0");
        try (var dataset = open()) {
            assertThat(dataset.labels()).isEqualTo(LabelSet.FERPLUS8);
            assertThat(dataset.samples())
                    .containsExactly(sample(
                            "pictures/a.png",
                            Split.TRAIN,
                            -1,
                            new Votes(List.of(1, 8, 0, 0, 0, 0, 0, 0), 1, 0),
                            "votes"));
            assertThat(dataset.problems())
                    .containsExactly(new Problem(
                            Kind.UNLABELLED,
                            "pictures/b.png",
                            "nothing says what it shows; put it into the folder of a class"));
        }
    }

    @Test
    void votesForANameThatOccursTwiceGoToThePictureOfTheirSplit() {
        data.pictures(9, "train/happy/1.png", "test/happy/1.png", "test/sad/1.png")
                .text(
                        "votes.csv",
                        VOTES,
                        "Training,1.png,1,8,0,0,0,0,0,0,1,0",
                        "PrivateTest,1.png,2,0,0,8,0,0,0,0,0,0");
        try (var dataset = open()) {
            assertThat(dataset.samples()).extracting(s -> s.votes().isPresent()).containsExactly(false, false, true);
            assertThat(dataset.problems())
                    .contains(new Problem(
                            Kind.VOTES, "votes.csv:3", "names 1.png, but there are 3 pictures of this name"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file,action,label,reason\nface/a.png,relabel,other,looks so",
                "finding,kind,file,split,label\n1,labelSuspect,face/a.png,,face",
                "image,who\na.png,tom\n"
            })
    void aCsvOfAFewPicturesBesideFoldersOfClassesIsNotTheDataSet(String csv) {
        data.pictures(9, "face/a.png", "face/b.png", "face/c.png", "other/d.png", "other/e.png")
                .text("stray.csv", csv);
        try (var dataset = open()) {
            assertThat(dataset.form()).isEqualTo("folder per class, no split");
            assertThat(dataset.labels().labels()).containsExactly("face", "other");
            assertThat(dataset.samples()).hasSize(5);
        }
    }

    @Test
    void aCsvOfEmotionsIsTheDataSetWhereFoldersNameNone() {
        data.pictures(9, "s1/a.png", "s1/b.png", "s1/c.png", "s2/d.png", "s2/e.png")
                .text("labels.csv", "image,emotion", "a.png,happy", "d.png,sad");
        assertThat(open().labels().labels()).containsExactly("happy", "sad");
    }

    @Test
    void aZipCannotReachOutOfItself() throws IOException {
        data.pictures(9, "cat/a.png", "dog/b.png");
        var zip = temp.resolve("slip.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var name : List.of("../evil/a.png", "cat/a.png", "dog/b.png")) {
                out.putNextEntry(new ZipEntry(name));
                Files.copy(data.root().resolve("cat/a.png"), out);
            }
        }
        try (var dataset = Datasets.open(zip)) {
            assertThat(dataset.samples()).hasSize(2);
            assertThat(dataset.problems())
                    .containsExactly(
                            new Problem(Kind.FILE, "../evil/a.png", "leads out of the zip and is ignored; rename it"));
        }
    }

    @Test
    void readsZipsOfWindowsPowerShellWhoseNamesHaveBackslashes() throws IOException {
        data.pictures(9, "cat/a.png", "dog/b.png");
        var zip = temp.resolve("windows.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("pets\\test\\fish\\"));
            for (var name : List.of("cat/a.png", "dog/b.png")) {
                out.putNextEntry(new ZipEntry("pets\\test\\" + name.replace('/', '\\')));
                Files.copy(data.root().resolve(name), out);
            }
            out.putNextEntry(new ZipEntry("pets\\..\\..\\c.png"));
        }
        try (var dataset = Datasets.open(zip)) {
            assertThat(dataset.samples())
                    .containsExactly(sample("test/cat/a.png", Split.TEST, 0), sample("test/dog/b.png", Split.TEST, 1));
            assertThat(dataset.problems())
                    .containsExactly(
                            new Problem(
                                    Kind.FILE, "pets\\..\\..\\c.png", "leads out of the zip and is ignored; rename it"),
                            new Problem(Kind.EMPTY_CLASS, "test/fish", "the folder is empty; fill it or delete it"));
            dataset.samples()
                    .forEach(sample ->
                            assertThat(dataset.source().read(sample).width()).isEqualTo(4));
        }
    }

    @Test
    void saysInASentenceWhatIsWrongWithAPathOfNoUse() throws IOException {
        var missing = temp.resolve("missing");
        assertThatThrownBy(() -> Datasets.open(missing))
                .isInstanceOf(DatasetException.class)
                .hasMessage(missing + ": does not exist; give a folder or a zip of labelled pictures");
        assertThatThrownBy(this::open).hasMessage(data.root() + ": it is empty; put labelled pictures into it");
        var text = Files.writeString(temp.resolve("notes.txt"), "hello");
        assertThatThrownBy(() -> Datasets.open(text))
                .hasMessage(text + ": is neither a folder, a zip nor a csv; give one of these");
        data.pictures(9, "faces/a.png");
        assertThatThrownBy(this::open)
                .hasMessage(
                        data.root() + ": has no labelled picture; give a folder per class, a csv of picture and label,"
                                + " or fer2013.csv (first problem: faces/a.png: nothing says what it shows; put it into the folder"
                                + " of a class)");
        var zip = data.zipped(temp.resolve("faces.zip"), "");
        var inside = zip.resolve("nowhere");
        assertThatThrownBy(() -> Datasets.open(inside))
                .hasMessage(inside + ": the zip has no files in such a folder; list its folders");
        var cut = Files.write(temp.resolve("cut.zip"), java.util.Arrays.copyOf(Files.readAllBytes(zip), 60));
        assertThatThrownBy(() -> Datasets.open(cut))
                .hasMessage(cut + ": cannot be read (zip END header not found); is it damaged?");
    }

    @Test
    void readsNoMoreOfAnEntryThanItsBound() throws IOException {
        data.bytes("cat/bomb.png", new byte[(1 << 20) + 1]).pictures(9, "dog/b.png");
        try (var tree = FileTree.open(data.zipped(temp.resolve("bomb.zip"), ""))) {
            assertThat(tree.bytes("cat/bomb.png", (1 << 20) + 1)).hasSize((1 << 20) + 1);
            assertThatThrownBy(() -> tree.bytes("cat/bomb.png", 1 << 20))
                    .isInstanceOf(IOException.class)
                    .hasMessage("larger than 1 MiB");
        }
    }
}
