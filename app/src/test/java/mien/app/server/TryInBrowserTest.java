package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import mien.image.Picture;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/// The view Try as a person uses it.
class TryInBrowserTest {
    private static final Path SAMPLES = Path.of("../samples");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private static void choose(Browser browser, Path... files) {
        var names = new ArrayList<String>();
        for (var file : files) {
            names.add(file.toAbsolutePath().normalize().toString());
        }
        browser.all("#files").getFirst().sendKeys(String.join("\n", names));
    }

    private static boolean answered(Browser browser, int photos, int faces) {
        return browser.becomes(
                "document.querySelectorAll('.photo').length === " + photos
                        + " && document.querySelectorAll('.face').length === " + faces
                        + " && ![...document.querySelectorAll('.photo .said > .note')].some(p => /Waits|Looking/.test(p.textContent))");
    }

    @ParameterizedTest
    @CsvSource({"390, false", "1440, true", "1440, false"})
    void photosAreReadAndExplained(int width, boolean dark) throws IOException {
        try (var served = Served.shipped(folder);
                var browser = Browser.open(width, 900)) {
            if (dark) {
                browser.darken();
            }
            browser.go(served.at("/"));
            choose(browser, SAMPLES.resolve("group.png"), SAMPLES.resolve("happy.png"));
            assertThat(answered(browser, 2, 8)).isTrue();
            var group = browser.one(".photo[aria-label='group.png']");
            assertThat(group.findElement(By.cssSelector(".said > .note")).getText())
                    .startsWith("7 faces · 640 × 320 · ");
            var happy = browser.one(".photo[aria-label='happy.png']");
            assertThat(happy.findElement(By.cssSelector(".emotion")).getText()).matches("happy \\d+ %");
            assertThat(happy.findElements(By.cssSelector(".odds > div"))).hasSize(7);
            assertThat(happy.findElement(By.cssSelector(".box")).getAccessibleName())
                    .matches("Face 1: happy \\d+ %");

            browser.sendKeys(".photo[aria-label='happy.png'] .why", Keys.ENTER);
            assertThat(browser.becomes("document.querySelectorAll('.map canvas').length === 1"))
                    .isTrue();
            assertThat(browser.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("what sticks out at the right")
                    .isEqualTo(0L);
            browser.picture(Path.of("target/pages/try-" + width + (dark ? "-dark" : "") + ".png"));
            browser.sendKeys(".photo[aria-label='happy.png'] .why", Keys.ENTER);
            assertThat(browser.becomes("document.querySelectorAll('.map').length === 0"))
                    .isTrue();
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests(served.at("/"))).isEmpty();
        }
    }

