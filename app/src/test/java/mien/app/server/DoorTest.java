package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may ask, and what every answer says to browsers.
class DoorTest {
    private static final String FIRST = "a-long-and-secret-token";
    private static final String SECOND = "another-long-secret-token";

    @TempDir
    Path folder;

    @Test
    void onlyHoldersOfATokenAreAnswered() throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), "# of the test\n\n" + FIRST + "\n");
        try (var served = Served.start(
                folder, options -> options.withAccess(options.access().withTokens(file)))) {
            var refused = served.get("/v1/labels");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(refused.body())
                    .isEqualTo("{\"error\":\"token: this server answers only who sends a valid one, as `Authorization:"
                            + " Bearer TOKEN`\"}");
            assertThat(served.get("/v1/labels", "Authorization", "Bearer " + FIRST)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(served.get("/v1/labels", "Authorization", "bearer " + FIRST)
                            .statusCode())
                    .isEqualTo(200);
            for (var wrong :
                    new String[] {"Bearer " + SECOND, "Bearer ", "Basic " + FIRST, FIRST, "Bearer # of the test"}) {
                assertThat(served.get("/v1/labels", "Authorization", wrong).statusCode())
                        .isEqualTo(401);
            }
            assertThat(served.analyze("", Served.grey(1)).statusCode()).isEqualTo(401);
            assertThat(served.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(served.get("/live").statusCode()).isEqualTo(200);
            assertThat(served.get("/openapi.json").body()).contains("\"security\":[{\"token\":[]}]");
        }
    }

    @Test
    void tokensAreExchangedWhileTheServerRuns() throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("tokens"), FIRST);
        try (var served = Served.start(
                folder, options -> options.withAccess(options.access().withTokens(file)))) {
            assertThat(status(served, FIRST)).isEqualTo(200);

            var next = Files.writeString(folder.resolve("next"), SECOND + "\n");
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
            Thread.sleep(1100);
            assertThat(status(served, FIRST)).isEqualTo(401);
            assertThat(status(served, SECOND)).isEqualTo(200);

            Files.delete(file);
            Thread.sleep(1100);
            assertThat(status(served, SECOND)).isEqualTo(401);
        }
    }

    private static int status(Served served, String token) {
        return served.get("/v1/labels", "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void filesWithoutUsableTokensAreRefusedAtTheStart() throws IOException {
        var none = folder.resolve("none");
        var empty = Files.writeString(folder.resolve("empty"), "# nothing\n");
        var shortOne = Files.writeString(folder.resolve("short"), "secret\n");

        assertThatThrownBy(() -> Tokens.of(none))
                .hasMessage(none + ": the file of tokens cannot be read; give another one");
        assertThatThrownBy(() -> Tokens.of(empty))
                .hasMessage(empty + ": it holds no token; write one on a line of its own");
        assertThatThrownBy(() -> Tokens.of(shortOne))
                .hasMessage(shortOne + ": a token has less than 16 characters; make longer ones, at random");
    }

    @Test
    void pagesOfOtherOriginsAreRefusedUnlessTheyAreLetIn() {
        var friend = "https://friend.example";
        try (var served = Served.start(
                folder, options -> options.withAccess(options.access().withOrigins(Set.of(friend))))) {
            var own = "http://127.0.0.1:" + served.server().port();
            var strange = served.get("/v1/labels", "Origin", "https://strange.example");
            assertThat(strange.statusCode()).isEqualTo(403);
            assertThat(strange.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(served.get("/v1/labels", "Origin", "null").statusCode()).isEqualTo(403);
            assertThat(served.get("/v1/labels", "Origin", own).statusCode()).isEqualTo(200);

            var let = served.get("/v1/labels", "Origin", friend);
            assertThat(let.statusCode()).isEqualTo(200);
            assertThat(let.headers().firstValue("Access-Control-Allow-Origin")).contains(friend);
            assertThat(let.headers().firstValue("Vary")).contains("Origin");
        }
    }

    @Test
    void browsersMayAskBeforehandOnlyForFriends() {
        var friend = "https://friend.example";
        try (var served = Served.start(
                folder, options -> options.withAccess(options.access().withOrigins(Set.of(friend))))) {
            var asked = HttpRequest.newBuilder(served.at("/v1/analyze")).method("OPTIONS", BodyPublishers.noBody());

            var friendly = served.send(asked.copy().header("Origin", friend).build());
            var strange = served.send(
                    asked.copy().header("Origin", "https://strange.example").build());

            assertThat(friendly.statusCode()).isEqualTo(204);
            assertThat(friendly.headers().firstValue("Access-Control-Allow-Headers"))
                    .contains("Authorization, Content-Type");
            assertThat(strange.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void everyAnswerTellsBrowsersToBeStrict() {
        try (var served = Served.start(folder)) {
            for (var path : new String[] {"/live", "/nothing", "/api", "/web/api.js", "/v1/analyze"}) {
                var headers = served.get(path).headers();
                assertThat(Map.of(
                                "X-Content-Type-Options", "nosniff",
                                "Referrer-Policy", "no-referrer",
                                "X-Frame-Options", "DENY",
                                "Cross-Origin-Resource-Policy", "same-origin"))
                        .allSatisfy((name, value) ->
                                assertThat(headers.firstValue(name)).contains(value));
                assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                        .startsWith("default-src 'none'")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(headers.firstValue("Server")).isEmpty();
                assertThat(headers.firstValue("Set-Cookie")).isEmpty();
            }
        }
    }

    @Test
    void pagesAreFetchedAgainOnlyWhenTheyHaveChanged() {
        try (var served = Served.start(folder)) {
            var first = served.get("/web/api.js");
            var tag = first.headers().firstValue("ETag").orElseThrow();

            assertThat(first.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
            assertThat(served.get("/web/api.js", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            assertThat(served.get("/web/api.js", "If-None-Match", "\"other\"").statusCode())
                    .isEqualTo(200);
        }
    }
}
