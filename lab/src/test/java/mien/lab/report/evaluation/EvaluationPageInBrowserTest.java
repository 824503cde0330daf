package mien.lab.report.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.image.HeatMap;
import mien.lab.evaluation.AssessedFaces;
import mien.lab.evaluation.Assessment;
import mien.lab.metrics.Predictions;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/// The evaluation's page as a person uses it, on a phone and on a desk.
class EvaluationPageInBrowserTest {
    private static final EvidenceMaps ABOVE = (_, _, _) -> Optional.of(new HeatMap(2, 2, new float[] {17, 10, -10, 0}));

    private final AssessedFaces faces = new AssessedFaces(420);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void aCellOfTheConfusionMatrixOpensItsPicturesTheSurestFirst(int width) throws IOException {
        var file = folder.resolve("report of 😀.html");
        var assessment = faces.one(folder);
        EvaluationPage.write(assessment, faces.data().source(), ABOVE, file);

        try (var browser = Browser.open(width, 900)) {
            browser.go(file);
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("what sticks out at the right")
                    .isEqualTo(0L);
            assertThat(browser.all("main > section")).hasSize(9);
            cell(browser, assessment);
            evidence(browser);
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(file)).isEmpty();
        }
    }

    /// By click and by keyboard.
    private static void cell(Browser browser, Assessment assessment) {
        var said = assessment.models().getFirst().predictions();
        var confused = commonest(said);
        var expected = surest(assessment, confused[0], confused[1]);
        var link = ".matrix a[href='#view/pictures?truth=" + confused[0] + "&answer=" + confused[1] + "']";

        browser.click(link);
        assertThat(browser.all(".runway .card", "title")).startsWith(expected.getFirst());
        assertThat(browser.text(".viewer .count")).startsWith(expected.size() + " picture");
        var given = assessment.labels().get(confused[0]);
        var answer = assessment.labels().get(confused[1]);
        assertThat(browser.text(".viewer h2")).isEqualTo(given + " taken for " + answer);
        assertThat(browser.leavesViewer()).isTrue();

        browser.sendKeys(link, Keys.ENTER);
        var titles = browser.all(".runway .card", "title");
        assertThat(titles).isEqualTo(expected.subList(0, titles.size()));
        browser.sendKeys(".runway .card", Keys.ENTER);
        int picture = IntStream.range(0, said.size())
                .filter(i -> assessment.samples().get(i).file().equals(expected.getFirst()))
                .findFirst()
                .orElseThrow();
        assertThat(browser.text(".picture"))
                .contains(expected.getFirst(), given)
                .contains(String.format("%.1f %%", 100 * said.probability(picture, confused[1])))
                .contains(String.format("%.1f %%", 100 * said.probability(picture, confused[0])));
        browser.sendKeys(".picture .close", Keys.ESCAPE);
        assertThat(browser.leavesViewer()).isTrue();
    }

    private static void evidence(Browser browser) {
        assertThat(browser.ask("getComputedStyle(document.querySelector('#mistakes canvas')).display"))
                .isEqualTo("none");
        browser.sendKeys("#mistakes input[type=checkbox]", Keys.SPACE);
        assertThat(browser.ask("getComputedStyle(document.querySelector('#mistakes canvas')).display"))
                .isEqualTo("block");
        assertThat(browser.ask("[...document.querySelector('#mistakes canvas').getContext('2d')"
                        + ".getImageData(0, 0, 2, 2).data].filter((_, i) => i % 4 === 3).join()"))
                .isEqualTo("160,94,94,0");
        assertThat(browser.ask("document.querySelectorAll('#mistakes .card').length"))
                .isEqualTo(browser.ask("document.querySelectorAll('#mistakes canvas').length"));
        browser.click("#mistakes a[href='#view/mistakes?list=doubtful']");
        assertThat(browser.all(".runway .card")).isNotEmpty();
        assertThat(browser.ask("document.querySelectorAll('.runway .card').length"))
                .isNotEqualTo(browser.ask("document.querySelectorAll('.runway canvas').length"));
        browser.all(".runway .card").getLast().sendKeys(Keys.ENTER);
        assertThat(browser.ask("document.querySelectorAll('.picture canvas, .picture .veil').length"))
                .isEqualTo(0L);
        browser.sendKeys(".picture .close", Keys.ESCAPE);
        assertThat(browser.leavesViewer()).isTrue();
    }

    @Test
    void theModelsSideBySideChangePlaces() throws IOException {
        var file = folder.resolve("report.html");
        var assessment = faces.two(folder);
        EvaluationPage.write(assessment, faces.data().source(), EvidenceMaps.NONE, file);
        var apart = assessment.comparisons().getFirst().disagreements().onlyFirst();

        try (var browser = Browser.open(1440, 900)) {
            browser.go(file);
            assertThat(browser.text("#models table")).contains("sharp.onnx").contains("blunt.onnx");
            assertThat(browser.all("#models .part .card", "title"))
                    .startsWith(assessment.samples().get(apart.getFirst()).file());
            var before = browser.text("#figures .tile b");
            browser.all(".switch .option").getLast().sendKeys(Keys.ENTER);
            assertThat(browser.text("#figures .tile b")).isNotEqualTo(before);

            var confused = commonest(assessment.models().getLast().predictions());
            browser.sendKeys(
                    ".matrix a[href='#view/pictures?model=1&truth=" + confused[0] + "&answer=" + confused[1] + "']",
                    Keys.ENTER);
            var said = assessment.models().getLast().predictions();
            assertThat(browser.text(".viewer .count")).startsWith(count(said, confused[0], confused[1]) + " picture");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(file)).isEmpty();
        }
    }

    /// Given and answered label of the commonest confusion.
    private static int[] commonest(Predictions said) {
        int labels = said.labels().size();
        return IntStream.range(0, labels * labels)
                .mapToObj(cell -> new int[] {cell / labels, cell % labels})
                .filter(cell -> cell[0] != cell[1])
                .max(Comparator.comparingLong(cell -> count(said, cell[0], cell[1])))
                .orElseThrow();
    }

    private static long count(Predictions said, int truth, int answer) {
        return IntStream.range(0, said.size())
                .filter(i -> said.truth()[i] == truth && said.answer(i) == answer)
                .count();
    }

    private static List<String> surest(Assessment assessment, int truth, int answer) {
        var said = assessment.models().getFirst().predictions();
        return IntStream.range(0, said.size())
                .filter(i -> said.truth()[i] == truth && said.answer(i) == answer)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -said.probability(i, answer)))
                .map(i -> assessment.samples().get(i).file())
                .toList();
    }
}
