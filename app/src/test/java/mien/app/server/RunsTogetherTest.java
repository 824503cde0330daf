package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import mien.lab.BrightFaces;
import mien.lab.report.page.Browser;
import mien.lab.training.Worker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Two people at two browsers, and a real training.
@Tag("slow")
class RunsTogetherTest {
    private static final int PATIENCE = 12; // times the ten seconds of a browser: other work may be heavy

    @TempDir
    private Path folder;

    private Path root = Path.of("unset");

    @BeforeEach
    void pictures() throws IOException {
        root = Files.createDirectories(folder.resolve("data"));
        BrightFaces.write(root.resolve("faces"), "happy", "sad", 1);
    }

    @AfterEach
    void end() throws IOException {
        var job = root.resolve("runs/together-training/job.json");
        if (Files.exists(job)) {
            var json = JsonMapper.builder().build().readTree(Files.readString(job));
            var worker = new Worker(
                    json.path("pid").asLong(),
                    Instant.parse(json.path("started").asText()));
            if (worker.lives()) {
                ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void whatOneStartsTheOtherSeesStopsAndResumes() throws IOException {
        try (var served = Served.start(folder, options -> options.withData(root));
                var one = Browser.open(1200, 900);
                var other = Browser.open(500, 900)) {
            one.go(served.at("/runs"));
            other.go(served.at("/runs"));
            one.click("#new");
            one.sendKeys("#order-name", "together");
            one.await("const network = document.querySelector('#order-network'); network.value = 'mien-xs';");
            one.sendKeys("#order-pace-epochs", Keys.END + "00" + Keys.ENTER);

            until(one, "document.querySelector('.run[data-state=running] .name')?.textContent === 'runs/together'");
            until(other, "document.querySelector('.run[data-state=running] .name')?.textContent === 'runs/together'");
            until(other, "document.querySelectorAll('.detail:not([hidden]) figure svg .line').length > 2");

            other.await("document.querySelector('.run button.small:not([hidden])').click()");
            until(one, "document.querySelector('.run').dataset.state === 'stopped'");
            var done = "Number(document.querySelector('.facts').textContent.match(/(\\d+) of 1000 epochs/)?.[1] ?? -1)";
            long before = (Long) one.ask(done);
            assertThat(before).isPositive();

            one.await("document.querySelector('.run button.small:not([hidden])').click()");
            until(other, "document.querySelector('.run').dataset.state === 'running'");
            other.await("document.querySelector('.run button.small:not([hidden])').click()");
            until(one, "document.querySelector('.run').dataset.state === 'stopped'");
            assertThat((Long) one.ask(done)).isGreaterThanOrEqualTo(before);
            assertThat(one.complaints()).isEmpty();
            assertThat(other.complaints()).isEmpty();
        }
    }

    private static void until(Browser browser, String expression) {
        boolean seen = false;
        for (int i = 0; i < PATIENCE && !seen; i++) {
            seen = browser.becomes(expression);
        }
        assertThat(seen).as(expression).isTrue();
    }
}
