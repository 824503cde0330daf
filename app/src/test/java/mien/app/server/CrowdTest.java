package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many callers at once.
@Timeout(60)
class CrowdTest {
    private static final Batching ONE_WORKER = Batching.DEFAULT.withWorkers(1);

    @TempDir
    Path folder;

    @Test
    void eachOfManyGetsTheAnswerToTheOwnPicture() {
        try (var served = Served.start(folder)) {
            var running = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 60; i++) {
                running.add(send(served, Served.grey(i % 2 == 0 ? 255 : 0), i % 3 == 0 ? "?labels=mood" : ""));
            }
            for (int i = 0; i < running.size(); i++) {
                var outcome = i % 3 == 0 ? i % 2 == 0 ? "bright" : "dark" : i % 2 == 0 ? "happy" : "angry";
                assertThat(running.get(i).join().body()).contains("\"emotion\":\"" + outcome + "\"");
            }
        }
    }

    @Test
    void facesOfManyCallersAreReadTogether() {
        var batching = ONE_WORKER.withBudget(Duration.ofMillis(500)).withFaces(8);
        try (var served = Served.start(folder, options -> options.withBatching(batching))) {
            var running = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            running.add(send(served, Served.noise(1500), "")); // the others gather behind it
            for (int i = 0; i < 24; i++) {
                running.add(send(served, Served.grey(i), ""));
            }
            assertThat(statuses(running)).containsOnly(200);

            assertThat(served.metric("mien_batch_faces_sum")).isEqualTo(25);
            assertThat(served.metric("mien_batch_faces_count")).isBetween(4.0, 15.0);
        }
    }

    @Test
    void whoAsksAloneWaitsForNobody() {
        var batching = ONE_WORKER.withBudget(Duration.ofSeconds(20));
        try (var served = Served.start(folder, options -> options.withBatching(batching))) {
            long start = System.nanoTime();
            assertThat(served.analyze("", Served.grey(1)).statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void whoFindsTheQueueFullIsToldWhenToComeAgainAndTheRestAreAnswered() {
        var limits = Limits.DEFAULT.withPictures(1).withQueue(2);
        try (var served =
                Served.start(folder, options -> options.withLimits(limits).withBatching(ONE_WORKER))) {
            var noise = Served.noise(1200);
            var running = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 16; i++) {
                running.add(send(served, noise, ""));
            }

            assertThat(statuses(running)).containsOnly(200, 429).contains(200, 429);
            running.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.statusCode() == 429)
                    .forEach(answer -> {
                        assertThat(answer.headers().firstValue("Retry-After").orElseThrow())
                                .matches("[1-9][0-9]*");
                        assertThat(answer.body())
                                .isEqualTo("{\"error\":\"queue: too many pictures wait here already; try again\"}");
                    });
            assertThat(served.analyze("", Served.grey(255)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whoWaitsTooLongIsToldAndFreesTheQueue() {
        var limits = Limits.DEFAULT.withTimes(Limits.Times.DEFAULT.withAnswer(Duration.ofMillis(1)));
        try (var served =
                Served.start(folder, options -> options.withLimits(limits).withBatching(ONE_WORKER))) {
            var answer = served.analyze("", Served.noise(1500));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(served.metric("mien_queue_pictures")).isZero();
        }
    }

    @Test
    void whatHasBegunIsAnsweredWhenTheServerEnds() throws InterruptedException {
        List<CompletableFuture<HttpResponse<String>>> running = new ArrayList<>();
        try (var served = Served.start(folder, options -> options.withBatching(ONE_WORKER))) {
            var noise = Served.noise(1500);
            for (int i = 0; i < 12; i++) {
                running.add(send(served, noise, ""));
            }
            while (served.metric("mien_stage_seconds_count{stage=\"receive\"}") < 12) {
                Thread.sleep(2);
            }
            served.server().close();
            assertThat(statuses(running)).containsOnly(200);
        }
    }

    @Test
    void whatIsNotDoneWithinTheGracePeriodIsGivenUp() throws InterruptedException {
        var limits = Limits.DEFAULT.withTimes(Limits.Times.DEFAULT.withGrace(Duration.ofMillis(1)));
        try (var served =
                Served.start(folder, options -> options.withLimits(limits).withBatching(ONE_WORKER))) {
            var noise = Served.noise(2000); // takes far longer to look at than to receive
            for (int i = 0; i < 16; i++) {
                var _ = send(served, noise, "");
            }
            while (served.metric("mien_stage_seconds_count{stage=\"receive\"}") < 8) {
                Thread.sleep(2);
            }
            long start = System.nanoTime();
            served.server().close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(served.journal())
                    .singleElement()
                    .asString()
                    .startsWith("not every request was answered within the grace period: ");
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(Served served, byte[] picture, String query) {
        var request = HttpRequest.newBuilder(served.at("/v1/analyze" + query))
                .POST(BodyPublishers.ofByteArray(picture))
                .build();
        return served.client().sendAsync(request, BodyHandlers.ofString());
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> running) {
        return running.stream().map(one -> one.join().statusCode()).toList();
    }
}
