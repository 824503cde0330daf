package mien.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import mien.Face;
import mien.Outcome;
import mien.Photo;
import mien.Reading;
import mien.app.output.Answer.Failed;
import mien.app.output.Answer.Read;
import mien.image.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatTest {
    private static final List<String> LABELS = List.of("happy", "sad", "fear");
    private static final Answer TWO = new Read(
            "a \"b\", c.jpg",
            new Photo(
                    640,
                    480,
                    List.of(
                            new Face(
                                    new Box(-3, 52, 96, 97),
                                    "cascades",
                                    12.34567,
                                    reading(Outcome.EMOTION, 0.925, 0.025, 0.05)),
                            new Face(
                                    new Box(400, 7, 30, 30),
                                    "cascades",
                                    3,
                                    reading(Outcome.UNCERTAIN, 0.25, 0.4, 0.35))),
                    35.26));
    private static final Answer NOBODY = new Read("room.png", new Photo(8, 9, List.of(), 1));
    private static final Answer BROKEN = new Failed("x.jpg", "not a picture,\nsadly", 0.25);

    @Test
    void jsonHasAllFieldsInOrder() {
        assertThat(JsonOutput.of(TWO))
                .isEqualTo("{\"file\":\"a \\\"b\\\", c.jpg\",\"width\":640,\"height\":480,\"faces\":["
                        + "{\"box\":{\"x\":-3,\"y\":52,\"width\":96,\"height\":97},\"detector\":\"cascades\","
                        + "\"score\":12.3457,\"human\":null,\"emotion\":\"happy\",\"outcome\":\"emotion\","
                        + "\"probabilities\":{\"happy\":0.925000,\"sad\":0.025000,\"fear\":0.050000}},"
                        + "{\"box\":{\"x\":400,\"y\":7,\"width\":30,\"height\":30},\"detector\":\"cascades\","
                        + "\"score\":3.0000,\"human\":null,\"emotion\":\"sad\",\"outcome\":\"uncertain\","
                        + "\"probabilities\":{\"happy\":0.250000,\"sad\":0.400000,\"fear\":0.350000}}],"
                        + "\"error\":null,\"milliseconds\":35.3}");
        assertThat(JsonOutput.of(NOBODY))
                .isEqualTo("{\"file\":\"room.png\",\"width\":8,\"height\":9,\"faces\":[],\"error\":null,"
                        + "\"milliseconds\":1.0}");
        assertThat(JsonOutput.of(BROKEN))
                .isEqualTo("{\"file\":\"x.jpg\",\"width\":null,\"height\":null,\"faces\":[],"
                        + "\"error\":\"not a picture,\\nsadly\",\"milliseconds\":0.2}");
    }

    @Test
    void jsonIsOneArray() {
        var json = new Format.Json(false);

        assertThat(json.opening() + json.answer(NOBODY, true) + json.answer(BROKEN, false) + json.closing())
                .isEqualTo("[\n" + JsonOutput.of(NOBODY) + ",\n" + JsonOutput.of(BROKEN) + "\n]\n");
        assertThat(json.opening() + json.closing()).isEqualTo("[\n]\n");
    }

    @Test
    void csvHasALineAFaceAndOneForPhotosWithoutAny() {
        var csv = new Format.Csv(LABELS);

        assertThat(csv.opening() + csv.answer(TWO, true) + csv.answer(NOBODY, false) + csv.answer(BROKEN, false))
                .isEqualTo("""
                        file,width,height,x,y,face_width,face_height,detector,score,human,emotion,outcome,happy,sad,fear,error,milliseconds
                        "a ""b"", c.jpg",640,480,-3,52,96,97,cascades,12.3457,,happy,emotion,0.925000,0.025000,0.050000,,35.3
                        "a ""b"", c.jpg",640,480,400,7,30,30,cascades,3.0000,,sad,uncertain,0.250000,0.400000,0.350000,,35.3
                        room.png,8,9,,,,,,,,,,,,,,1.0
                        x.jpg,,,,,,,,,,,,,,,"not a picture,
                        sadly",0.3
                        """);
    }

    @Test
    void textHasALineAFaceWithABarAnEmotion() {
        assertThat(TextOutput.of(TWO, true, false)).isEqualTo("""
                        a "b", c.jpg: 2 faces, 640 x 480, 35 ms
                          at         answer          happy  sad    fear
                          -3,52      happy       93% █████▌ ▏      ▎
                          400,7      sad?        40% █▌     ██▍    ██▏
                        """);
        assertThat(TextOutput.of(TWO, false, false)).isEqualTo("""
                        a "b", c.jpg: 2 faces, 640 x 480, 35 ms
                          at         answer          happy  sad    fear
                          -3,52      happy       93% ######
                          400,7      sad?        40% ##     ##     ##
                        """);
        assertThat(TextOutput.of(NOBODY, true, false)).isEqualTo("room.png: no face, 8 x 9, 1 ms\n");
        assertThat(TextOutput.of(BROKEN, true, false)).isEqualTo("x.jpg: not a picture,\nsadly\n");
    }

    @Test
    void whatIsNotHumanHasItsProbabilityAndNoEmotion() {
        var clock = new Face(new Box(1, 2, 30, 30), "cascades", 0.5, 0.02, reading(Outcome.NOT_HUMAN, 0.9, 0.1, 0));
        var answer = new Read("hall.jpg", new Photo(64, 48, List.of(clock), 5));

        assertThat(JsonOutput.of(answer))
                .contains("\"score\":0.5000,\"human\":0.0200,\"emotion\":null,\"outcome\":\"not_human\",");
        assertThat(CsvOutput.of(answer, LABELS))
                .isEqualTo(
                        "hall.jpg,64,48,1,2,30,30,cascades,0.5000,0.0200,,not_human,0.900000,0.100000,0.000000,,5.0\n");
        assertThat(TextOutput.of(answer, true, false)).isEqualTo("""
                        hall.jpg: no face, 1 not human, 64 x 48, 5 ms
                          at         answer          happy  sad    fear
                          1,2        not human   98%
                        """);
    }

    /// Property: rounded for printing, probabilities still sum to exactly 1.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void printedProbabilitiesSumToOne(long seed) {
        var random = new SplittableRandom(seed);
        var raw = random.doubles(3, 0, 1).toArray();
        double sum = raw[0] + raw[1] + raw[2];

        var rounded = Rounded.probabilities(reading(Outcome.EMOTION, raw[0] / sum, raw[1] / sum, raw[2] / sum));

        assertThat(rounded.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("1");
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static Reading reading(Outcome outcome, double... probabilities) {
        var map = new LinkedHashMap<String, Double>();
        for (int i = 0; i < LABELS.size(); i++) {
            map.put(LABELS.get(i), probabilities[i]);
        }
        return new Reading(outcome, map);
    }
}
