package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wall with all pictures of FER2013, scrolled by a script. Prints what docs/page-review.md records; how fast it
/// is depends on the machine, how much there is on the page does not.
@Tag("slow")
class ReviewScrollTest {
    private static final Path FER = Path.of("../../shared/data/fer2013.zip");

    /// Scrolls 5,000 pixels a second for 8 seconds, then jumps to 10 places and waits for their pictures.
    private static final String SCROLL = """
            const pane = document.getElementById('wall'), times = [], waits = [];
            let before = performance.now();
            const end = before + 8000;
            while (before < end) {
              const now = await new Promise(requestAnimationFrame);
              pane.scrollTop += 5 * (now - before);
              times.push(now - before);
              before = now;
            }
            const bare = () => { const sight = pane.getBoundingClientRect();
              return [...document.querySelectorAll('.pic:not([hidden])')].filter((card) => {
                const box = card.getBoundingClientRect();
                return box.bottom > sight.top && box.top < sight.bottom
                  && !card.querySelector('.thumb').style.backgroundImage.includes('blob');
              }).length; };
            for (let i = 0; i < 10; i++) {
              const start = performance.now();
              pane.scrollTop = ((i * 37) % 100) / 100 * pane.scrollHeight;
              do await new Promise(requestAnimationFrame); while (bare() > 0);
              waits.push(performance.now() - start);
            }
            const at = (list, share) => Math.round(list.toSorted((a, b) => a - b)[Math.floor(share * (list.length - 1))]);
            return [times.length, at(times, .5), at(times, .95), at(times, 1), at(waits, .5), at(waits, 1),
              document.querySelectorAll('.pic').length, Math.round(pane.scrollHeight)].join(' ');
            """;

    @TempDir
    Path folder;

    @Test
    void thirtyThousandPicturesScroll() throws IOException {
        assumeThat(FER).as("FER2013, which is not part of the repository").exists();
        var data = Files.createDirectory(folder.resolve("data"));
        Files.copy(FER, data.resolve("fer2013.zip"));
        try (var served = Served.start(folder, options -> options.withData(data));
                var browser = Browser.open(1440, 900)) {
            long start = System.nanoTime();
            browser.go(served.at("/review#fer2013.zip"));
            assertThat(browser.becomes(
                            "document.querySelectorAll('.pic:not([hidden]) .thumb[style*=blob]').length > 50"))
                    .isTrue();
            long opened = (System.nanoTime() - start) / 1_000_000;
            double before = browser.worked();
            var measured = String.valueOf(browser.await(SCROLL)).split(" ", -1);
            double worked = 1000 * (browser.worked() - before) / Integer.parseInt(measured[0]);

            System.out.printf(
                    "opened in %d ms; %.1f ms of the page's thread a frame; %s frames in 8 s, %s ms (p50), %s ms (p95), %s ms (longest); pictures after a"
                            + " jump: %s ms (p50), %s ms (longest); %s cards, %s pixels%n",
                    opened,
                    worked,
                    measured[0],
                    measured[1],
                    measured[2],
                    measured[3],
                    measured[4],
                    measured[5],
                    measured[6],
                    measured[7]);
            assertThat(Integer.parseInt(measured[6])).as("cards on the page").isLessThan(200);
            assertThat(browser.complaints()).isEmpty();
        }
    }
}
