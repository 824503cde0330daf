package mien.app.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that are slow, broken, gone, or mean no good: each gets the right status, and the server is as before.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class HostileClientsTest {
    private static final String HEAD = "POST /v1/analyze HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Served served;

    @BeforeAll
    void start(@TempDir Path shared) {
        var times = Limits.Times.DEFAULT.withBody(Duration.ofMillis(700)).withHead(Duration.ofMillis(800));
        var limits = Limits.DEFAULT.withBodyBytes(100_000).withTimes(times);
        served = Served.start(shared, options -> options.withLimits(limits));
    }

    @AfterAll
    void endAsItBegan() throws InterruptedException {
        assertThat(served.analyze("", Served.grey(255)).statusCode()).isEqualTo(200);
        assertThat(served.metric("mien_queue_pictures")).isZero();
        assertThat(served.metric("mien_bodies_bytes")).isZero();
        for (int i = 0; i < 50 && served.metric("mien_connections") > 1; i++) {
            Thread.sleep(100);
        }
        assertThat(served.metric("mien_connections")).isEqualTo(1);
        assertThat(served.journal()).isEmpty();
        served.close();
    }

    @Test
    void aBodyThatTricklesInIsGivenUp() throws Exception {
        try (var socket = served.connect()) {
            var out = socket.getOutputStream();
            out.write((HEAD + "Content-Length: 1000\r\n\r\n").getBytes(ISO_8859_1));
            for (int i = 0; i < 4; i++) {
                out.write('x');
                Thread.sleep(150);
            }
            assertThat(Served.rest(socket))
                    .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                    .endsWith("{\"error\":\"body: it did not come in time; send it faster, or a smaller one\"}");
        }
    }

    @Test
    void aHeadThatTricklesInIsGivenUp() throws Exception {
        try (var socket = served.connect()) {
            var out = socket.getOutputStream();
            out.write("GET /live HTTP/1.1\r\nHost: localhost\r\n".getBytes(ISO_8859_1));
            long start = System.nanoTime();
            try {
                for (int i = 0; i < 40; i++) {
                    out.write(("X-" + i + ": y\r\n").getBytes(ISO_8859_1));
                    Thread.sleep(100);
                }
            } catch (SocketException _) {
                // the server has ended the connection: that is what is tested
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void whoWaitsBetweenRequestsIsNotCutOff() throws Exception {
        try (var socket = served.connect()) {
            var out = socket.getOutputStream();
            var in = socket.getInputStream();
            for (int i = 0; i < 2; i++) {
                out.write("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1));
                var answer = new StringBuilder();
                while (!answer.toString().endsWith("{\"status\":\"live\"}")) {
                    answer.append((char) in.read());
                }
                Thread.sleep(1500);
            }
        }
    }

    @Test
    void aBodyThatEndsEarlyIsRefused() throws IOException {
        try (var socket = served.connect()) {
            socket.getOutputStream().write((HEAD + "Content-Length: 1000\r\n\r\nhello").getBytes(ISO_8859_1));
            socket.shutdownOutput();
            assertThat(Served.rest(socket))
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .endsWith("{\"error\":\"body: it ends before its end; send all of it\"}");
        }
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedUnread() throws IOException {
        var answer = served.raw(HEAD + "Content-Length: 5000000000\r\nExpect: 100-continue\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 413 Payload Too Large\r\n")
                .endsWith("{\"error\":\"body: it has more than the limit of 100000 bytes; send a smaller picture, or"
                        + " fewer at once\"}");
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefused() throws IOException {
        var chunk = "2710\r\n" + "x".repeat(10_000) + "\r\n";

        assertThat(served.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(30) + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 Payload Too Large\r\n");
    }

    @Test
    void aLargeBodyIsReadToItsEndSoThatTheRefusalArrives() {
        assertThat(served.analyze("", new byte[3_000_000]).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | 400",
                "GET /live HTTP/1.1 | 400",
                "GET /live HTTP/7.0 | 505",
                "BREW /live HTTP/1.1~Host: localhost~Connection: close | 405",
                "GET /../../etc/passwd HTTP/1.1~Host: localhost~Connection: close | 400",
                "GET /web/../Server.class HTTP/1.1~Host: localhost~Connection: close | 404",
                "GET /%2e%2e/x HTTP/1.1~Host: localhost~Connection: close | 400",
                "GET http://example.org/ HTTP/1.1~Host: example.org~Connection: close | 421",
                "POST /v1/analyze HTTP/1.1~Host: localhost~Content-Length: -1~Connection: close | 400",
                "POST /v1/analyze HTTP/1.1~Host: localhost~Content-Length: 5~Transfer-Encoding: chunked~Connection: close | 400",
            })
    void headsThatAreNoneAreRefusedAsJson(String head, int status) throws IOException {
        var answer = served.raw(head.replace("~", "\r\n") + "\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("{\"error\":\"")
                .contains("X-Content-Type-Options: nosniff")
                .doesNotContain("Jetty");
    }

    @Test
    void headsThatAreTooLongAreRefused() throws IOException {
        assertThat(served.raw(HEAD + "X: " + "y".repeat(20_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void whoHangsUpLeavesNothingBehind() throws IOException, InterruptedException {
        var picture = Served.grey(255);
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 20; i++) {
            var socket = served.connect();
            sockets.add(socket);
            var out = socket.getOutputStream();
            out.write((HEAD + "Content-Length: " + picture.length + "\r\n\r\n").getBytes(ISO_8859_1));
            out.write(picture, 0, i % 2 == 0 ? picture.length : picture.length / 2);
            out.flush();
        }
        for (var socket : sockets) {
            socket.setSoLinger(true, 0); // a reset, not a farewell
            socket.close();
        }
        Thread.sleep(300);
        assertThat(served.analyze("", picture).statusCode()).isEqualTo(200);
    }
}
