package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// What all views share, as a person meets it.
class ShellInBrowserTest {
    private static final String TOKEN = "a-long-and-secret-token";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"390, false", "1440, false", "390, true", "1440, true"})
    void theNavigationLeadsToEveryViewAndNothingSticksOut(int width, boolean dark) throws IOException {
        try (var served = Served.start(folder);
                var browser = Browser.open(width, 900)) {
            if (dark) {
                browser.darken();
            }
            browser.go(served.at("/"));
            for (var view : Assets.VIEWS) {
                browser.click(".bar a[href='" + view.path() + "']");
                assertThat(browser.becomes("location.pathname === '" + view.path() + "'"
                                + " && document.querySelector('.bar [aria-current]').textContent === '" + view.name()
                                + "' && document.readyState === 'complete'"))
                        .as(view.path())
                        .isTrue();
                assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                        .as("what sticks out at the right of " + view.path())
                        .isEqualTo(0L);
            }
            assertThat(browser.text("#content")).contains("/v1/analyze");
            browser.picture(Path.of("target/pages/api-" + width + (dark ? "-dark" : "") + ".png"));
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(served.at("/"))).isEmpty();
        }
    }

    @Test
    void theTokenIsAskedForOnceAndWrongOnesAgain() throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), TOKEN);
        try (var served = Served.start(
                        folder, options -> options.withAccess(options.access().withTokens(file)));
                var browser = Browser.open(600, 600)) {
            browser.go(served.at("/api"));
            browser.await("import('/web/server.js').then(m => m.heads()).then(h => window.answer = h[0].head,"
                    + " e => window.answer = e.message)");
            browser.sendKeys("dialog input", "a wrong one" + Keys.ENTER);
            browser.sendKeys("dialog input", TOKEN + Keys.ENTER);
            assertThat(browser.becomes("window.answer !== undefined")).isTrue();
            assertThat(browser.ask("window.answer")).isEqualTo("fer7");
        }
    }

    @Test
    void whatTheServerRefusesIsASentence() {
        Browser closed;
        try (var served = Served.start(folder)) {
            closed = Browser.open(600, 600);
            closed.go(served.at("/api"));
            assertThat(
                            closed.await(
                                    "const m = await import('/web/server.js');"
                                            + "return m.ask('/v1/labels', {query: {no: 1, none: null}}).catch(e => e.status + ' ' + e.message)"))
                    .isEqualTo("400 query: there is no option 'no'; this takes none");
        }
        try (var browser = closed) {
            assertThat(browser.await("const m = await import('/web/server.js');"
                            + "return m.ask('/v1/labels').catch(e => e.status + ' ' + e.message)"))
                    .isEqualTo("0 The server does not answer; is it still running?");
        }
    }
}
