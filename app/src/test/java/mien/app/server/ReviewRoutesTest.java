package mien.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.lab.dataset.Corrections;
import mien.lab.review.Faces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reviews over HTTP.
class ReviewRoutesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] IS_JSON = {"Content-Type", "application/json"};

    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        Faces.audit(Faces.write(data));
    }

    private Served start() {
        return Served.start(folder, options -> options.withData(data));
    }

    @Test
    void whatThereIsToLookAtIsToldAndShown() throws Exception {
        try (var served = start()) {
            var all = json(served.get("/v1/review"));
            assertThat(all.get("folder").asText()).isEqualTo("data");
            assertThat(all.at("/sets/0/id").asText()).isEqualTo("faces");
            assertThat(all.at("/sets/0/audit/folder").asText()).isEqualTo("faces.audit");

            var material = json(served.get("/v1/review/material?data=faces"));
            assertThat(material.get("files")).hasSize(12);
            assertThat(material.at("/labels/0/colour").asText()).startsWith("#");
            int suspect = IntStream.range(0, 12)
                    .filter(i -> material.get("files").get(i).asText().equals("sad/3.png"))
                    .findFirst()
                    .orElseThrow();
            assertThat(material.get("findings")).anySatisfy(finding -> {
                assertThat(finding.get("kind").asText()).isEqualTo("labelSuspect");
                assertThat(finding.at("/pictures/0").asInt()).isEqualTo(suspect);
                assertThat(finding.get("confidence").asDouble()).isEqualTo(0.91);
            });
            assertThat(material.get("proposals")).anySatisfy(proposal -> {
                assertThat(proposal.get("picture").asInt()).isEqualTo(suspect);
                assertThat(proposal.get("verdict").asText()).isEqualTo("relabel");
            });
        }
    }

    @Test
    void sheetsShowThePicturesThatAreAskedForAndMayBeKept() throws Exception {
        try (var served = start()) {
            var key = json(served.get("/v1/review/material")).get("key").asText();
            var sheet = served.client()
                    .send(
                            HttpRequest.newBuilder(served.at("/v1/review/sheet?pictures=0,5,11&edge=40&key=" + key))
                                    .build(),
                            BodyHandlers.ofByteArray());

            assertThat(sheet.statusCode()).isEqualTo(200);
            assertThat(sheet.headers().firstValue("Picture-Sizes")).contains("32x32,32x32,32x32");
            assertThat(sheet.headers().firstValue("Cache-Control")).contains("private, max-age=86400, immutable");
            var picture = Picture.decode(sheet.body());
            assertThat(picture.width()).isEqualTo(3 * 40);
            assertThat(picture.height()).isEqualTo(40);
            assertThat(served.get("/v1/review/sheet?pictures=0").headers().firstValue("Cache-Control"))
                    .contains("no-store");
        }
    }

    @Test
    void placesInAnEarlierListAreNotTakenForThoseInTheNewOne() throws Exception {
        try (var served = start()) {
            var key = json(served.get("/v1/review/material")).get("key").asText();
            Files.delete(data.resolve("faces/angry/1.png"));
            assertThat(json(served.get("/v1/review/material")).get("key").asText())
                    .isNotEqualTo(key);

            var refused = served.get("/v1/review/sheet?pictures=0&key=" + key);

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(json(refused).get("error").asText())
                    .isEqualTo("faces: its pictures have changed since this page was loaded; load the page again");
        }
    }

    @Test
    void decisionsAreConfirmedTakenBackAndHandedOutAsAFile() throws Exception {
        try (var served = start()) {
            var made = json(decide(served, "a", "sad/2.png", "relabel", "happy"));
            assertThat(made.get("decisions")).hasSize(1);
            assertThat(made.get("file").asText()).isEqualTo("faces.corrections.csv");
            decide(served, "b", "sad/4.png", "drop", "");

            var missed = json(
                    served.get("/v1/review/decisions?since=" + made.get("last").asInt()));
            assertThat(missed.get("decisions")).singleElement().satisfies(decision -> {
                assertThat(decision.get("file").asText()).isEqualTo("sad/4.png");
                assertThat(decision.get("tab").asText()).isEqualTo("b");
            });

            var undone = json(post(served, "/v1/review/undo", "{\"tab\":\"a\"}", IS_JSON));
            assertThat(undone.at("/undone/restored").asInt()).isEqualTo(1);
            var file = served.get("/v1/review/corrections");
            assertThat(file.body()).isEqualTo("file,action,label,reason\nsad/4.png,drop,,reviewed\n");
            assertThat(file.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"corrections.csv\"");
        }
        assertThat(Corrections.read(data.resolve("faces.corrections.csv")).lines())
                .singleElement()
                .satisfies(line -> assertThat(line.file()).isEqualTo("sad/4.png"));
    }

    @Test
    void aRequestThatIsSentAgainIsAnsweredAndNotDoneTwice() throws Exception {
        try (var served = start()) {
            var drops = "{\"tab\":\"a\",\"step\":\"1\",\"decisions\":[{\"file\":\"sad/2.png\",\"verdict\":\"drop\","
                    + "\"label\":\"\"}]}";
            decide(served, "a", "sad/4.png", "keep", "");
            post(served, "/v1/review/decide", drops, IS_JSON);
            assertThat(json(post(served, "/v1/review/decide", drops, IS_JSON)).get("decisions"))
                    .hasSize(2);
            for (int i = 0; i < 2; i++) {
                var undone = json(post(served, "/v1/review/undo", "{\"tab\":\"a\",\"step\":\"2\"}", IS_JSON));
                assertThat(undone.at("/undone/restored").asInt()).isEqualTo(1);
                assertThat(undone.get("decisions")).hasSize(3);
            }
            assertThat(served.get("/v1/review/corrections").body())
                    .isEqualTo("file,action,label,reason\nsad/4.png,keep,,reviewed\n");
        }
    }

    @Test
    void jsonThatIsTooDeepIsRefused() throws Exception {
        try (var served = start()) {
            var answer = post(served, "/v1/review/decide", "[".repeat(5000), IS_JSON);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).get("error").asText())
                    .isEqualTo("body: it is no JSON that can be read; see /openapi.json");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | body: 'tab' must be a text; see /openapi.json",
                "[1] | 400 | body: it must be a JSON object; see /openapi.json",
                "{\"tab\" | 400 | body: it is no JSON, line 1 is wrong; see /openapi.json",
                "{\"tab\":\"a\",\"decisions\":[1]} | 400 | body: 'decisions' must be a list of objects; see /openapi.json",
                "{\"tab\":\"a\",\"decisions\":[]} | 422 | decisions: there must be 1 to 50000, got 0",
                "{\"tab\":\"a\",\"decisions\":[{\"file\":\"x\",\"verdict\":\"burn\",\"label\":\"\"}]} | 400"
                        + " | decisions 1: 'verdict' must be keep or relabel or drop or open, got 'burn'; see /openapi.json",
                "{\"tab\":\"a\",\"decisions\":[{\"file\":\"../x\",\"verdict\":\"drop\",\"label\":\"\"}]} | 422"
                        + " | ../x: it is no picture of faces; load the page again",
                "{\"tab\":\"a\",\"decisions\":[{\"file\":\"sad/2.png\",\"verdict\":\"drop\",\"label\":\"sad\"}]} | 422"
                        + " | sad/2.png: a label belongs to relabel and only there, got 'sad' for drop; give one or leave it empty",
            })
    void wrongDecisionsAreRefusedInASentence(String body, int status, String sentence) throws Exception {
        try (var served = start()) {
            var answer = post(served, "/v1/review/decide", body, IS_JSON);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(json(answer).get("error").asText()).isEqualTo(sentence);
            assertThat(json(served.get("/v1/review/decisions")).get("decisions"))
                    .isEmpty();
        }
    }

    @Test
    void pagesOfOtherOriginsChangeNothing() throws Exception {
        try (var served = start()) {
            var body = "{\"tab\":\"a\",\"decisions\":[{\"file\":\"sad/2.png\",\"verdict\":\"drop\",\"label\":\"\"}]}";
            for (var origin : List.of("https://strange.example", "null")) {
                for (var path :
                        List.of("/v1/review/decide", "/v1/review/undo", "/v1/review/audit", "/v1/review/audit/stop")) {
                    assertThat(post(served, path, body, "Content-Type", "application/json", "Origin", origin)
                                    .statusCode())
                            .isEqualTo(403);
                }
            }
            assertThat(post(served, "/v1/review/decide", body, "Content-Type", "text/plain")
                            .statusCode())
                    .as("what a form of another page can send")
                    .isEqualTo(415);
            assertThat(json(served.get("/v1/review/decisions")).get("decisions"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data=..%2Fdata%2Ffaces | data set '../data/faces': there is none below the folder; choose one that is listed",
                "data=faces.audit | data set 'faces.audit': there is none below the folder; choose one that is listed",
                "pictures=12 | picture 12: faces has only 12; load the page again",
            })
    void whatIsNotThereIsSaid(String query, String sentence) throws Exception {
        try (var served = start()) {
            var answer = served.get("/v1/review/sheet?" + query);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(json(answer).get("error").asText()).isEqualTo(sentence);
        }
    }

    @Test
    void withoutAFolderTheServerSaysHowToGiveOne() throws Exception {
        try (var served = Served.start(folder)) {
            assertThat(json(served.get("/v1/review")).get("folder").isNull()).isTrue();
            var answer = served.get("/v1/review/material");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).get("error").asText())
                    .isEqualTo("review: this server has no folder of data; start it with `mien serve --data DIR`");
        }
    }

    @Test
    void anAuditRunsBesideTheServerAndItsFindingsAreThereAsAWhole() throws Exception {
        try (var served = start()) {
            post(served, "/v1/review/audit?data=faces", "", IS_JSON);
            var status = json(served.get("/v1/review")).get("auditing");
            while (status.get("state").asText().equals("running")) {
                Thread.sleep(100);
                status = json(served.get("/v1/review")).get("auditing");
            }
            assertThat(status.toString()).isEqualTo("{\"data\":\"faces\",\"state\":\"done\",\"said\":\"\"}");
            assertThat(json(served.get("/v1/review/material")).get("findings"))
                    .as("without the suspect that only the test's own audit had")
                    .isNotEmpty()
                    .noneMatch(finding -> finding.get("kind").asText().equals("labelSuspect"));
            assertThat(data.resolve("faces.audit/report.html")).exists();
            assertThat(data.resolve(".faces.audit.part")).doesNotExist();
        }
    }

    private static HttpResponse<String> decide(Served served, String tab, String file, String verdict, String label) {
        return post(
                served,
                "/v1/review/decide",
                "{\"tab\":\"%s\",\"decisions\":[{\"file\":\"%s\",\"verdict\":\"%s\",\"label\":\"%s\"}]}"
                        .formatted(tab, file, verdict, label),
                IS_JSON);
    }

    private static HttpResponse<String> post(Served served, String path, String body, String... headers) {
        return served.send(HttpRequest.newBuilder(served.at(path))
                .headers(headers)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