    @Test
    void answersAreDownloadedAsTheCommandLineWritesThem() throws Exception {
        var downloads = Files.createDirectory(folder.resolve("downloads"));
        try (var served = Served.shipped(folder.resolve("server"));
                var browser = Browser.open(1000, 900)) {
            browser.go(served.at("/try"));
            browser.keepDownloads(downloads);
            var broken = Files.writeString(folder.resolve("not, a \"photo\".jpg"), "no picture");
            choose(browser, SAMPLES.resolve("happy.png"), broken);
            assertThat(answered(browser, 2, 1)).isTrue();
            browser.click("#json");
            browser.click("#csv");
            browser.click(".photo[aria-label='happy.png'] .said .button:not(.why)");

            var answers = JSON.readTree(saved(downloads.resolve("mien.json")));
            assertThat(answers.findValuesAsText("file")).containsExactly("happy.png", "not, a \"photo\".jpg");
            var direct = JSON.readTree(served.analyze("", Files.readAllBytes(SAMPLES.resolve("happy.png")))
                    .body());
            assertThat(answers.get(0)
                            .get("faces")
                            .equals(TryInBrowserTest::differ, direct.get(0).get("faces")))
                    .as("%s", answers)
                    .isTrue();
            var lines = new String(saved(downloads.resolve("mien.csv")), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            var csv = served.analyze("?format=csv", Files.readAllBytes(SAMPLES.resolve("happy.png")))
                    .body()
                    .lines()
                    .toList();
            assertThat(lines.getFirst()).isEqualTo(csv.getFirst());
            assertThat(withoutName(lines.get(1))).isEqualTo(withoutName(csv.get(1)));
            assertThat(lines.get(2)).startsWith("\"not, a \"\"photo\"\".jpg\",,,,,,,,,,,,");
            assertThat(Picture.decode(saved(downloads.resolve("happy-annotated.png")))
                            .width())
                    .isEqualTo(320);
        }
    }

    /// JavaScript writes 1.0 as 1.
    private static int differ(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? Double.compare(a.asDouble(), b.asDouble()) : a.equals(b) ? 0 : 1;
    }

    /// Without name and time.
    private static List<String> withoutName(String line) {
        var cells = List.of(line.split(",", -1));
        return cells.subList(1, cells.size() - 1).stream()
                .map(cell -> cell.matches("[0-9.E-]+") ? String.valueOf(Double.parseDouble(cell)) : cell)
                .toList();
    }

    private static byte[] saved(Path file) throws IOException, InterruptedException {
        for (int i = 0; i < 300 && !Files.exists(file); i++) {
            Thread.sleep(100);
        }
        return Files.readAllBytes(file);
    }

    @Test
    void whatIsWrongWithAPhotoIsSaidBesideItAndTheOthersGoOn() throws IOException {
        try (var served = Served.shipped(folder.resolve("server"));
                var browser = Browser.open(1000, 900)) {
            browser.go(served.at("/try"));
            choose(
                    browser,
                    Files.writeString(folder.resolve("text.jpg"), "no picture"),
                    Files.writeString(folder.resolve("notes.txt"), "no picture"),
                    Files.write(folder.resolve("empty.png"), new byte[0]),
                    Files.write(folder.resolve("nobody.png"), Served.grey(128)),
                    Files.write(folder.resolve("huge.png"), new Picture(3000, 2000, 1, new byte[6_000_000]).png()),
                    SAMPLES.resolve("sad.png"));
            assertThat(answered(browser, 6, 1)).isTrue();
            assertThat(said(browser, "text.jpg")).contains("not a picture").doesNotContain("body");
            assertThat(said(browser, "notes.txt")).contains("not a picture");
            assertThat(said(browser, "empty.png")).contains("empty");
            assertThat(said(browser, "nobody.png")).startsWith("No face found · 20 × 10");
            assertThat(said(browser, "huge.png")).contains("3000 x 2000 pixels, more than the limit");
            assertThat(said(browser, "sad.png")).startsWith("1 face");
            browser.picture(Path.of("target/pages/try-errors.png"));
        }
    }

    private static String said(Browser browser, String photo) {
        return browser.text(".photo[aria-label='" + photo + "'] .said > .note");
    }

    @Test
    void optionsAskAnewAndPhotosAreRemoved() {
        try (var served = Served.shipped(folder);
                var browser = Browser.open(1000, 900)) {
            browser.go(served.at("/try"));
            browser.click("#example");
            assertThat(answered(browser, 1, 7)).isTrue();
            var smallest = browser.one("#options input[type=number]");
            smallest.clear();
            smallest.sendKeys("600" + Keys.TAB);
            assertThat(answered(browser, 1, 0)).isTrue();
            assertThat(browser.becomes("document.querySelector('.said .note').textContent.startsWith('No face found')"))
                    .isTrue();
            smallest.clear();
            smallest.sendKeys("24" + Keys.TAB);
            assertThat(answered(browser, 1, 7)).isTrue();
            browser.click(".photo .close");
            assertThat(answered(browser, 0, 0)).isTrue();
            assertThat(browser.ask("document.querySelector('#downloads').hidden"))
                    .isEqualTo(true);
        }
    }

    @Test
    void photosAreDroppedAndPasted() throws IOException {
        var file = Base64.getEncoder().encodeToString(Files.readAllBytes(SAMPLES.resolve("fear.png")));
        var give = "const bytes = Uint8Array.from(atob('" + file + "'), c => c.charCodeAt(0));"
                + "const given = new DataTransfer(); given.items.add(new File([bytes], 'fear.png', {type: 'image/png'}));";
        try (var served = Served.shipped(folder);
                var browser = Browser.open(1000, 900)) {
            browser.go(served.at("/try"));
            browser.await(
                    give + "document.dispatchEvent(new DragEvent('dragenter', {bubbles: true}));"
                            + "window.marked = document.body.className;"
                            + "document.dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: given}));");
            assertThat(browser.ask("window.marked + '/' + document.body.className"))
                    .isEqualTo("dragged/");
            assertThat(answered(browser, 1, 1)).isTrue();
            browser.await(give
                    + "document.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, clipboardData: given}));");
            assertThat(answered(browser, 2, 2)).isTrue();
            browser.await(
                    "document.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, clipboardData: new DataTransfer()}));");
            assertThat(browser.text("#trouble"))
                    .isEqualTo("There is no file in what you gave; drop or paste pictures.");
        }
    }

    @Test
    void aPhotoWaitsWhileTheServerHasTooMuchToDo() {
        try (var served = Served.start(folder);
                var browser = Browser.open(1000, 900)) {
            browser.go(served.at("/try"));
            browser.await("const real = window.fetch; let refused = 0; window.fetch = (url, options) =>"
                    + " url.startsWith('/v1/analyze') && refused++ < 2 ? Promise.resolve(new Response('{\"error\":\"queue: full\"}',"
                    + " {status: 429, headers: {'Retry-After': '1'}})) : real(url, options);");
            browser.click("#example");
            assertThat(answered(browser, 1, 1)).isTrue();
        }
    }

    @Test
    void aServerThatIsGoneIsSaidAndTriedAgain() {
        Browser open;
        int port;
        try (var served = Served.start(folder)) {
            port = served.server().port();
            open = Browser.open(1000, 900);
            open.go(served.at("/try"));
            assertThat(open.becomes("document.querySelectorAll('#options select').length === 1"))
                    .isTrue();
        }
        try (var browser = open) {
            choose(browser, SAMPLES.resolve("sad.png"));
            assertThat(browser.becomes("document.querySelectorAll('.failed .said > .note').length === 1"))
                    .isTrue();
            assertThat(said(browser, "sad.png")).startsWith("The server does not answer; is it still running?");
            try (var again = Served.start(
                    folder.resolve("again"),
                    options -> options.withAccess(options.access().withPort(port)))) {
                browser.click(".photo .again");
                assertThat(answered(browser, 1, 1)).isTrue();
                assertThat(again.journal()).isEmpty();
            }
        }
    }

    @Test
    void aFormatThatBrowsersDoNotShowIsShownAsTheServerDrawsIt() throws IOException {
        var tiff = Files.write(folder.resolve("grey.tiff"), tiff());
        try (var served = Served.start(folder);
                var browser = Browser.open(1000, 900)) {
            browser.go(served.at("/try"));
            choose(browser, tiff);
            assertThat(answered(browser, 1, 0)).isTrue();
            assertThat(browser.becomes("document.querySelector('.picture-frame img').naturalWidth === 2"))
                    .as("%s", browser.ask("document.querySelector('.photo').outerHTML"))
                    .isTrue();
            assertThat(browser.complaints()).allMatch(line -> line.contains("blob:"));
        }
    }

    /// 2 x 2 grey pixels, uncompressed.
    private static byte[] tiff() {
        int[][] entries = {
            {256, 3, 1, 2},
            {257, 3, 1, 2},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 1},
            {273, 4, 1, 8},
            {277, 3, 1, 1},
            {278, 3, 1, 2},
            {279, 4, 1, 4}
        };
        var out = ByteBuffer.allocate(12 + 2 + 12 * entries.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(12).putInt(0xA0B0C0D0).putShort((short) entries.length);
        for (var entry : entries) {
            out.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        return out.putInt(0).array();
    }
}
