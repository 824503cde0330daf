package mien.lab.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mien.lab.tune.Trial.Epoch;
import mien.lab.tune.Trial.Verdict;

/// What happens in a search, as lines of its journal, and trials from such lines.
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    static ObjectNode begun(Trial trial) {
        var event = event("begun", trial.number()).put("seed", trial.seed());
        event.set("values", JSON.valueToTree(trial.values()));
        return event;
    }

    static ObjectNode epoch(int trial, Epoch epoch) {
        var event = event("epoch", trial).put("epoch", epoch.epoch());
        number(event, "score", epoch.score());
        number(event, "seconds", epoch.seconds());
        var figures = event.putObject("figures");
        epoch.figures().forEach((name, value) -> number(figures, name, value));
        return event;
    }

    static ObjectNode ended(int trial, Verdict verdict, String reason) {
        return event("ended", trial)
                .put("verdict", verdict.name().toLowerCase(Locale.ROOT))
                .put("reason", reason);
    }

    private static ObjectNode event(String kind, int trial) {
        return JSON.createObjectNode().put("event", kind).put("trial", trial);
    }

    /// JSON has no NaN; what is not a number is left out.
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }

    /// The trials that the lines tell of, by number; other lines are passed over.
    static List<Trial> trials(List<JsonNode> lines) {
        var trials = new TreeMap<Integer, Trial>();
        for (var line : lines) {
            int number = line.path("trial").asInt();
            switch (line.path("event").asText()) {
                case "begun" -> trials.put(number, begun(line, number));
                case "epoch" -> trials.computeIfPresent(number, (_, trial) -> trial.with(epoch(line)));
                case "ended" -> {
                    var verdict = Verdict.valueOf(line.path("verdict").asText().toUpperCase(Locale.ROOT));
                    var reason = line.path("reason").asText();
                    trials.computeIfPresent(number, (_, trial) -> trial.ended(verdict, reason));
                }
                default -> {} // the header, or what a later version adds
            }
        }
        return new ArrayList<>(trials.values());
    }

    private static Trial begun(JsonNode line, int number) {
        var values = new LinkedHashMap<String, String>();
        line.path("values")
                .properties()
                .forEach(v -> values.put(v.getKey(), v.getValue().asText()));
        return new Trial(number, line.path("seed").asLong(), values, List.of(), Verdict.RUNNING, "");
    }

    private static Epoch epoch(JsonNode line) {
        Map<String, Double> figures = new LinkedHashMap<>();
        line.path("figures")
                .properties()
                .forEach(f -> figures.put(f.getKey(), f.getValue().asDouble()));
        return new Epoch(
                line.path("epoch").asInt(),
                line.path("score").asDouble(Double.NaN),
                figures,
                line.path("seconds").asDouble());
    }
}
