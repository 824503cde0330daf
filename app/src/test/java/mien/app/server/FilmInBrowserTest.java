package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import mien.lab.report.page.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The view Live before a real film: a person who looks neutral, smiles, and looks neutral again.
@Tag("slow")
class FilmInBrowserTest {
    private static final Path FILM = Path.of("../../shared/data/videos/single_face.mp4");
    private static final int A_SECOND = 10; // pictures

    @TempDir
    private Path folder;

    @Test
    void aPersonWhoSmilesStaysThePersonAndIsHappyForAWhile() throws IOException {
        assumeThat(FILM).as("the film of a person who smiles").exists();
        var camera = new FakeCamera(film());
        try (var served = Served.shipped(folder);
                var browser = Browser.open(1280, 900, camera.arguments("--use-fake-ui-for-media-stream"))) {
            browser.go(served.at("/webcam"));
            browser.click("#start");
            assertThat(browser.becomes("document.querySelectorAll('.person').length === 1"))
                    .isTrue();
            assertThat(seen(browser, "happy")).isTrue();
            assertThat(seen(browser, "neutral")).isTrue();
            assertThat(seen(browser, "happy")).isTrue();
            assertThat(browser.ask("[...document.querySelectorAll('.who input')].map(i => i.value).join()"))
                    .isEqualTo("Person 1");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static boolean seen(Browser browser, String emotion) {
        return browser.becomes("document.querySelector('.person .emotion').textContent.startsWith('" + emotion + "')");
    }

    /// The film as the browser decodes it, cut to 640 x 480.
    private Path film() throws IOException {
        var made = folder.resolve("film.mjpeg");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", FilmInBrowserTest::answer);
        server.start();
        try (var browser = Browser.open(640, 480)) {
            browser.go(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/page"));
            var pictures = (List<?>) browser.await("""
                    const video = document.createElement('video');
                    video.src = URL.createObjectURL(await (await fetch('/film')).blob());
                    await new Promise((resolve, reject) => { video.onloadeddata = resolve; video.onerror = reject; });
                    const canvas = new OffscreenCanvas(640, 480), context = canvas.getContext('2d'), all = [];
                    const scale = Math.max(640 / video.videoWidth, 480 / video.videoHeight);
                    const w = scale * video.videoWidth, h = scale * video.videoHeight;
                    for (let t = 0; t < video.duration - .1; t += 1 / %d) {
                      await new Promise(resolve => { video.onseeked = resolve; video.currentTime = t; });
                      context.drawImage(video, (640 - w) / 2, (480 - h) / 2, w, h);
                      const bytes = await (await canvas.convertToBlob({type: 'image/jpeg', quality: .9})).bytes();
                      all.push(bytes.toBase64 ? bytes.toBase64() : btoa(String.fromCharCode(...bytes)));
                    }
                    return all""".formatted(A_SECOND));
            var out = new ByteArrayOutputStream();
            for (var picture : Objects.requireNonNull(pictures)) {
                for (int i = 0; i < 30 / A_SECOND; i++) { // Chromium shows 30 a second
                    out.writeBytes(Base64.getDecoder().decode((String) picture));
                }
            }
            return Files.write(made, out.toByteArray());
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        boolean film = exchange.getRequestURI().getPath().equals("/film");
        var body = film
                ? Files.readAllBytes(FILM)
                : "<!doctype html><link rel=icon href=data:,>".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", film ? "video/mp4" : "text/html");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
