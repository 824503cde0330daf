package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.lab.dataset.Corrections;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// The page Review, as a person meets it.
class ReviewInBrowserTest {
    private static final String WALL = "document.querySelectorAll('.pic:not([hidden]) .thumb[style*=blob]').length > 5";
    private static final String SAVED = "document.getElementById('saved').textContent.startsWith('Saved in')";

    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        MeanFaceData.write(data);
    }

    private Served start(int port) {
        return Served.start(
                folder,
                options -> options.withAccess(options.access().withPort(port)).withData(data));
    }

    private static URI desk(Served served) {
        return served.at("/review#mean-faces");
    }

    private static void openDesk(Browser browser, Served served) {
        browser.go(desk(served));
        assertThat(browser.becomes(WALL)).as("pictures on the wall").isTrue();
    }

    private List<String> corrections() {
        var file = data.resolve("mean-faces.corrections.csv");
        return Files.exists(file)
                ? Corrections.read(file).lines().stream()
                        .map(line -> line.file() + " " + line.action() + " " + line.label())
                        .toList()
                : List.of();
    }

    @ParameterizedTest
    @CsvSource({"390, false", "1440, false", "390, true", "1440, true"})
    void aDataSetIsChosenAndItsFindingsAreAWallOfFaces(int width, boolean dark) throws IOException {
        try (var served = start(0);
                var browser = Browser.open(width, 900)) {
            if (dark) {
                browser.darken();
            }
            browser.go(served.at("/review"));
            browser.click("#sets a");
            assertThat(browser.becomes(WALL)).isTrue();
            assertThat(browser.text("#progress")).isEqualTo("0 of 19 decided");
            browser.type("k", "d", Keys.ENTER, Keys.ARROW_RIGHT);
            assertThat(browser.becomes(SAVED + " && document.querySelectorAll('.pic.waiting').length === 0"
                            + " && document.querySelector('.panel .thumb[style*=blob]') !== null"))
                    .isTrue();
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
            browser.picture(Path.of("target/pages/review-" + width + (dark ? "-dark" : "") + ".png"));
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(served.at("/"))).isEmpty();
        }
    }

    @Test
    void oneKeyDecidesAndOneTakesBack() {
        try (var served = start(0);
                var browser = Browser.open(1440, 900)) {
            openDesk(browser, served);
            browser.click("#kinds .chip:nth-child(2)");
            assertThat(browser.ask("document.querySelector('#kinds [aria-pressed=true]').textContent"))
                    .isEqualTo("Suspected labels 14");
            browser.click("#wall");
            browser.type(Keys.HOME, Keys.ENTER, "k", "d", "3");
            assertThat(browser.becomes("document.querySelectorAll('.pic:not([data-verdict=open])').length === 4 && "
                            + SAVED + " && document.querySelectorAll('.pic.waiting').length === 0"))
                    .isTrue();
            browser.type("z", "z");
            assertThat(browser.becomes("document.querySelectorAll('.pic:not([data-verdict=open])').length === 2"))
                    .isTrue();
            assertThat(browser.becomes("document.querySelector('#progress').textContent === '2 of 14 decided'"))
                    .isTrue();
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(corrections()).containsExactly("fear/a000.png RELABEL angry", "happy/a001.png KEEP ");
    }

    @Test
    void theMouseSelectsAndDecidesOnManyAtOnce() {
        try (var served = start(0);
                var browser = Browser.open(1440, 900)) {
            openDesk(browser, served);
            browser.click("#kinds .chip:last-child");
            assertThat(browser.becomes("document.querySelector('#progress').textContent === '0 of 171 decided'"))
                    .isTrue();
            browser.click("#wall");
            browser.type(Keys.HOME); // the focus has stayed at the picture that had it
            browser.click("#place-2");
            browser.type(Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT));
            assertThat(browser.text(".many")).isEqualTo("3 pictures selected");
            browser.click("button[aria-keyshortcuts=D]");
            assertThat(browser.becomes("document.querySelectorAll('.pic[data-verdict=drop]').length === 3"))
                    .isTrue();
            browser.click("#filters button");
            assertThat(browser.becomes("document.querySelectorAll('.pic[data-verdict=drop]').length === 0"))
                    .isTrue();
            browser.click("#place-5");
            browser.click(".labels button:nth-child(4)");
            assertThat(browser.becomes(
                            SAVED + " && document.querySelectorAll('.pic[data-verdict=relabel]').length === 1"
                                    + " && document.querySelectorAll('.pic.waiting').length === 0"))
                    .isTrue();
        }
        assertThat(corrections()).hasSize(1).allMatch(line -> line.endsWith(" RELABEL happy"));
    }

    @Test
    void twoTabsSeeEachOthersWorkAndLoseNone() {
        try (var served = start(0);
                var browser = Browser.open(1440, 900)) {
            openDesk(browser, served);
            browser.type(Keys.HOME, "d");
            browser.goBeside(desk(served));
            assertThat(browser.becomes(WALL)).isTrue();
            assertThat(browser.becomes("document.querySelector('#progress').textContent === '1 of 19 decided'"))
                    .isTrue();
            browser.type(Keys.HOME, "k", "k");
            assertThat(browser.becomes("document.querySelector('#progress').textContent === '3 of 19 decided'"))
                    .isTrue();

            browser.turnTo(0);
            assertThat(browser.becomes("document.querySelector('#progress').textContent === '3 of 19 decided'"))
                    .isTrue();
            browser.type("z"); // its own, not the other tab's
            assertThat(browser.becomes("document.querySelector('#progress').textContent === '2 of 19 decided'"))
                    .isTrue();
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(corrections()).hasSize(2).allMatch(line -> line.endsWith(" KEEP "));
    }

    @Test
    void whatTheServerDidNotConfirmIsSaidAndSentAgain() {
        try (var browser = Browser.open(1440, 900)) {
            int port;
            try (var served = start(0)) {
                port = served.server().port();
                openDesk(browser, served);
            }
            browser.type(Keys.HOME, "d", "k");
            assertThat(browser.becomes("document.getElementById('saved').textContent"
                            + " === '2 steps not saved yet. The server does not answer; is it still running?'"))
                    .isTrue();
            assertThat(corrections()).isEmpty();
            try (var _ = start(port)) {
                assertThat(browser.becomes(SAVED)).isTrue();
                assertThat(browser.ask("document.querySelectorAll('.pic:not([data-verdict=open])').length"))
                        .isEqualTo(2L);
            }
        }
        assertThat(corrections()).hasSize(2);
    }

    @Test
    void aDataSetThatHasChangedShowsNoPictureUnderTheNameOfAnother() throws IOException {
        try (var served = start(0);
                var browser = Browser.open(1440, 900)) {
            openDesk(browser, served);
            Files.delete(data.resolve("mean-faces/fear/a000.png"));
            served.get("/v1/review/material?data=mean-faces"); // as another tab does that is opened now

            browser.click("#kinds .chip:last-child"); // other pictures than those in sight

            assertThat(browser.becomes("document.getElementById('saved').textContent === 'mean-faces: its pictures have"
                            + " changed since this page was loaded; load the page again'"))
                    .isTrue();
            assertThat(browser.ask("document.querySelectorAll('.pic:not([hidden]) .thumb[style*=blob]').length"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        try (var served = start(0);
                var browser = Browser.open(800, 600)) {
            browser.go(served.at("/review#no-such-set"));
            assertThat(browser.becomes("document.getElementById('lead').textContent.startsWith("
                            + "\"data set 'no-such-set': there is none below the folder\")"))
                    .isTrue();
        }
        try (var served = Served.start(folder);
                var browser = Browser.open(800, 600)) {
            browser.go(served.at("/review"));
            assertThat(browser.becomes("document.getElementById('lead').textContent.startsWith("
                            + "'This server has no folder of data: start it with `mien serve --data DIR`')"))
                    .isTrue();
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
