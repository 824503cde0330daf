package mien.lab.report.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mien.lab.report.page.Browser;
import mien.lab.report.training.TrainingPage.Moment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The training's page as a person sees it, on a phone and on a desk, and while the training goes on.
class TrainingPageInBrowserTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void aFinishedTrainingIsToldWithCurvesPicturesAndFilters(int width) throws IOException {
        var file = folder.resolve("report.html");
        Drawn.page().write(moment(20).finished(20), file);

        try (var browser = Browser.open(width, 900)) {
            browser.go(file);
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("what sticks out at the right")
                    .isEqualTo(0L);
            assertThat(browser.text("#course .tile")).startsWith("20 / 30");
            assertThat(browser.text("#course .callout.grave"))
                    .startsWith("Overfitting. Since epoch 16: the validation loss has risen");
            assertThat(browser.all("#course rect.span")).hasSize(2);
            assertThat(browser.all("#classes figure")).hasSize(7);
            assertThat(browser.all("#examples .thumb")).hasSize(7 * 8);
            assertThat(browser.all("#filters svg")).hasSize(16);
            assertThat(browser.text("#recipe")).contains("30, usually 40");
            assertThat(browser.ask("document.querySelector('.live') === null")).isEqualTo(true);
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(file)).isEmpty();
        }
    }

    @Test
    void thePageFollowsARunningTrainingAndKeepsItsPlace() throws IOException {
        var file = folder.resolve("report.html");
        Drawn.page().write(moment(5), file);

        try (var browser = Browser.open(1440, 900)) {
            browser.go(file);
            assertThat(browser.text(".live")).startsWith("Live");
            browser.becomes("document.querySelectorAll('#pace svg').length === 2");
            browser.ask("scrollTo({top: 1500, behavior: 'instant'}) === undefined");
            Drawn.page().write(moment(6), file);
            assertThat(browser.becomes("document.querySelector('#course .tile').textContent.startsWith('6 / 30')"))
                    .isTrue();
            assertThat(browser.becomes("scrollY === 1500")).isTrue();

            Drawn.page().write(moment(30).finished(30), file);
            assertThat(browser.becomes("document.querySelector('.masthead .lead').textContent.startsWith('Finished')"))
                    .isTrue();
            assertThat(browser.becomes("scrollY === 1500")).isTrue();
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(file)).isEmpty();
        }
    }

    @Test
    void beforeTheFirstEpochThereArePicturesAndARecipe() throws IOException {
        var file = folder.resolve("report.html");
        Drawn.page().write(Moment.START, file);

        try (var browser = Browser.open(390, 900)) {
            browser.go(file);
            assertThat(browser.text(".masthead .lead")).isEqualTo("The first epoch is under way.");
            assertThat(browser.all("#examples .thumb")).hasSize(7 * 8);
            assertThat(browser.all("main > section")).hasSize(3);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Moment moment(int epochs) {
        return Moment.START.withHistory(Drawn.history(epochs)).withFilters(Optional.of(Drawn.filters()));
    }
}
