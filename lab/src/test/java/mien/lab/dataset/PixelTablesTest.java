package mien.lab.dataset;

import static mien.lab.dataset.TinyData.pixels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import mien.image.PictureException;
import mien.image.Preprocessing;
import mien.lab.dataset.Problem.Kind;
import mien.model.LabelSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelTablesTest {
    @TempDir
    Path temp;

    private TinyData data;

    @BeforeEach
    void start() {
        data = new TinyData(temp.resolve("kaggle"));
    }

    private static Sample sample(String file, Split split, int label) {
        return DatasetsTest.sample(file, split, label, null, file.substring(0, file.indexOf(':')));
    }

    @Test
    void readsFer2013CsvAloneInAFolderAndInAZip() {
        data.text(
                "fer2013.csv",
                "emotion,pixels,Usage",
                "0," + pixels(2304, 7) + ",Training",
                "3," + pixels(2304, 8) + ",PublicTest",
                "6,\"" + pixels(2304, 255) + "\",PrivateTest");
        var zip = data.zipped(temp.resolve("archive.zip"), "fer2013/");
        for (var path : List.of(data.root(), data.root().resolve("fer2013.csv"), zip)) {
            try (var dataset = Datasets.open(path);
                    var cache = PixelCache.open(dataset, Preprocessing.GREY_48, temp.resolve("cache"))) {
                assertThat(dataset.form()).isEqualTo("csv of pixels (fer2013.csv), 3 splits");
                assertThat(dataset.labels()).isEqualTo(LabelSet.of(java.util.Set.of("angry", "happy", "neutral")));
                assertThat(cache.samples())
                        .containsExactly(
                                sample("fer2013.csv:2", Split.TRAIN, 0),
                                sample("fer2013.csv:3", Split.VALIDATION, 1),
                                sample("fer2013.csv:4", Split.TEST, 2));
                var read = new byte[2304];
                cache.read(2, read);
                assertThat(read).containsOnly((byte) 255);
            }
        }
    }

    @Test
    void aFileThatIsAwayForAWhileIsReadWhenItIsBack() throws IOException {
        data.text("fer2013.csv", "emotion,pixels,Usage", "0," + pixels(2304, 7) + ",Training");
        var file = data.root().resolve("fer2013.csv");
        try (var dataset = Datasets.open(file)) {
            var sample = dataset.samples().getFirst();
            Files.move(file, temp.resolve("away.csv"));
            assertThatThrownBy(() -> dataset.source().read(sample))
                    .isInstanceOf(PictureException.class)
                    .hasMessageStartingWith("cannot be read: ")
                    .hasCauseInstanceOf(NoSuchFileException.class);
            Files.move(temp.resolve("away.csv"), file);
            assertThat(dataset.source().read(sample).pixels()).hasSize(2304).containsOnly((byte) 7);
        }
    }

    @Test
    void reportsWrongRowsByFileAndLine() {
        data.text(
                "icml_face_data.csv",
                "Emotion, Usage, Pixels",
                "0, Training, " + pixels(2304, 7),
                "1, Training, " + pixels(2303, 7),
                "1, Training, " + pixels(2303, 7) + " 256",
                "1, Training, " + pixels(2303, 7) + " -1",
                "9, Training, " + pixels(2304, 7),
                "2, Later, " + pixels(2304, 7),
                "2, Training");
        try (var dataset = Datasets.open(data.root());
                var cache = PixelCache.open(dataset, Preprocessing.GREY_48, temp.resolve("cache"))) {
            assertThat(dataset.problems())
                    .containsExactly(
                            new Problem(
                                    Kind.ROW,
                                    "icml_face_data.csv:6",
                                    "emotion '9' is unknown; 0 (angry) to 6 (neutral) are needed"),
                            new Problem(
                                    Kind.ROW,
                                    "icml_face_data.csv:7",
                                    "usage 'Later' is unknown; Training, PublicTest or PrivateTest is needed, so it"
                                            + " counts as none"));
            assertThat(cache.problems())
                    .containsExactly(
                            unreadable(3, "has 2303 pixels; 2304 (48 x 48) are needed"),
                            unreadable(4, "pixel 2304 is '256'; whole numbers from 0 to 255 are needed"),
                            unreadable(5, "pixel 2304 is '-1'; whole numbers from 0 to 255 are needed"),
                            unreadable(8, "has no pixels; 2304 (48 x 48) are needed"));
            assertThat(cache.samples())
                    .containsExactly(
                            sample("icml_face_data.csv:2", Split.TRAIN, 0),
                            sample("icml_face_data.csv:7", Split.NONE, 2));
        }
    }

    private static Problem unreadable(int line, String what) {
        return new Problem(Kind.UNREADABLE, "icml_face_data.csv:" + line, what);
    }

    @Test
    void joinsVotesByTheOrderOfTheRowsAlsoBehindARowThatWasLeftOut() {
        data.text(
                        "fer2013.csv",
                        "emotion,pixels,Usage",
                        "0," + pixels(2304, 7) + ",Training",
                        "9," + pixels(2304, 8) + ",Training",
                        "6," + pixels(2304, 9) + ",Training")
                .text(
                        "fer2013new.csv",
                        DatasetsTest.VOTES,
                        "Training,fer0000000.png,1,0,0,0,9,0,0,0,0,0",
                        "Training,,0,0,0,0,0,0,0,0,0,10",
                        "Training,fer0000002.png,9,0,0,0,1,0,0,0,0,0");
        try (var dataset = Datasets.open(data.root())) {
            assertThat(dataset.form()).isEqualTo("csv of pixels (fer2013.csv), with FER+ votes, 1 split");
            assertThat(dataset.samples())
                    .containsExactly(
                            DatasetsTest.sample(
                                    "fer2013.csv:2",
                                    Split.TRAIN,
                                    0,
                                    new Votes(List.of(1, 0, 0, 0, 9, 0, 0, 0), 0, 0),
                                    "fer2013.csv"),
                            DatasetsTest.sample(
                                    "fer2013.csv:4",
                                    Split.TRAIN,
                                    1,
                                    new Votes(List.of(9, 0, 0, 0, 1, 0, 0, 0), 0, 0),
                                    "fer2013.csv"));
        }
    }

    @Test
    void votesOfAnotherLengthAreNotUsed() {
        data.text("fer2013.csv", "emotion,pixels,Usage", "0," + pixels(2304, 7) + ",Training")
                .text("fer2013new.csv", DatasetsTest.VOTES);
        assertThat(Datasets.open(data.root()).problems())
                .containsExactly(new Problem(
                        Kind.VOTES,
                        "fer2013new.csv",
                        "has 0 rows of votes for 1 rows of pixels; they are matched by order, so none is used"));
    }

    @Test
    void prefersTheCsvThatHasAllSplits() {
        data.text("icml_face_data.csv", "emotion, Usage, pixels", "0,Training," + pixels(2304, 7))
                .text("train.csv", "emotion,pixels", "0," + pixels(2304, 7));
        assertThat(Datasets.open(data.root()).problems())
                .containsExactly(new Problem(
                        Kind.FILE,
                        "train.csv",
                        "not used, since icml_face_data.csv has all splits in its Usage column"));
    }

    @Test
    void takesTheSplitFromTheFileNameWhereThereIsNoUsage() {
        data.text("train.csv", "emotion,pixels", "0," + pixels(2304, 7))
                .text("test.csv", "emotion,pixels", "0," + pixels(2304, 9));
        assertThat(Datasets.open(data.root()).samples())
                .containsExactly(sample("test.csv:2", Split.TEST, 0), sample("train.csv:2", Split.TRAIN, 0));
    }

    @Test
    void nothingButBadRowsIsAnError() {
        data.text("fer2013.csv", "emotion,pixels,Usage", "9," + pixels(2304, 7) + ",Training");
        assertThatThrownBy(() -> Datasets.open(data.root()))
                .isInstanceOf(DatasetException.class)
                .hasMessage(
                        data.root() + ": has no labelled picture; give a folder per class, a csv of picture and label,"
                                + " or fer2013.csv (first problem: fer2013.csv:2: emotion '9' is unknown; 0 (angry) to 6"
                                + " (neutral) are needed)");
    }
}
