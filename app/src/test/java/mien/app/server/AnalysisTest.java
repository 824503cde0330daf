package mien.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import mien.Mien;
import mien.MienOptions;
import mien.app.output.Answer;
import mien.app.output.JsonOutput;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.model.ModelFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnalysisTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private Served served;

    @BeforeAll
    void start(@TempDir Path shared) {
        folder = shared;
        served = Served.start(shared, options -> options.withLimits(Limits.DEFAULT.withPictures(4)));
    }

    @AfterAll
    void end() {
        served.close();
        assertThat(served.journal()).isEmpty();
    }

    @Test
    void answersAreThoseOfMienAnalyze() throws IOException {
        var options = MienOptions.DEFAULT
                .withModel(ModelFile.of(folder.resolve("tiny.onnx")))
                .withDetector(FaceDetector::wholePicture)
                .withMinFace(1)
                .withoutGate();
        var picture = Served.grey(200);
        try (var mien = Mien.load(options)) {
            var printed = "[\n" + JsonOutput.of(new Answer.Read("body", mien.analyze(picture))) + "\n]\n";

            var answered = served.analyze("", picture);

            assertThat(answered.statusCode()).isEqualTo(200);
            assertThat(answered.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(untimed(answered.body())).isEqualTo(untimed(printed));
        }
    }

    private static String untimed(String json) {
        return json.replaceAll("\"milliseconds\":[0-9.]+", "\"milliseconds\":0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "image/jpeg", "application/octet-stream", "application/x-www-form-urlencoded"})
    void theBytesCountAndNotTheTypeThatIsSaid(String type) {
        assertThat(served.analyze("", Served.grey(255), "Content-Type", type).body())
                .contains("\"emotion\":\"happy\"");
    }

    @Test
    void aFormIsAnsweredPictureByPictureInItsOrder() throws IOException {
        var body = Served.form(List.of(Served.grey(255), "hello".getBytes(UTF_8), Served.grey(0)));

        var answered = served.analyze("", body, Served.FORM);

        assertThat(answered.statusCode()).isEqualTo(200);
        var all = JSON.readTree(answered.body());
        assertThat(all.findValuesAsText("file")).containsExactly("0.png", "1.png", "2.png");
        assertThat(all.get(0).get("faces").get(0).get("outcome").asText()).isEqualTo("emotion");
        assertThat(all.get(1).get("error").asText())
                .isEqualTo("picture: this is not a picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or GIF");
        assertThat(all.get(2).get("faces").get(0).get("outcome").asText()).isEqualTo("uncertain");
    }

    @Test
    void aFormOfNothingReadableIsRefused() {
        var body = Served.form(List.of("hello".getBytes(UTF_8), new byte[0]));

        var answered = served.analyze("", body, Served.FORM);

        assertThat(answered.statusCode()).isEqualTo(422);
        assertThat(answered.body())
                .isEqualTo("{\"error\":\"none of the 2 pictures can be read; the first, 0.png: picture: this is not a"
                        + " picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or GIF\"}");
    }

    @Test
    void tooManyPicturesInAFormAreRefused() {
        var pictures = new ArrayList<byte[]>();
        for (int i = 0; i < 5; i++) {
            pictures.add(Served.grey(i));
        }
        assertThat(served.analyze("", Served.form(pictures), Served.FORM).statusCode())
                .isEqualTo(413);
    }

    @Test
    void anotherHeadAnswersIfItIsAskedFor() {
        assertThat(served.analyze("?labels=mood", Served.grey(255)).body()).contains("\"emotion\":\"bright\"");
    }

    @Test
    void smallFacesArePassedOver() {
        assertThat(served.analyze("?min-face=11", Served.grey(255)).body()).contains("\"faces\":[]");
        assertThat(served.analyze("?min-face=10", Served.grey(255)).body()).contains("\"faces\":[{");
    }

    @Test
    void csvHasAHeaderAndALineForEachFace() {
        var answered = served.analyze("?format=csv&labels=mood", Served.grey(255));

        assertThat(answered.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answered.body().lines().toList())
                .hasSize(2)
                .first()
                .isEqualTo("file,width,height,x,y,face_width,face_height,detector,score,human,emotion,outcome,dark,"
                        + "bright,error,milliseconds");
    }

    @ParameterizedTest
    @CsvSource({"true, image/jpeg", "false, image/png"})
    void annotatedPicturesKeepTheirFormat(boolean jpeg, String type) throws Exception {
        var pixels = new byte[300 * 300];
        Arrays.fill(pixels, (byte) 255);
        var picture = new Picture(300, 300, 1, pixels);
        var body = BodyPublishers.ofByteArray(jpeg ? picture.jpeg(90) : picture.png());
        var request = HttpRequest.newBuilder(served.at("/v1/analyze?annotate=true"))
                .POST(body)
                .build();

        var answered = served.client().send(request, BodyHandlers.ofByteArray());

        assertThat(answered.headers().firstValue("Content-Type")).contains(type);
        var drawn = Picture.decode(answered.body());
        assertThat(drawn.width()).isEqualTo(300);
        assertThat(drawn.pixels()).isNotEqualTo(picture.colour().pixels());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x=1 | there is no option 'x'; choose from detector, min-face, labels, gate, annotate, explain, format",
                "Labels=mood | there is no option 'Labels'; choose from detector, min-face, labels, gate, annotate, explain, format",
                "labels=moods | option 'labels' must be fer7 or mood, got 'moods'",
                "labels | option 'labels' has no value; give labels=fer7",
                "labels=mood&labels=mood | option 'labels' is given more than once; give it once",
                "min-face=0 | option 'min-face' must be a whole number from 1 to 100000, got '0'",
                "min-face=1e3 | option 'min-face' must be a whole number from 1 to 100000, got '1e3'",
                "min-face= | option 'min-face' must be a whole number from 1 to 100000, got ''",
                "annotate=yes | option 'annotate' must be true or false, got 'yes'",
                "annotate=TRUE | option 'annotate' must be true or false, got 'TRUE'",
                "annotate=1 | option 'annotate' must be true or false, got '1'",
                "annotate=true&format=csv | options 'annotate' and 'format' contradict each other; choose one",
                "explain=rise | option 'explain' must be cam, got 'rise'",
                "explain=cam&format=csv | options 'explain' and 'format=csv' contradict each other; choose one",
                "gate=true | option 'gate' cannot be true, this server has no gate; start it with --gate",
                "detector=yunet:/etc/passwd | option 'detector' must be whole or cascades, got 'yunet:/etc/passwd'",
                "model=other | there is no option 'model'; choose from detector, min-face, labels, gate, annotate, explain, format",
                "url=http%3A%2F%2Flocalhost | there is no option 'url'; choose from detector, min-face, labels, gate, annotate, explain, format",
            })
    void whatIsWrongWithAnOptionIsSaid(String query, String sentence) {
        var answered = served.analyze("?" + query, Served.grey(255));

        assertThat(answered.statusCode()).isEqualTo(400);
        assertThat(answered.body()).isEqualTo("{\"error\":\"query: " + sentence + "\"}");
    }

    @Test
    void aDrawingIsOfOnePicture() {
        var body = Served.form(List.of(Served.grey(1), Served.grey(2)));

        assertThat(served.analyze("?annotate=true", body, Served.FORM).body())
                .isEqualTo("{\"error\":\"query: option 'annotate' returns one picture, but 2 were sent; send one at a"
                        + " time\"}");
    }

    @Test
    void tooManyPixelsAreRefusedByTheHeaderAlone() {
        var huge = Served.grey(1);
        huge[16] = 0x7f; // the width, 2 billion
        int ihdr = 12;
        var crc = new CRC32();
        crc.update(huge, ihdr, 17);
        for (int i = 0; i < 4; i++) {
            huge[ihdr + 17 + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
        }

        var answered = served.analyze("", huge);

        assertThat(answered.statusCode()).isEqualTo(422);
        assertThat(answered.body()).contains("more than the limit of 5000000; make it smaller");
    }

    @Test
    void damagedPicturesAreRefused() throws IOException {
        var whole = Served.noise(50);
        var cut = Arrays.copyOf(whole, whole.length / 2);

        assertThat(served.analyze("", cut).statusCode()).isEqualTo(422);
        assertThat(served.analyze("", Files.readAllBytes(folder.resolve("tiny.onnx")))
                        .statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "video/mp4", "multipart/mixed; boundary=a"})
    void typesThatHoldNoPictureAreRefused(String type) {
        var answered = served.analyze("", Served.grey(255), "Content-Type", type);

        assertThat(answered.statusCode()).isEqualTo(415);
        assertThat(answered.body())
                .isEqualTo("{\"error\":\"body: its type must be image/*, application/octet-stream or"
                        + " multipart/form-data; send the bytes of a picture file, or a form of several\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data | hello | needs a boundary",
                "multipart/form-data; boundary=edge | hello | no complete form",
                "multipart/form-data; boundary=edge | --edge | no complete form",
                "image/png | '' | it is empty",
            })
    void bodiesThatAreNotWhatTheySayAreRefused(String type, String body, String sentence) {
        var answered = served.analyze("", body.getBytes(UTF_8), "Content-Type", type);

        assertThat(answered.statusCode()).isEqualTo(400);
        assertThat(answered.body()).contains(sentence);
    }

    @Test
    void optionsDoNotHideInForms() {
        var body = "--edge\r\nContent-Disposition: form-data; name=\"annotate\"\r\n\r\ntrue\r\n--edge--\r\n";

        assertThat(served.analyze("", body.getBytes(UTF_8), Served.FORM).body())
                .isEqualTo("{\"error\":\"body: a part of the form is no file; options go into the query\"}");
    }
}
