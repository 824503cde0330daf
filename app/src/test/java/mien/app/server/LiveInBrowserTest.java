package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.app.server.FakeCamera.Placed;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/// The view Live as a person uses it, with a film of mean faces for a camera.
class LiveInBrowserTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALLOWED = "--use-fake-ui-for-media-stream";

    @TempDir
    private Path folder;

    private static Browser open(int width, String... arguments) {
        return Browser.open(width, 950, arguments);
    }

    private static void start(Served served, Browser browser) {
        browser.go(served.at("/webcam"));
        browser.click("#start");
        assertThat(state(browser, "on")).as(message(browser)).isTrue();
    }

    private static boolean state(Browser browser, String state) {
        return browser.becomes("document.querySelector('#content').dataset.state === '" + state + "'");
    }

    private static String message(Browser browser) {
        return String.valueOf(browser.ask("document.querySelector('#message').textContent"));
    }

    /// Waits until the list of people says so of the first.
    private static boolean said(Browser browser, String pattern) {
        return browser.becomes("/" + pattern + "/.test(document.querySelector('.person')?.textContent ?? '')");
    }

    @ParameterizedTest
    @CsvSource({"390, false", "1440, true", "1440, false"})
    void aFaceIsFoundNamedAndFollowed(int width, boolean dark) throws IOException {
        var camera = FakeCamera.still(folder);
        try (var served = Served.shipped(folder);
                var browser = open(width, camera.arguments(ALLOWED))) {
            if (dark) {
                browser.darken();
            }
            start(served, browser);
            assertThat(said(browser, "happy \\d+ %")).isTrue();
            assertThat(browser.one(".who input").getDomProperty("value")).isEqualTo("Person 1");
            assertThat(browser.becomes("/frames.s .* ms from camera to answer, .* 640 × 480/"
                            + ".test(document.querySelector('#rate').textContent)"))
                    .isTrue();
            assertThat(browser.becomes("/happy \\d\\d/.test(document.querySelector('.person canvas').ariaLabel)"))
                    .isTrue();
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("what sticks out at the right")
                    .isEqualTo(0L);
            assertThat(drawn(browser)).as("coloured pixels over the picture").isGreaterThan(1000);
            browser.picture(Path.of("target/pages/live-" + width + (dark ? "-dark" : "") + ".png"));
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(served.at("/"))).isEmpty();
        }
    }

    /// How many pixels of the overlay are not transparent.
    private static long drawn(Browser browser) {
        return (Long) browser.ask("(() => { const c = document.querySelector('#overlay');"
                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + " let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 0) n++; return n; })()");
    }

    @Test
    void twoPeopleKeepTheirNamesWhileTheyMoveAndTheirMoodsChange() throws IOException {
        var film = FakeCamera.of(folder.resolve("two.mjpeg"), 60, i -> {
            int shift = i < 30 ? i : 60 - i;
            return List.of(
                    new Placed(i % 20 < 10 ? "happy" : "surprise", 10 + 2 * shift, 20 + shift, 260),
                    new Placed("sad", 370 - 2 * shift, 200 - shift, 240));
        });
        try (var served = Served.shipped(folder);
                var browser = open(1200, film.arguments(ALLOWED))) {
            start(served, browser);
            assertThat(browser.becomes("document.querySelectorAll('.person').length === 2"))
                    .isTrue();
            browser.sendKeys(".who input[aria-label='Name of person 1']", Keys.chord(Keys.CONTROL, "a"), "Zoë");
            browser.await("await new Promise(r => setTimeout(r, 4000))");
            assertThat(browser.ask("[...document.querySelectorAll('.who input')].map(i => i.value).sort().join()"))
                    .isEqualTo("Person 2,Zoë");
            assertThat(browser.becomes("document.querySelectorAll('.person:not(.away)').length === 2"))
                    .isTrue();
            browser.picture(Path.of("target/pages/live-two.png"));
        }
    }

    @Test
    void onlyOnePictureIsUnderWayAndNoneWhilePaused() throws IOException {
        var camera = FakeCamera.still(folder);
        try (var served = Served.shipped(folder);
                var browser = open(1000, camera.arguments(ALLOWED))) {
            browser.go(served.at("/webcam"));
            browser.await(
                    "const real = window.fetch; window.under = 0; window.most = 0; window.asked = 0; window.slow = 0;"
                            + "window.fetch = async (url, options) => {"
                            + " if (!url.startsWith('/v1/analyze')) return real(url, options);"
                            + " window.asked++; window.most = Math.max(window.most, ++window.under);"
                            + " try { await new Promise(r => setTimeout(r, window.slow)); return await real(url, options); }"
                            + " finally { window.under--; } }");
            browser.click("#start");
            assertThat(browser.becomes("window.asked > 5")).isTrue();
            browser.click("#pause");
            assertThat(state(browser, "paused")).isTrue();
            assertThat(browser.becomes("window.under === 0")).isTrue();
            long asked = (Long) browser.ask("window.asked");
            browser.await("await new Promise(r => setTimeout(r, 700))");
            assertThat(browser.ask("window.asked")).isEqualTo(asked);
            assertThat(browser.ask("document.querySelector('#video').paused")).isEqualTo(true);

            browser.click("#pause");
            assertThat(browser.becomes("window.asked > " + asked)).isTrue();

            browser.await("window.slow = 1500"); // now it goes on before its last picture is answered
            assertThat(browser.becomes("window.under === 1")).isTrue();
            asked = (Long) browser.ask("window.asked");
            browser.click("#pause");
            browser.click("#pause");
            assertThat(browser.becomes("window.asked > " + (asked + 1))).isTrue();
            assertThat(browser.ask("window.most")).isEqualTo(1L);

            browser.click("#stop");
            assertThat(state(browser, "off")).isTrue();
            assertThat(browser.ask("document.querySelector('#video').srcObject === null"))
                    .isEqualTo(true);
        }
    }

    @Test
    void thePictureOfThePauseIsTheOneThatWasRead() throws IOException {
        var film = FakeCamera.of(
                folder.resolve("fast.mjpeg"), 30, i -> List.of(new Placed("happy", 10 + 12 * i, 10 + 6 * i, 260)));
        try (var served = Served.shipped(folder);
                var browser = open(1000, film.arguments(ALLOWED))) {
            browser.go(served.at("/webcam"));
            browser.await("const real = window.fetch; window.under = 0;"
                    + "window.fetch = async (url, options) => { window.under++;"
                    + " if (url.startsWith('/v1/analyze')) window.sent = options.body;"
                    + " try { return await real(url, options); } finally { window.under--; } }");
            browser.click("#start");
            assertThat(said(browser, "happy \\d+ %")).isTrue();
            browser.click("#pause");
            assertThat(browser.becomes("window.under === 0")).isTrue();
            browser.await(
                    "await new Promise(r => setTimeout(r, 100));" // boxes and bars lie over some of it
                            + "const shown = document.querySelector('#overlay'); const { width, height } = shown;"
                            + "const sent = new OffscreenCanvas(width, height).getContext('2d');"
                            + "sent.transform(-1, 0, 0, 1, width, 0);" // as a mirror
                            + "sent.drawImage(await createImageBitmap(window.sent), 0, 0, width, height);"
                            + "const pixels = (context) => context.getImageData(0, 0, width, height).data;"
                            + "const a = pixels(sent), b = pixels(shown.getContext('2d'));"
                            + "let same = 0; for (let i = 0; i < a.length; i += 4)"
                            + "  if (b[i + 3] === 255 && Math.abs(a[i] - b[i]) < 12) same++;"
                            + "window.same = 4 * same / a.length;");
            assertThat((Double) browser.ask("window.same")).isGreaterThan(0.8);
        }
    }

    @Test
    void masksAreDrawnIntoWhatTheModelSees() throws IOException {
        var camera = FakeCamera.still(folder);
        try (var served = Served.shipped(folder);
                var browser = open(1000, camera.arguments(ALLOWED))) {
            start(served, browser);
            assertThat(said(browser, "happy \\d+ %")).isTrue();
            browser.click("#mask button:nth-child(4)"); // the lower half
            assertThat(said(browser, "Without the mask: happy")).isTrue();
            assertThat(browser.becomes("/^(?!happy [89])\\w+\\?? \\d+ %/"
                            + ".test(document.querySelector('.person .emotion').textContent)"))
                    .as("without its lower half, the face is not as happy: " + browser.text(".person"))
                    .isTrue();
            browser.picture(Path.of("target/pages/live-mask.png"));
            browser.click("#smoothing button:first-child");
            assertThat(browser.text("#smooth-note")).isEqualTo("Each picture is shown as the server read it.");
            browser.click("#mask button:first-child");
            assertThat(said(browser, "happy [89]\\d %(?!.*Without)")).isTrue();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aSessionIsRecordedAndSavedInBothForms() throws Exception {
        var downloads = Files.createDirectory(folder.resolve("downloads"));
        var camera = FakeCamera.still(folder);
        try (var served = Served.shipped(folder);
                var browser = open(1000, camera.arguments(ALLOWED))) {
            browser.keepDownloads(downloads);
            start(served, browser);
            assertThat(said(browser, "happy \\d+ %")).isTrue();
            browser.click("#record");
            browser.await("await new Promise(r => setTimeout(r, 2500))");
            browser.click("#record");
            assertThat(browser.text("#recorded")).matches("Recorded: \\d+ pictures?");
            browser.click("#csv");
            browser.click("#jsonl");
            var csv = saved(downloads, ".csv");
            var jsonl = saved(downloads, ".jsonl");

            assertThat(csv.getFirst())
                    .startsWith(
                            "time,seconds,picture,mask,person,name,x,y,width,height,score,outcome,emotion,smoothed,")
                    .endsWith("smoothed_neutral");
            assertThat(csv.size()).isEqualTo(jsonl.size() + 1).isGreaterThan(2);
            for (int i = 1; i < csv.size(); i++) {
                assertThat(csv.get(i))
                        .matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z,[0-9.]+," + i + ",,1,Person 1,.*,emotion,happy,.*");
                var row = JSON.readTree(jsonl.get(i - 1));
                assertThat(row.get("emotion").asText()).isEqualTo("happy");
                assertThat(row.get("probabilities").get("happy").asDouble()).isGreaterThan(0.5);
            }
        }
    }

    private static List<String> saved(Path downloads, String ending) throws IOException, InterruptedException {
        for (int i = 0; i < 300; i++) {
            try (var files = Files.list(downloads)) {
                var found =
                        files.filter(file -> file.toString().endsWith(ending)).findFirst();
                if (found.isPresent()) {
                    return Files.readString(found.get(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("no file *" + ending + " in " + downloads);
    }

    @Test
    void aPersonWhoRefusesTheCameraIsToldHowToAllowIt() throws IOException {
        var camera = FakeCamera.still(folder);
        try (var served = Served.shipped(folder);
                var browser = open(390, camera.arguments())) {
            browser.permit("camera", "denied");
            browser.go(served.at("/webcam"));
            browser.click("#start");
            assertThat(state(browser, "failed")).isTrue();
            assertThat(message(browser))
                    .isEqualTo(
                            "The browser does not let this page use the camera: allow it at the camera sign beside the"
                                    + " address, then start again.");
            browser.picture(Path.of("target/pages/live-denied-390.png"));
            browser.permit("camera", "granted");
            browser.click("#start");
            assertThat(state(browser, "on")).isTrue();
        }
    }

    @Test
    void aMachineWithoutACameraIsToldSo() {
        try (var served = Served.shipped(folder);
                var browser = open(1000, ALLOWED)) {
            browser.go(served.at("/webcam"));
            browser.click("#start");
            assertThat(state(browser, "failed")).isTrue();
            assertThat(message(browser)).isEqualTo("There is no camera: plug one in, then start again.");
            assertThat(browser.one("#start").isDisplayed()).isTrue();
        }
    }

    @Test
    void aCameraThatIsUnpluggedIsSaidAndStartsAgain() throws IOException {
        var camera = FakeCamera.still(folder);
        try (var served = Served.shipped(folder);
                var browser = open(1000, camera.arguments(ALLOWED))) {
            start(served, browser);
            browser.click("#record");
            browser.await(
                    "document.querySelector('#video').srcObject.getVideoTracks()[0].dispatchEvent(new Event('ended'))");
            assertThat(state(browser, "failed")).isTrue();
            assertThat(message(browser))
                    .isEqualTo(
                            "The camera is gone, unplugged or taken by another program: put that right, then start again.");
            assertThat(browser.text("#saved")).startsWith("Recorded: "); // what there is is not lost
            browser.click("#start");
            assertThat(state(browser, "on")).isTrue();
            assertThat(said(browser, "happy \\d+ %")).isTrue();
            browser.click("#discard");
        }
    }

    @Test
    void aServerThatGoesAwayIsSaidAndPicturesGoOnWhenItIsBack() throws IOException {
        var camera = FakeCamera.still(folder);
        try (var browser = open(1000, camera.arguments(ALLOWED))) {
            int port;
            try (var served = Served.shipped(folder)) {
                port = served.server().port();
                start(served, browser);
                assertThat(said(browser, "happy \\d+ %")).isTrue();
            }
            // While it ends it may say so; what stays is that it is gone.
            assertThat(browser.becomes("document.querySelector('#trouble').textContent"
                            + " === 'The server does not answer; is it still running? Trying again.'"))
                    .isTrue();
            try (var again = Served.shipped(folder.resolve("again"), port)) {
                assertThat(browser.becomes("document.querySelector('#trouble').hidden"))
                        .isTrue();
                assertThat(again.journal()).isEmpty();
            }
        }
    }

    @Test
    void pagesThatBrowsersGiveNoCameraSaySo() {
        try (var served = Served.start(folder);
                var browser = open(1000)) {
            browser.go(served.at("/webcam"));
            browser.await("Object.defineProperty(navigator, 'mediaDevices', {value: undefined})");
            browser.click("#start");
            assertThat(state(browser, "failed")).isTrue();
            assertThat(message(browser)).startsWith("Browsers give their camera only to pages of this machine");
            assertThat(browser.ask("document.querySelector('#start').hidden")).isEqualTo(true);
        }
    }
}
