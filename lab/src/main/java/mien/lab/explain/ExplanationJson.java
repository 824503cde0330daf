package mien.lab.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Locale;
import mien.image.HeatMap;
import mien.lab.explain.Explainer.Settings;

/// Explanations for programs.
public final class ExplanationJson {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int DIGITS = 4; // significant ones of a map's values

    private ExplanationJson() {}

    /// What stands at the top of every file of explanations.
    ///
    /// @param model what people call it
    public static ObjectNode header(String model, String head, Method method, Settings settings) {
        var json = JSON.createObjectNode();
        json.put("model", model);
        json.put("head", head);
        json.put("method", method.title());
        json.put("seed", settings.seed());
        json.put("values", meaning(method));
        json.put("regions", "parts of a fixed face, placed by eyes and mouth; shares of all evidence above 0");
        return json;
    }

    private static String meaning(Method method) {
        return switch (method) {
            case CAM -> "parts of the label's logit; their sum is the logit but for a constant";
            case GRAD_CAM -> "feature maps weighed by the mean gradient of the label's logit, where above 0";
            case GRADIENT, SMOOTH_GRAD -> "size of the gradient of the label's logit";
            case INTEGRATED -> "parts of the difference of the label's logit from that of a flat grey picture";
            case OCCLUSION -> "how far the label's probability falls when the place is hidden";
            case RISE -> "how much higher the label's probability is with the place open than hidden";
        };
    }

    /// Adds what is known of one face.
    public static void add(ObjectNode json, FaceExplanation face) {
        json.put("answer", face.answer());
        json.put("placedBy", face.eyes().basis().name().toLowerCase(Locale.ROOT));
        var maps = json.putArray("maps");
        for (var one : face.maps()) {
            var map = maps.addObject();
            map.put("label", one.label());
            map.put("probability", one.probability());
            shares(map, one.shares());
            grid(map, one.map());
        }
    }

    static void shares(ObjectNode json, Shares shares) {
        var byRegion = json.putObject("shares");
        shares.byRegion().forEach((region, share) -> byRegion.put(region.word(), rounded(share)));
        json.put("warning", shares.warning().orElse(null));
    }

    static void grid(ObjectNode json, HeatMap map) {
        json.put("width", map.width());
        json.put("height", map.height());
        ArrayNode rows = json.putArray("grid");
        for (int y = 0; y < map.height(); y++) {
            var row = rows.addArray();
            for (int x = 0; x < map.width(); x++) {
                row.add(rounded(map.at(x, y)));
            }
        }
    }

    /// To four significant digits, so that files stay small.
    static double rounded(double value) {
        return value == 0 || !Double.isFinite(value)
                ? value
                : new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(DIGITS))
                        .doubleValue();
    }

    /// Pretty-printed, but with each row of a grid on one line; ends in a line feed.
    public static String text(ObjectNode json) {
        try {
            var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
            return text.replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree of plain values can always be written
        }
    }
}
