package mien.app.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import mien.Face;
import mien.Outcome;
import mien.Photo;
import mien.Reading;
import mien.app.output.Answer.Failed;
import mien.app.output.Answer.Read;
import mien.image.Box;

/// An answer as one line of JSON.
public final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonOutput() {}

    /// Always with the fields `file`, `width`, `height`, `faces`, `error`, `milliseconds`; where there is an
    /// error the size is null and `faces` empty, else `error` is null.
    public static String of(Answer answer) {
        return of(answer, false);
    }

    /// The same, and each human face has `explanation`: `label`, `width`, `height`, and `grid`, rows of numbers
    /// over the square that the network saw, `area`.
    public static String of(Answer answer, boolean explain) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("file", answer.file());
            switch (answer) {
                case Read(var _, var photo) -> photo(out, photo, explain);
                case Failed(var _, var error, var milliseconds) -> failure(out, error, milliseconds);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not into a string
        }
        return text.toString();
    }

    private static void photo(JsonGenerator out, Photo photo, boolean explain) throws IOException {
        out.writeNumberField("width", photo.width());
        out.writeNumberField("height", photo.height());
        out.writeArrayFieldStart("faces");
        for (var face : photo.faces()) {
            face(out, face, explain);
        }
        out.writeEndArray();
        out.writeNullField("error");
        out.writeNumberField("milliseconds", rounded(photo.milliseconds(), 1));
    }

    private static void failure(JsonGenerator out, String error, double milliseconds) throws IOException {
        out.writeNullField("width");
        out.writeNullField("height");
        out.writeArrayFieldStart("faces");
        out.writeEndArray();
        out.writeStringField("error", error);
        out.writeNumberField("milliseconds", rounded(milliseconds, 1));
    }

    private static void face(JsonGenerator out, Face face, boolean explain) throws IOException {
        var reading = face.reading();
        out.writeStartObject();
        box(out, "box", face.box());
        out.writeStringField("detector", face.detector());
        out.writeNumberField("score", rounded(face.score(), 4));
        out.writeFieldName("human");
        if (face.human().isPresent()) {
            out.writeNumber(rounded(face.human().getAsDouble(), 4));
        } else {
            out.writeNull();
        }
        out.writeStringField("emotion", reading.outcome() == Outcome.NOT_HUMAN ? null : reading.emotion());
        out.writeStringField("outcome", reading.outcome().word());
        out.writeObjectFieldStart("probabilities");
        for (var entry : Rounded.probabilities(reading).entrySet()) {
            out.writeNumberField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
        if (explain && reading.outcome() != Outcome.NOT_HUMAN) {
            explanation(out, reading);
        }
        out.writeEndObject();
    }

    private static void box(JsonGenerator out, String name, Box box) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("x", box.x());
        out.writeNumberField("y", box.y());
        out.writeNumberField("width", box.width());
        out.writeNumberField("height", box.height());
        out.writeEndObject();
    }

    private static void explanation(JsonGenerator out, Reading reading) throws IOException {
        var explanation = reading.explain();
        var map = explanation.map(reading.emotion());
        out.writeObjectFieldStart("explanation");
        out.writeStringField("label", reading.emotion());
        box(out, "area", explanation.area());
        out.writeNumberField("width", map.width());
        out.writeNumberField("height", map.height());
        out.writeArrayFieldStart("grid");
        for (int y = 0; y < map.height(); y++) {
            out.writeStartArray();
            for (int x = 0; x < map.width(); x++) {
                out.writeNumber(rounded(map.at(x, y), 4));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
