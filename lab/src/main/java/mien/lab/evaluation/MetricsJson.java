package mien.lab.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Locale;
import mien.lab.evaluation.Circumstances.Groups;
import mien.lab.metrics.Curve;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Headline;

/// An [Assessment] as `metrics.json`: under scikit-learn's names where it has one; what cannot be measured is null.
public final class MetricsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Assessment assessment;

    private MetricsJson(Assessment assessment) {
        this.assessment = assessment;
    }

    /// One JSON object, pretty-printed; ends in a line feed.
    public static String of(Assessment assessment) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(new MetricsJson(assessment).tree())
                            .replace("\r\n", "\n")
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree of plain values can always be written
        }
    }

    private ObjectNode tree() {
        var json = JSON.createObjectNode();
        var setting = assessment.setting();
        json.put("data", setting.data());
        json.put("split", setting.part().toString());
        if (!setting.splitting().isEmpty()) {
            json.put("splitting", setting.splitting());
        }
        json.put("truth", setting.truth());
        json.put("mask", setting.mask() == null ? null : setting.mask().toString());
        json.put("seed", setting.seed());
        json.put("n", assessment.samples().size());
        json.set("labels", JSON.valueToTree(assessment.labels()));
        json.set("notes", JSON.valueToTree(assessment.notes()));
        var models = json.putArray("models");
        assessment.models().forEach(model -> write(model, models.addObject()));
        var comparisons = json.putArray("comparisons");
        assessment.comparisons().forEach(comparison -> write(comparison, comparisons.addObject()));
        return json;
    }

    private void write(ModelAssessment model, ObjectNode json) {
        facts(model.facts(), json);
        figures(model.performance().headline(), json);
        new PerformanceJson(assessment.labels(), model).write(json);
        mistakes(model, json.putObject("mistakes"));
        circumstances(model.circumstances(), json);
    }

    private static void facts(ModelFacts facts, ObjectNode json) {
        json.put("model", facts.name());
        json.put("kind", facts.kind().name().toLowerCase(Locale.ROOT));
        json.put("head", facts.head().name());
        json.set("sharedOut", JSON.valueToTree(facts.shared()));
        var cost = facts.cost();
        json.put("bytes", cost.bytes());
        json.put("parameters", cost.parameters());
        number(json, "millisecondsPerFace", cost.milliseconds());
        number(json, "millisecondsAlone", cost.millisecondsAlone());
    }

    /// The value of each figure, and its interval under `intervals`.
    static void figures(Headline headline, ObjectNode json) {
        json.put("n", headline.n());
        for (var figure : Figure.values()) {
            number(json, figure.key(), headline.value(figure));
        }
        var intervals = json.putObject("intervals");
        for (var figure : Figure.values()) {
            interval(intervals, figure.key(), headline.of(figure));
        }
    }

    static void number(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }

    static void interval(ObjectNode json, String name, Estimate estimate) {
        if (estimate.isDefined()) {
            json.putArray(name).add(estimate.low()).add(estimate.high());
        } else {
            json.putNull(name);
        }
    }

    /// `value`, `low`, `high`.
    private static void estimate(ObjectNode json, String name, Estimate estimate) {
        var object = json.putObject(name);
        number(object, "value", estimate.value());
        number(object, "low", estimate.low());
        number(object, "high", estimate.high());
    }

    /// The points of a curve, as two lists.
    static void curve(Curve curve, String x, String y, ObjectNode json) {
        var xs = json.putArray(x);
        var ys = json.putArray(y);
        curve.points().forEach(point -> {
            xs.add(point.x());
            ys.add(point.y());
        });
    }

    private void mistakes(ModelAssessment model, ObjectNode json) {
        pictures(model, model.mistakes().worst(), json.putArray("worst"));
        pictures(model, model.mistakes().doubtful(), json.putArray("doubtful"));
        pictures(model, model.mistakes().confident(), json.putArray("confident"));
    }

    private void pictures(ModelAssessment model, Iterable<Integer> pictures, ArrayNode json) {
        var predictions = model.predictions();
        for (int picture : pictures) {
            int answer = predictions.answer(picture);
            var one = json.addObject();
            one.put("file", assessment.samples().get(picture).file());
            one.put("truth", assessment.labels().get(assessment.truth(picture)));
            one.put("answer", assessment.labels().get(answer));
            one.put("probability", predictions.probability(picture, answer));
        }
    }

    private static void circumstances(Circumstances circumstances, ObjectNode json) {
        if (!circumstances.robustness().isEmpty()) {
            var robustness = json.putObject("robustness");
            for (var masked : circumstances.robustness()) {
                var one = robustness.putObject(masked.kind().toString());
                estimate(one, Figure.ACCURACY.key(), masked.accuracy());
                estimate(one, Figure.MACRO_F1.key(), masked.macroF1());
                var recalls = one.putObject("recall");
                masked.evaluation().classes().forEach(c -> recalls.put(c.label(), c.recall()));
                one.set(
                        "confusion_matrix",
                        JSON.valueToTree(masked.evaluation().confusion().counts()));
            }
        }
        var groups = circumstances.groups();
        if (groups != null) {
            groups(groups, json.putObject("groups"));
        }
        var course = circumstances.course();
        if (course != null) {
            var training = json.putObject("training");
            training.put("epoch", course.epoch());
            training.put("epochs", course.history().epochs().size());
            number(training, "trainAccuracy", course.train());
            number(training, "validationAccuracy", course.validation());
            number(training, "testAccuracy", course.test());
        }
    }

    private static void groups(Groups groups, ObjectNode json) {
        json.put("column", groups.column());
        var values = json.putArray("values");
        for (var group : groups.groups()) {
            var one = values.addObject();
            one.put("value", group.value());
            one.put("n", group.n());
            estimate(one, Figure.ACCURACY.key(), group.accuracy());
            estimate(one, Figure.MACRO_F1.key(), group.macroF1());
        }
        var gap = groups.gap();
        if (gap == null) {
            json.putNull("gap");
        } else {
            var one = json.putObject("gap");
            one.put("best", gap.best());
            one.put("worst", gap.worst());
            estimate(one, Figure.ACCURACY.key(), gap.accuracy());
        }
    }

    private void write(Comparison comparison, ObjectNode json) {
        json.put("first", assessment.models().get(comparison.first()).facts().name());
        json.put("second", assessment.models().get(comparison.second()).facts().name());
        var test = comparison.test();
        var mcnemar = json.putObject("mcnemar");
        mcnemar.put("onlyFirst", test.onlyFirst());
        mcnemar.put("onlySecond", test.onlySecond());
        mcnemar.put("exact", test.exact());
        mcnemar.put("statistic", test.statistic());
        mcnemar.put("pvalue", test.p());
        var differences = json.putObject("differences");
        comparison.differences().forEach((figure, estimate) -> estimate(differences, figure.key(), estimate));
        var apart = comparison.disagreements();
        files(apart.onlyFirst(), json.putArray("rightOnlyInFirst"));
        files(apart.onlySecond(), json.putArray("rightOnlyInSecond"));
        files(apart.neither(), json.putArray("bothWrong"));
    }

    private void files(Iterable<Integer> pictures, ArrayNode json) {
        pictures.forEach(picture -> json.add(assessment.samples().get(picture).file()));
    }
}
