package mien.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mien.lab.metrics.ClassificationReport;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.LeftOut;
import mien.lab.metrics.ModelEvaluation;

/// A [ModelEvaluation] for people, for programs, and as files.
public final class EvaluationReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EvaluationReport() {}

    /// What was scored, what was left out, the overall figures, and the table; ends in a line feed.
    public static String text(ModelEvaluation result) {
        var text = new StringBuilder();
        text.append(result.subject()).append('\n');
        text.append("truth: ").append(result.subject().truth()).append('\n');
        if (!result.subject().splitting().isEmpty()) {
            text.append("split: as in the training (")
                    .append(result.subject().splitting())
                    .append(")\n");
        }
        result.leftOut().sentences().forEach(sentence -> text.append(sentence).append('\n'));
        text.append('\n').append(ClassificationReport.of(result.evaluation()));
        result.deduplicated()
                .ifPresent(fresh -> text.append(String.format(
                        Locale.ROOT,
                        "%nDe-duplicated, without the %,d pictures whose exact pixels are in the train split:%n%s%n",
                        result.evaluation().n() - fresh.n(),
                        ClassificationReport.headline(fresh))));
        text.append(String.format(
                Locale.ROOT,
                "%nTime %,.0f ms, %,.0f pictures/s%n",
                result.milliseconds(),
                1000 * result.evaluation().n() / result.milliseconds()));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /// One JSON object, pretty-printed; ends in a line feed.
    public static String json(ModelEvaluation result) {
        return pretty(tree(result));
    }

    static ObjectNode tree(ModelEvaluation result) {
        var subject = result.subject();
        var json = JSON.createObjectNode();
        json.put("model", subject.model());
        json.put("data", subject.data());
        json.put("head", subject.head());
        json.put("split", subject.part().toString());
        if (!subject.splitting().isEmpty()) {
            json.put("splitting", subject.splitting());
        }
        json.put("truth", subject.truth());
        json.put("mask", subject.mask() == null ? null : subject.mask().toString());
        figures(json, result.evaluation());
        json.set("labels", JSON.valueToTree(result.evaluation().confusion().labels()));
        classes(json, result.evaluation());
        json.set("confusion", JSON.valueToTree(result.evaluation().confusion().counts()));
        var fresh = result.deduplicated();
        if (fresh.isPresent()) {
            figures(json.putObject("deduplicated"), fresh.get());
        } else {
            json.putNull("deduplicated");
        }
        leftOut(json.putObject("leftOut"), result.leftOut());
        json.put("milliseconds", result.milliseconds());
        return json;
    }

    static String pretty(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(json)
                            .replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree of plain values can always be written
        }
    }

    /// Writes `evaluation.json`, `evaluation.txt` and `confusion.png` into a folder, which is made if need be.
    ///
    /// @return a sentence why `confusion.png` is missing, if it could not be drawn
    public static Optional<String> write(ModelEvaluation result, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("evaluation.json"), json(result));
        Files.writeString(folder.resolve("evaluation.txt"), text(result));
        try {
            var png = ConfusionPlot.png(
                    result.evaluation().confusion(), result.subject().toString());
            Files.write(folder.resolve("confusion.png"), png);
            return Optional.empty();
        } catch (PlotException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static void figures(ObjectNode json, Evaluation e) {
        json.put("n", e.n());
        json.put("accuracy", e.accuracy());
        json.put("top3", e.top3());
        json.put("macroF1", e.macroF1());
        json.put("balancedAccuracy", e.balancedAccuracy());
        json.put("ece", e.ece());
        json.put("logLoss", e.logLoss());
    }

    private static void classes(ObjectNode json, Evaluation evaluation) {
        var perClass = json.putObject("perClass");
        for (var name : List.of("precision", "recall", "f1", "support")) {
            json.putObject(name);
        }
        for (var c : evaluation.classes()) {
            var values = perClass.putObject(c.label());
            values.put("precision", c.precision());
            values.put("recall", c.recall());
            values.put("f1", c.f1());
            values.put("support", c.support());
            values.properties()
                    .forEach(value -> ((ObjectNode) json.get(value.getKey())).set(c.label(), value.getValue()));
        }
    }

    private static void leftOut(ObjectNode json, LeftOut leftOut) {
        json.put("samples", leftOut.samples());
        json.set("dataLabels", JSON.valueToTree(leftOut.dataLabels()));
        json.set("modelLabels", JSON.valueToTree(leftOut.modelLabels()));
        json.put("noMajority", leftOut.noMajority());
        json.put("unlabelled", leftOut.unlabelled());
        json.put("unreadable", leftOut.unreadable());
        json.set("sentences", JSON.valueToTree(leftOut.sentences()));
    }
}
