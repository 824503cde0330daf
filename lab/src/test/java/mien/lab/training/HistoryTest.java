package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mien.lab.training.EpochRecord.Pace;
import mien.lab.training.EpochRecord.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

    private static final Pace PACE = new Pace(512.5, 60);
    private static final String HEADER =
            "epoch,learningRate,trainLoss,trainAccuracy,validationLoss,validationAccuracy," + "imagesPerSecond,seconds";

    private static EpochRecord epoch(int number, double validationAccuracy) {
        return new EpochRecord(number, 0.1, new Score(1.5, 0.5), new Score(1.25, validationAccuracy), Map.of(), PACE);
    }

    @Test
    void writesOneLinePerEpochWithNamedFiguresLast() {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("ferplus8.accuracy", 0.75);
        figures.put("fer7.macroF1", 0.5);
        var first = new EpochRecord(1, 0.1, new Score(1.5, 0.5), new Score(1.25, 0.625), figures, PACE);
        var second = new EpochRecord(2, 0.05, new Score(1, 0.75), Score.NONE, Map.of(), PACE);

        assertThat(new History(List.of(first, second)).toCsv())
                .isEqualTo(HEADER + ",ferplus8.accuracy,fer7.macroF1\n"
                        + "1,0.1,1.5,0.5,1.25,0.625,512.5,60.0,0.75,0.5\n"
                        + "2,0.05,1.0,0.75,,,512.5,60.0,,\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void comesBackFromCsvExactly(long seed) {
        var random = new Random(seed);
        var epochs = new ArrayList<EpochRecord>();
        for (int i = 1; i <= 1 + random.nextInt(20); i++) {
            var validation = random.nextInt(4) == 0 ? Score.NONE : new Score(random.nextDouble(), random.nextDouble());
            var figures = random.nextBoolean() ? Map.of("a,\"b\"", random.nextGaussian()) : Map.<String, Double>of();
            epochs.add(new EpochRecord(
                    i,
                    Math.exp(-20 * random.nextDouble()),
                    new Score(random.nextDouble(), random.nextDouble()),
                    validation,
                    figures,
                    new Pace(1e6 * random.nextDouble(), random.nextDouble())));
        }
        var history = new History(epochs);

        assertThat(History.fromCsv("h.csv", history.toCsv())).isEqualTo(history);
    }

    @Test
    void replacesWhatAnInterruptedRunDidAfterTheResumedEpoch() {
        var history = History.EMPTY.with(epoch(1, 0.1)).with(epoch(2, 0.2)).with(epoch(3, 0.3));

        assertThat(history.with(epoch(2, 0.25)).epochs()).containsExactly(epoch(1, 0.1), epoch(2, 0.25));
    }

    @Test
    void namesTheEarliestOfTheBestEpochs() {
        var history = new History(List.of(epoch(1, 0.5), epoch(2, 0.75), epoch(3, 0.75), epoch(4, 0.25)));

        assertThat(history.best()).contains(epoch(2, 0.75));
        assertThat(new History(List.of(epoch(1, Double.NaN))).best()).isEmpty();
    }

    @Test
    void isWrittenToAndReadFromAFile(@TempDir Path folder) throws IOException {
        var file = folder.resolve("history.csv");
        var history = History.EMPTY.with(epoch(1, 0.5));
        history.write(file);
        history.with(epoch(2, 0.5)).write(file);

        assertThat(History.read(file)).isEqualTo(history.with(epoch(2, 0.5)));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void saysWhichLineIsCutOff() {
        assertThatThrownBy(() -> History.fromCsv("run/history.csv", HEADER + "\n1,0.1,1,0.5,1,0.5,9,9\n2,0.1,1"))
                .isInstanceOf(InvalidHistoryException.class)
                .hasMessage(
                        "run/history.csv:3: 3 cells under a header of 8; the line is cut off or damaged, remove it");
    }

    @Test
    void saysWhichCellIsNoNumber() {
        assertThatThrownBy(() -> History.fromCsv("h.csv", HEADER + "\n1,fast,1,0.5,1,0.5,9,9\n"))
                .isInstanceOf(InvalidHistoryException.class)
                .hasMessage("h.csv:2: learningRate must be a number, got 'fast'");
    }

    @Test
    void saysWhatAHeaderMustBe() {
        assertThatThrownBy(() -> History.fromCsv("h.csv", "epoch,loss\n1,2\n"))
                .isInstanceOf(InvalidHistoryException.class)
                .hasMessage("h.csv:1: the header must begin with " + HEADER + "; got [epoch, loss]");
        assertThatThrownBy(() -> History.fromCsv("h.csv", ""))
                .hasMessage("h.csv: it is empty; a history begins with its header line");
    }
}
