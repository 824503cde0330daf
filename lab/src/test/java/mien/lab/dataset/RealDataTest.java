package mien.lab.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mien.image.Preprocessing;
import mien.model.LabelSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTest {
    static final Path DATA = Path.of("../../shared/data");

    @TempDir
    Path cache;

    static Path data(String name) {
        var path = DATA.resolve(name);
        assumeThat(path).as("the shared data is absent").exists();
        return path;
    }

    @Test
    void readsFer2013WithItsVotesAndServesItsPixelsFromTheCache() {
        try (var dataset = Datasets.open(data("fer2013.zip"))) {
            assertThat(dataset.form()).isEqualTo("folder per class, with FER+ votes, 2 splits");
            assertThat(dataset.labels()).isEqualTo(LabelSet.FER7);
            assertThat(dataset.problems()).isEmpty();
            assertThat(dataset.samples().stream().collect(groupingBy(Sample::split, counting())))
                    .isEqualTo(Map.of(Split.TRAIN, 28_709L, Split.VALIDATION, 3_589L));
            assertThat(dataset.samples()).allMatch(sample -> sample.votes().isPresent());
            PixelCache.open(dataset, Preprocessing.GREY_48, cache).close();
            try (var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, cache)) {
                assertThat(pixels.samples()).isEqualTo(dataset.samples());
                assertThat(pixels.problems()).isEmpty();
                var read = new byte[48 * 48];
                pixels.read(12_345, read);
                var picture = dataset.source().read(pixels.samples().get(12_345));
                assertThat(read).isEqualTo(Preprocessing.GREY_48.whole(picture));
            }
        }
    }

    static Map<String, Long> byLabel(Dataset dataset) {
        return dataset.samples().stream()
                .collect(groupingBy(sample -> dataset.labels().labels().get(sample.label()), counting()));
    }

    static Map<Problem.Kind, Long> byKind(Dataset dataset) {
        return dataset.problems().stream().collect(groupingBy(Problem::kind, counting()));
    }

    @Test
    void mergesTheTwoTablesOfFacialExpressionsEvenThatWithoutHeaderAndWithOldMacLineEnds() {
        try (var dataset = Datasets.open(data("facial-expressions-8.zip"))) {
            assertThat(dataset.form())
                    .isEqualTo("csv of picture and label (data/legend.csv, data/500_picts_satz.csv), no split");
            assertThat(dataset.labels()).isEqualTo(LabelSet.FERPLUS8);
            assertThat(byLabel(dataset))
                    .isEqualTo(Map.of(
                            "neutral",
                            6_864L,
                            "happy",
                            5_694L,
                            "surprise",
                            368L,
                            "sad",
                            267L,
                            "angry",
                            252L,
                            "disgust",
                            208L,
                            "fear",
                            21L,
                            "contempt",
                            9L));
            assertThat(byKind(dataset))
                    .isEqualTo(Map.of(
                            Problem.Kind.CONTRADICTION,
                            253L,
                            Problem.Kind.UNLABELLED,
                            35L,
                            Problem.Kind.SPELLING,
                            7L,
                            Problem.Kind.TINY_CLASS,
                            2L));
            assertThat(dataset.problems().getFirst().toString())
                    .startsWith("data/legend.csv:12801: calls images/")
                    .endsWith(" sad, but it is surprise in data/legend.csv:12794");
            assertThat(dataset.problems().get(1).toString())
                    .startsWith("data/500_picts_satz.csv:1: calls images/")
                    .endsWith(" fear, but it is neutral in data/legend.csv:11262");
        }
    }

    @Test
    void readsNaturalFacesByFolder() {
        try (var dataset = Datasets.open(data("natural-faces.zip"))) {
            assertThat(dataset.form()).isEqualTo("folder per class, no split");
            assertThat(dataset.labels()).isEqualTo(LabelSet.FERPLUS8);
            assertThat(byLabel(dataset))
                    .isEqualTo(Map.of(
                            "angry",
                            709L,
                            "contempt",
                            156L,
                            "disgust",
                            366L,
                            "fear",
                            450L,
                            "happy",
                            1_133L,
                            "neutral",
                            420L,
                            "sad",
                            596L,
                            "surprise",
                            616L));
            assertThat(dataset.problems()).isEmpty();
        }
    }

    @Test
    void readsPicturesThatAreNoEmotions() {
        try (var dataset = Datasets.open(data("natural-images-30px.zip"))) {
            assertThat(byLabel(dataset))
                    .isEqualTo(Map.of(
                            "airplane",
                            727L,
                            "car",
                            968L,
                            "cat",
                            885L,
                            "dog",
                            702L,
                            "flower",
                            843L,
                            "fruit",
                            1_000L,
                            "motorbike",
                            788L,
                            "person",
                            986L));
            assertThat(dataset.problems()).isEmpty();
        }
    }

    @Test
    void readsAFolderInsideAZip() {
        try (var dataset = Datasets.open(data("anime-and-cartoon.zip").resolve("tom-and-jerry-crops"))) {
            assertThat(dataset.labels().labels()).containsExactly("angry", "happy", "sad", "surprise", "unknown");
            assertThat(byLabel(dataset))
                    .isEqualTo(Map.of("angry", 37L, "happy", 35L, "sad", 39L, "surprise", 66L, "unknown", 7L));
            assertThat(Summary.of(dataset))
                    .containsExactly(
                            "tom-and-jerry-crops: folder per class, no split",
                            "  pictures 184: angry 37, happy 35, sad 39, surprise 66, unknown 7",
                            "labels that are no known emotion (kept as labels of their own): 1",
                            "  unknown/frame138.jpg: 'unknown' is no known emotion; kept as a label of its own");
        }
    }

    @Test
    void saysWhatIsMissingWhereNothingIsLabelled() {
        var path = data("face-landmarks-68.zip");
        assertThatThrownBy(() -> Datasets.open(path))
                .isInstanceOf(DatasetException.class)
                .hasMessage(path + ": has no labelled picture; give a folder per class, a csv of picture and label, or"
                        + " fer2013.csv (first problem: landmarks68.csv: no column looks like a label, so it is not used;"
                        + " call one 'emotion' or 'label')");
    }

    @Test
    @Tag("slow")
    void decodesEveryPictureOfEverySetAndKeepsCopiesTogether() {
        for (var name : List.of("natural-faces.zip", "facial-expressions-8.zip", "anime-and-cartoon.zip")) {
            try (var dataset = Datasets.open(data(name));
                    var pixels = PixelCache.open(dataset, Preprocessing.GREY_48, cache)) {
                assertThat(pixels.problems()).isEmpty();
                assertThat(pixels.samples()).isEqualTo(dataset.samples());
                var splits = Splitting.complete(pixels, 1).splits();
                var sides = new HashMap<Long, Split>();
                for (int i = 0; i < splits.size(); i++) {
                    var side = sides.putIfAbsent(pixels.contentHash(i), splits.get(i));
                    assertThat(side == null || side == splits.get(i)).isTrue();
                }
            }
        }
    }
}
