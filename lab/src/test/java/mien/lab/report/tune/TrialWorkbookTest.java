package mien.lab.report.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import mien.lab.tune.MadeUpSearch;
import mien.lab.tune.Parameter.Choice;
import mien.lab.tune.Ranking;
import mien.lab.tune.Space;
import mien.lab.tune.Trial;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row.MissingCellPolicy;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialWorkbookTest {
    private static final List<Trial> TRIALS = MadeUpSearch.trials(40);

    @TempDir
    private Path folder;

    private XSSFWorkbook written(Space space, List<Trial> trials) throws IOException {
        var file = folder.resolve("trials.xlsx");
        TrialWorkbook.write(space, trials, file);
        try (var in = Files.newInputStream(file)) {
            return new XSSFWorkbook(in);
        }
    }

    private static Object value(Cell cell) {
        return switch (cell.getCellType()) {
            case NUMERIC -> cell.getNumericCellValue();
            case BLANK -> "";
            default -> cell.getStringCellValue();
        };
    }

    private static List<Object> row(XSSFSheet sheet, int row) {
        var cells = Objects.requireNonNull(sheet.getRow(row), "row " + row);
        return IntStream.range(0, cells.getLastCellNum())
                .mapToObj(i -> value(cells.getCell(i, MissingCellPolicy.CREATE_NULL_AS_BLANK)))
                .toList();
    }

    private static List<String> titles(XSSFSheet sheet) {
        return sheet.createDrawingPatriarch().getCharts().stream()
                .map(chart -> chart.getTitleText().getString())
                .toList();
    }

    @Test
    void aSheetOfTrialsThenTheCourseThenASheetForEachParameter() throws IOException {
        try (var book = written(MadeUpSearch.SPACE, TRIALS)) {
            assertThat(book)
                    .extracting(sheet -> sheet.getSheetName())
                    .containsExactly(
                            "Trials",
                            "Course",
                            "Learning curves",
                            "optimizer.learningRate",
                            "pace.batchSize",
                            "network",
                            "network.blocks");
        }
    }

    @Test
    void trialsAreThereBestFirstWithNumbersAsNumbers() throws IOException {
        try (var book = written(MadeUpSearch.SPACE, TRIALS)) {
            var sheet = book.getSheet("Trials");
            var best = Ranking.best(TRIALS).orElseThrow();

            assertThat(sheet.getLastRowNum()).isEqualTo(TRIALS.size());
            assertThat(row(sheet, 0))
                    .containsExactly(
                            "trial",
                            "verdict",
                            "score",
                            "epochs",
                            "seconds",
                            "seed",
                            "optimizer.learningRate",
                            "pace.batchSize",
                            "network",
                            "network.blocks",
                            "reason");
            assertThat(row(sheet, 1))
                    .containsExactly(
                            (double) best.number(),
                            "finished",
                            best.score(),
                            9.0,
                            112.5,
                            1.0,
                            Double.parseDouble(
                                    best.value(MadeUpSearch.SPACE.parameters().get(0))),
                            Double.parseDouble(
                                    best.value(MadeUpSearch.SPACE.parameters().get(1))),
                            best.value(MadeUpSearch.SPACE.parameters().get(2)),
                            Double.parseDouble(
                                    best.value(MadeUpSearch.SPACE.parameters().get(3))),
                            "");
            assertThat(row(sheet, TRIALS.size()))
                    .startsWith(4.0, "failed", "", 0.0)
                    .endsWith("memory: too little of it");
        }
    }

    @Test
    void everyChartDrawsCellsOfItsOwnSheet() throws IOException {
        try (var book = written(MadeUpSearch.SPACE, TRIALS)) {
            assertThat(titles(book.getSheet("Course")))
                    .containsExactly("Score of each trial", "Importance: share of the variance of ranks");
            assertThat(titles(book.getSheet("Learning curves"))).containsExactly("Score after each epoch");
            assertThat(titles(book.getSheet("optimizer.learningRate")))
                    .containsExactly("Score at each value", "Mean rank, 1 is the best");
            assertThat(titles(book.getSheet("network")))
                    .containsExactly("Score of each choice", "Mean rank, 1 is the best");
            for (var sheet : book) {
                for (var chart : ((XSSFSheet) sheet).createDrawingPatriarch().getCharts()) {
                    assertThat(series(chart)).isNotEmpty().allSatisfy(s -> {
                        assertThat(s.getValuesData().getDataRangeReference()).contains(sheet.getSheetName());
                        assertThat(s.getValuesData().getPointCount()).isPositive();
                    });
                }
            }
        }
    }

    private static List<XDDFChartData.Series> series(XSSFChart chart) {
        return chart.getChartSeries().stream()
                .flatMap(data -> IntStream.range(0, data.getSeriesCount()).mapToObj(data::getSeries))
                .toList();
    }

    @Test
    void theEffectOfAParameterIsToldPartByPartAndTrialByTrial() throws IOException {
        try (var book = written(MadeUpSearch.SPACE, TRIALS)) {
            var sheet = book.getSheet("network");

            assertThat(row(sheet, 0)).containsExactly("network");
            assertThat(row(sheet, 3))
                    .containsExactly("values", "trials", "finished", "mean rank", "best score", "mean score");
            assertThat(row(sheet, 4)).startsWith("mien-xs");
            assertThat(row(sheet, 6)).startsWith("<b>my&net.yaml");
            assertThat(IntStream.rangeClosed(4, 6)
                            .mapToDouble(i -> (double) row(sheet, i).get(1))
                            .sum())
                    .isEqualTo(TRIALS.size() - 1); // one is being trained
            assertThat(row(sheet, 8))
                    .containsExactly("value", "finished", "ended early", "rank", "trial", "epochs", "verdict");
            assertThat(sheet.getLastRowNum()).isEqualTo(8 + TRIALS.size() - 1);
        }
    }

    @Test
    void theCourseTellsWhatWasReachedTrialAfterTrial() throws IOException {
        try (var book = written(MadeUpSearch.SPACE, TRIALS)) {
            var sheet = book.getSheet("Course");
            var best = Ranking.best(TRIALS).orElseThrow().score();

            assertThat(row(sheet, 0)).containsExactly("parameter", "importance");
            assertThat(row(sheet, 1)).startsWith("optimizer.learningRate");
            assertThat(row(sheet, 6)).containsExactly("trial", "finished", "ended early", "best so far");
            assertThat(row(sheet, 7))
                    .containsExactly(
                            1.0,
                            TRIALS.getFirst().score(),
                            "",
                            TRIALS.getFirst().score());
            assertThat(row(sheet, 46)).containsExactly(40.0, "", "", best); // is being trained
        }
    }

    @Test
    void logarithmicAxesReachFromPowerToPower() throws IOException {
        try (var book = written(MadeUpSearch.SPACE, TRIALS)) {
            assertThat(axis(book.getSheet("optimizer.learningRate"))).isEqualTo("1.0E-4 to 1.0, base 10.0");
            assertThat(axis(book.getSheet("pace.batchSize"))).isEqualTo("64.0 to 512.0, base 2.0");
        }
    }

    private static String axis(XSSFSheet sheet) {
        var across =
                sheet.createDrawingPatriarch().getCharts().getFirst().getAxes().getFirst();
        return across.getMinimum() + " to " + across.getMaximum() + ", base " + across.getLogBase();
    }

    @Test
    void aSearchThatHasNotBegunIsAWorkbookToo() throws IOException {
        try (var book = written(MadeUpSearch.SPACE, List.of())) {
            assertThat(book.getNumberOfSheets()).isEqualTo(7);
            assertThat(row(book.getSheet("network"), 3)).containsExactly("No trial has ended yet.");
        }
    }

    @Test
    void namesThatSheetsMayNotHaveAreReplaced() throws IOException {
        var space = new Space(List.of(
                new Choice("augmentation.occlusion.share.of.faces[1]", List.of("x")),
                new Choice("augmentation.occlusion.share.of.faces[2]", List.of("x")),
                new Choice("TRIALS", List.of("=1+1"))));

        try (var book = written(space, List.of())) {
            assertThat(book)
                    .extracting(sheet -> sheet.getSheetName())
                    .endsWith("augmentation.occlusion.share.of", "augmentation.occlusion.share. 2", "TRIALS 2");
        }
    }
}
