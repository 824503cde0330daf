package mien.app.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Measurements for programs: one line of JSON.
public final class BenchJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private BenchJson() {}

    public static String of(Measured measured) {
        var text = new StringWriter();
        try (var out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            machine(out, measured.machine());
            out.writeStringField("model", measured.model());
            stages(out, measured.stages());
            out.writeObjectFieldStart("photos_per_second");
            out.writeNumberField("callers", measured.rates().photos().callers());
            out.writeNumberField("rate", rounded(measured.rates().photos().photosPerSecond(), 1));
            out.writeEndObject();
            out.writeArrayFieldStart("faces_per_second");
            for (var rate : measured.rates().faces()) {
                rate(out, rate);
            }
            out.writeEndArray();
            out.writeFieldName("best");
            rate(out, measured.rates().best());
            out.writeNumberField("peak_memory_bytes", measured.memory().bytes());
            out.writeStringField("peak_memory_of", measured.memory().whole() ? "process" : "heap");
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not into a string
        }
        return text + "\n";
    }

    private static void machine(JsonGenerator out, Machine machine) throws IOException {
        out.writeObjectFieldStart("machine");
        out.writeNumberField("cores", machine.cores());
        out.writeStringField("system", machine.system());
        out.writeStringField("java", machine.java());
        out.writeEndObject();
    }

    private static void stages(JsonGenerator out, Stages stages) throws IOException {
        out.writeNumberField("photos", stages.photos());
        out.writeNumberField("unreadable", stages.unreadable());
        out.writeNumberField("faces", stages.faces());
        out.writeNumberField("rounds", stages.rounds());
        out.writeObjectFieldStart("milliseconds_per_photo");
        out.writeNumberField("decode", rounded(stages.decode(), 3));
        out.writeNumberField("detect", rounded(stages.detect(), 3));
        out.writeNumberField("crop", rounded(stages.crop(), 3));
        out.writeNumberField("classify", rounded(stages.classify(), 3));
        out.writeNumberField("total", rounded(stages.total(), 3));
        out.writeEndObject();
    }

    private static void rate(JsonGenerator out, FaceRate rate) throws IOException {
        out.writeStartObject();
        out.writeNumberField("callers", rate.callers());
        out.writeNumberField("threads", rate.threads());
        out.writeNumberField("batch", rate.batch());
        out.writeNumberField("rate", rounded(rate.facesPerSecond(), 1));
        out.writeEndObject();
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
