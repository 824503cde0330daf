package mien.lab.report.tune;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import mien.lab.report.page.Page;
import mien.lab.report.page.Section;
import mien.lab.tune.Importance;
import mien.lab.tune.Parameter;
import mien.lab.tune.Ranking;
import mien.lab.tune.Space;
import mien.lab.tune.Trial;

/// A search as `report.html`. The same trials give the same page.
public final class TunePage {
    private static final String SCRIPT = "/mien/lab/report/tune/tune.js";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int TICKS = 5; // along a range

    private TunePage() {}

    /// @param title what was learned from
    /// @throws IOException if the file cannot be written
    public static void write(String title, Space space, List<Trial> trials, Path file) throws IOException {
        var sections = List.of(
                new Section("best", "Best trials", "Those that were trained to their end, then those ended early."),
                new Section("curves", "Learning curves", "The score after each epoch; the best trial stands out."),
                new Section(
                        "parallel",
                        "Parallel coordinates",
                        "A line for each trial through its values; the darker, the better it ranks."),
                new Section(
                        "importance",
                        "Importance",
                        "How much of the differences in rank the parts of each parameter's range explain. From few"
                                + " trials this is a hint, not a finding."));
        new Page("Tuning", title, lead(trials), sections, data(space, trials), List.of(SCRIPT)).write(file);
    }

    private static String lead(List<Trial> trials) {
        long finished = count(trials, Trial.Verdict.FINISHED);
        long pruned = count(trials, Trial.Verdict.PRUNED);
        double hours = trials.stream().mapToDouble(Trial::seconds).sum() / 3600;
        return String.format(
                Locale.ROOT,
                "%d trials: %d trained to their end, %d ended early, %d failed, %d unfinished. %.2f hours of training.",
                trials.size(),
                finished,
                pruned,
                count(trials, Trial.Verdict.FAILED),
                count(trials, Trial.Verdict.RUNNING),
                hours);
    }

    private static long count(List<Trial> trials, Trial.Verdict verdict) {
        return trials.stream().filter(t -> t.verdict() == verdict).count();
    }

    private static ObjectNode data(Space space, List<Trial> trials) {
        var json = JSON.createObjectNode();
        json.putArray("labels");
        var parameters = json.putArray("parameters");
        for (var parameter : space.parameters()) {
            parameters
                    .addObject()
                    .put("name", parameter.name())
                    .put("numeric", !(parameter instanceof Parameter.Choice))
                    .put("importance", Importance.of(parameter, trials))
                    .set("ticks", ticks(parameter));
        }
        var rows = json.putArray("trials");
        Ranking.bestFirst(trials).forEach(trial -> rows.add(row(space, trial)));
        return json;
    }

    private static ArrayNode ticks(Parameter parameter) {
        var values = switch (parameter) {
            case Parameter.Choice choice -> choice.values().stream();
            case Parameter.Whole _, Parameter.Real _ ->
                IntStream.range(0, TICKS).mapToObj(i -> parameter.at(i / (TICKS - 1.0)));
        };
        var ticks = JSON.createArrayNode();
        values.distinct()
                .forEach(value ->
                        ticks.addObject().put("place", parameter.place(value)).put("text", value));
        return ticks;
    }

    private static ObjectNode row(Space space, Trial trial) {
        var row = JSON.createObjectNode()
                .put("number", trial.number())
                .put("verdict", trial.verdict().name().toLowerCase(Locale.ROOT))
                .put("seconds", trial.seconds());
        var values = row.putArray("values");
        var places = row.putArray("places");
        for (var parameter : space.parameters()) {
            var value = trial.value(parameter);
            values.add(value);
            places.add(parameter.place(value));
        }
        var scores = row.putArray("scores");
        trial.epochs().stream()
                .filter(e -> !Double.isNaN(e.score()))
                .forEach(e -> scores.addArray().add(e.epoch()).add(e.score()));
        return row;
    }
}
