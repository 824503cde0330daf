package mien.lab.report.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import mien.image.Picture;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;

/// The audit's page as a person uses it, with 5,000 suspects, on a phone and on a desk.
class AuditPageInBrowserTest {
    private static final int SUSPECTS = 5_100;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void aCountLeadsToItsPictures(int width) throws IOException {
        var file = folder.resolve("report of 😀.html");
        var made = new MadeUp(SUSPECTS);
        AuditPage.write(made.audit(SUSPECTS), made.data(), file);
        try (var browser = Browser.open(width, 900)) {
            browser.go(file);
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("what sticks out at the right")
                    .isEqualTo(0L);
            suspects(browser);
            pairs(browser);
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(file)).isEmpty();
        }
    }

    private static void suspects(Browser browser) throws IOException {
        browser.click("a.tile[href='#view/suspects']");
        assertThat(browser.text(".viewer .count")).isEqualTo("5,000 of 5,100 pictures; the others are in findings.csv");
        var cards = browser.all(".runway .card");
        assertThat(cards).hasSizeBetween(12, 150); // and not all 5,000
        assertThat(browser.all(".runway .card", "title")).startsWith(MadeUp.AWKWARD, MadeUp.file(1), MadeUp.file(2));
        assertThat(greyOf(cards.get(1))).isCloseTo(MadeUp.grey(1), within(8));
        assertThat(cards.get(1).getText()).contains(MadeUp.label(1)).contains(MadeUp.label(2));

        browser.ask("document.querySelector('.window').scrollTop = 1e9");
        assertThat(browser.one(".runway .card[title='" + MadeUp.file(4999) + "']")
                        .isDisplayed())
                .isTrue();
    }

    /// From the table of given and suggested labels, through a filter, to single pictures, by the keyboard, and back.
    private static void pairs(Browser browser) {
        assertThat(browser.leavesViewer()).isTrue();
        browser.sendKeys(".matrix a[title^='happy that look like sad']", Keys.ENTER);
        assertThat(browser.all(".runway .card", "title")).startsWith(MadeUp.file(3), MadeUp.file(10), MadeUp.file(17));

        browser.sendKeys(".runway .card", Keys.ENTER);
        assertThat(browser.text(".picture"))
                .contains(MadeUp.file(3))
                .contains("Labelled happy, looks like sad: nine of ten say so")
                .contains("too dark");
        browser.sendKeys(".picture .close", Keys.ARROW_RIGHT);
        assertThat(browser.text(".picture")).contains(MadeUp.file(10));
        browser.sendKeys(".picture .close", Keys.ESCAPE);
        assertThat(browser.leavesViewer()).isTrue();
        assertThat(browser.ask("document.querySelectorAll('dialog[open]').length"))
                .isEqualTo(0L);
    }

    @Test
    void cardsStayWhereTheyAreUntilTheWindowChanges() throws IOException {
        var file = folder.resolve("report.html");
        var made = new MadeUp(SUSPECTS);
        AuditPage.write(made.audit(SUSPECTS), made.data(), file);
        try (var browser = Browser.open(1440, 900)) {
            browser.go(file);
            assertThat(browser.await("const shown = new Promise(done => addEventListener('hashchange', done));"
                            + "location.hash = '#view/suspects'; await shown;"
                            + "window.card = document.querySelector('.runway .card'); card.focus();"
                            + "for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);"
                            + "return card.isConnected;"))
                    .as("the card that was drawn first is still there")
                    .isEqualTo(true);

            browser.resize(700, 500);
            assertThat(browser.becomes("!card.isConnected")).isTrue();
            assertThat(browser.ask("document.activeElement.title")).isEqualTo(MadeUp.AWKWARD);
        }
    }

    /// What is seen in the middle of a card's picture.
    private static int greyOf(WebElement card) throws IOException {
        var seen = Picture.decode(card.findElement(By.cssSelector(".thumb")).getScreenshotAs(OutputType.BYTES))
                .grey();
        return Byte.toUnsignedInt(seen.pixels()[seen.height() / 2 * seen.width() + seen.width() / 2]);
    }
}
