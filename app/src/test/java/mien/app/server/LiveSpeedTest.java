package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import mien.app.server.FakeCamera.Placed;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many pictures a second the view Live reads at 640 x 480 with one face, server and browser on this machine:
/// `bench/live.sh`. It prints, and asserts nothing of speed.
@Tag("slow")
class LiveSpeedTest {
    private static final int WARM_UP = 12; // seconds
    private static final int SECONDS = 20;

    @TempDir
    private Path folder;

    /// @param server and @param browser are CPU time in nanoseconds
    private record Used(long answers, long server, long browser) {
        static Used now(Browser browser) {
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long others = ProcessHandle.current()
                    .descendants()
                    .mapToLong(process -> process.info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toNanos())
                    .sum();
            return new Used((Long) browser.ask("window.answers"), system.getProcessCpuTime(), others);
        }
    }

    @Test
    void picturesASecond() throws IOException {
        var film = FakeCamera.of(folder.resolve("moving.mjpeg"), 40, i -> {
            int shift = 3 * (i < 20 ? i : 40 - i);
            return List.of(new Placed(i % 20 < 10 ? "happy" : "neutral", 150 + shift, 60 + shift, 240));
        });
        try (var served = Served.shipped(folder);
                var browser = Browser.open(1280, 900, film.arguments("--use-fake-ui-for-media-stream"))) {
            browser.go(served.at("/webcam"));
            browser.await("const real = window.fetch; window.answers = 0;"
                    + "window.fetch = (url, options) => { if (url.startsWith('/v1/analyze')) window.answers++;"
                    + " return real(url, options); }");
            browser.click("#start");
            browser.await("await new Promise(r => setTimeout(r, " + 1000 * WARM_UP + "))");
            var before = Used.now(browser);
            long start = System.nanoTime();
            browser.await("await new Promise(r => setTimeout(r, " + 1000 * SECONDS + "))");
            double seconds = (System.nanoTime() - start) / 1e9;
            var after = Used.now(browser);
            double answers = after.answers - before.answers;
            System.out.printf(
                    Locale.ROOT,
                    "live: %.1f frames/s over %.0f s; the page says: %s%n"
                            + "live: CPU time a frame: server %.1f ms, browser and driver %.1f ms%n",
                    answers / seconds,
                    seconds,
                    browser.ask("document.querySelector('#rate').textContent"),
                    (after.server - before.server) / 1e6 / answers,
                    (after.browser - before.browser) / 1e6 / answers);
            assertThat(browser.all(".person:not(.away)")).hasSize(1);
            assertThat(answers).isPositive();
        }
    }
}
