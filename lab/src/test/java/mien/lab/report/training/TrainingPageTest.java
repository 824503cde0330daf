package mien.lab.report.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.lab.network.NetworkFile;
import mien.lab.network.Weights;
import mien.lab.report.page.DrawnFaces;
import mien.lab.report.training.TrainingPage.Moment;
import mien.lab.training.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPageTest {
    @TempDir
    private Path folder;

    @Test
    void theSheetShowsEachLabelAsItIsAndInSevenEpochs() {
        var sheet = ExampleSheet.of(Drawn.examples(), Drawn.RECIPE, 1);

        assertThat(sheet.labels()).isEqualTo(DrawnFaces.LABELS);
        var pixels = pixels(sheet);
        assertThat(pixels).hasSize(7 * 8).doesNotHaveDuplicates();
        assertThat(pixels).isEqualTo(pixels(ExampleSheet.of(Drawn.examples(), Drawn.RECIPE, 1)));
        assertThat(pixels.getFirst())
                .isIn(IntStream.range(0, 5)
                        .mapToObj(i -> ByteBuffer.wrap(DrawnFaces.of(0, 7L * i).pixels()))
                        .toList());
    }

    private static List<ByteBuffer> pixels(ExampleSheet sheet) {
        return sheet.pictures().stream()
                .map(picture -> ByteBuffer.wrap(picture.pixels()))
                .toList();
    }

    @Test
    void filtersComeStrongestFirst() {
        var filters = Drawn.filters();

        assertThat(filters.weights())
                .hasSize(16)
                .extracting(filter -> -IntStream.range(0, filter.length)
                        .mapToDouble(i -> filter[i] * filter[i])
                        .sum())
                .isSorted();
    }

    @Test
    void aNetworkThatDoesNotBeginWithAConvolutionHasNoFilters() throws IOException {
        var flat = Files.writeString(folder.resolve("flat.yaml"), """
                name: flat
                input: [1, 8, 8]
                normalization: per-image
                trunk:
                  - flatten
                head:
                  - linear: classes
                """);

        assertThat(Filters.of(NetworkFile.read(flat, Map.of("fer7", 7)), new Weights(Map.of())))
                .isEmpty();
    }

    @Test
    void aHistoryOfAnOlderMienIsShownWithoutClasses() throws IOException {
        var old = History.fromCsv("old", """
                epoch,learningRate,trainLoss,trainAccuracy,validationLoss,validationAccuracy,imagesPerSecond,seconds,fer7.accuracy
                1,0.1,1.9,0.3,1.7,0.35,900,30,0.35
                2,0.1,1.6,0.4,1.5,0.45,900,30,0.45
                """);
        var file = folder.resolve("report.html");

        Drawn.page().write(Moment.START.withHistory(old).finished(2), file);

        assertThat(Files.readString(file))
                .contains("Finished after 2 epochs; the model has the weights of epoch 2.")
                .contains("id=\"course\"")
                .doesNotContain("id=\"classes\"");
    }

    @Test
    void theLeadSaysHowItStands() throws IOException {
        var three = Moment.START.withHistory(Drawn.history(3)).withFilters(Optional.empty());

        assertThat(lead(three)).isEqualTo("Under way: 3 of 30 epochs are over.");
        assertThat(lead(three.stopped())).isEqualTo("Stopped after 3 of 30 epochs; mien train with --resume goes on.");
        assertThat(lead(three.failed("training: the loss became NaN")))
                .isEqualTo("Failed after 3 of 30 epochs. training: the loss became NaN");
        assertThat(lead(three.finished(3))).isEqualTo("Finished after 3 epochs; the model has the weights of epoch 3.");
    }

    private String lead(Moment moment) throws IOException {
        var file = folder.resolve("report.html");
        Drawn.page().write(moment, file);
        var lines = List.of(Files.readString(file).split("\n"));
        return lines.get(lines.indexOf("<h1>mien-t on drawn &lt;faces&gt;.zip</h1>") + 1)
                .replaceAll("<[^>]*>", "");
    }
}
