package mien.lab.report.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import mien.lab.evaluation.CalibrationFigures;
import mien.lab.evaluation.Circumstances;
import mien.lab.evaluation.Circumstances.Course;
import mien.lab.evaluation.Circumstances.Groups;
import mien.lab.evaluation.ModelAssessment;
import mien.lab.evaluation.ModelFacts;
import mien.lab.evaluation.Performance;
import mien.lab.metrics.Reliability;
import mien.lab.report.Overfitting;

/// What was found out about a model as data of a page.
final class ModelData {
    private final ModelAssessment model;
    private final ShownPictures shown;

    ModelData(ModelAssessment model, ShownPictures shown) {
        this.model = model;
        this.shown = shown;
    }

    void into(ObjectNode json) {
        facts(json, model.facts());
        performance(json, model.performance());
        var calibration = model.calibration();
        if (calibration != null) {
            calibration(json.putObject("calibration"), calibration);
        }
        var mistakes = json.putObject("mistakes");
        shown.add(mistakes.putArray("worst"), model.mistakes().worst());
        shown.add(mistakes.putArray("doubtful"), model.mistakes().doubtful());
        shown.add(mistakes.putArray("confident"), model.mistakes().confident());
        circumstances(json, model.circumstances());
        shown.answers(json.putArray("answers"), model.predictions());
        json.put("probabilities", shown.probabilities(model.predictions()));
    }

    private static void facts(ObjectNode json, ModelFacts facts) {
        json.put("name", facts.name());
        json.put("kind", facts.kind().name().toLowerCase(Locale.ROOT));
        json.put("sure", facts.kind().hasProbabilities());
        json.put("head", facts.head().name());
        json.put("bytes", facts.cost().bytes());
        json.put("parameters", facts.cost().parameters());
        Written.number(json, "milliseconds", facts.cost().milliseconds());
        Written.number(json, "alone", facts.cost().millisecondsAlone());
    }

    private static void performance(ObjectNode json, Performance performance) {
        Written.headline(json.putArray("figures"), performance.headline());
        var copies = performance.withoutCopies();
        var fresh = copies == null ? null : copies.headline();
        if (copies != null && fresh != null) {
            var without = json.putObject("without");
            without.put("n", fresh.n()).put("exact", copies.exact()).put("near", copies.near());
            without.put("training", copies.training());
            Written.headline(without.putArray("figures"), fresh);
        }
        var baseline = performance.baseline();
        var commonest = json.putObject("baseline").put("label", baseline.label());
        Written.number(commonest, "accuracy", baseline.accuracy());
        Written.number(commonest, "top3", baseline.top3());
        Written.number(commonest, "macroF1", baseline.macroF1());
        Written.number(commonest, "balanced", baseline.balancedAccuracy());
        var confusion = json.putArray("confusion");
        performance.confusion().counts().forEach(row -> row.forEach(confusion.addArray()::add));
        var classes = json.putArray("classes");
        for (var figures : performance.classes()) {
            var one = classes.addObject();
            one.put("support", figures.support()).put("predicted", figures.predicted());
            Written.estimate(one, "precision", figures.precision());
            Written.estimate(one, "recall", figures.recall());
            Written.estimate(one, "f1", figures.f1());
        }
        var ranking = performance.ranking();
        Written.numbers(json.putArray("topK"), ranking.topK());
        var roc = json.putArray("roc");
        ranking.roc().forEach(curve -> Written.curve(roc.addObject(), curve));
        var precisionRecall = json.putArray("precisionRecall");
        ranking.precisionRecall().forEach(curve -> Written.curve(precisionRecall.addObject(), curve));
        Written.number(json, "rocAuc", ranking.rocAuc());
        Written.number(json, "averagePrecision", ranking.averagePrecision());
    }

    private static void calibration(ObjectNode json, CalibrationFigures calibration) {
        Written.number(json, "temperature", calibration.temperature());
        reliability(json.putObject("before"), calibration.before());
        reliability(json.putObject("after"), calibration.after());
        var points = json.putArray("risk");
        for (var point : calibration.riskCoverage()) {
            var one = points.addArray();
            Written.number(one, point.coverage());
            Written.number(one, point.risk());
            Written.number(one, point.threshold());
        }
        Written.number(json, "threshold", calibration.threshold());
        var at = calibration.atThreshold();
        if (at != null) {
            var one = json.putArray("at");
            Written.number(one, at.coverage());
            Written.number(one, at.risk());
        }
    }

    private static void reliability(ObjectNode json, Reliability reliability) {
        Written.number(json, "ece", reliability.ece());
        Written.number(json, "brier", reliability.brier());
        Written.number(json, "logLoss", reliability.logLoss());
        var bins = json.putArray("bins");
        for (var bin : reliability.bins()) {
            var one = bins.addArray();
            Written.number(one, bin.from());
            Written.number(one, bin.to());
            one.add(bin.n());
            Written.number(one, bin.confidence());
            Written.number(one, bin.accuracy());
        }
    }

    private static void circumstances(ObjectNode json, Circumstances circumstances) {
        var robustness = json.putArray("robustness");
        for (var masked : circumstances.robustness()) {
            var one = robustness.addObject().put("kind", masked.kind().toString());
            one.put("description", masked.kind().description());
            Written.estimate(one, "accuracy", masked.accuracy());
            Written.estimate(one, "macroF1", masked.macroF1());
            var recall = one.putArray("recall");
            masked.evaluation()
                    .classes()
                    .forEach(c -> Written.number(recall, c.support() == 0 ? Double.NaN : c.recall()));
        }
        var groups = circumstances.groups();
        if (groups != null) {
            groups(json.putObject("groups"), groups);
        }
        var course = circumstances.course();
        if (course != null) {
            course(json.putObject("course"), course);
        }
    }

    private static void groups(ObjectNode json, Groups groups) {
        json.put("column", groups.column());
        var rows = json.putArray("rows");
        for (var group : groups.groups()) {
            var one = rows.addObject().put("value", group.value()).put("n", group.n());
            Written.estimate(one, "accuracy", group.accuracy());
            Written.estimate(one, "macroF1", group.macroF1());
        }
        var gap = groups.gap();
        if (gap != null) {
            var one = json.putObject("gap").put("best", gap.best()).put("worst", gap.worst());
            Written.estimate(one, "accuracy", gap.accuracy());
        }
    }

    private static void course(ObjectNode json, Course course) {
        json.put("epoch", course.epoch());
        Written.number(json, "train", course.train());
        Written.number(json, "validation", course.validation());
        Written.number(json, "test", course.test());
        var epochs = json.putArray("epochs");
        for (var epoch : course.history().epochs()) {
            var one = epochs.addArray().add(epoch.epoch());
            Written.number(one, epoch.train().loss());
            Written.number(one, epoch.validation().loss());
            Written.number(one, epoch.train().accuracy());
            Written.number(one, epoch.validation().accuracy());
        }
        Overfitting.seenIn(course.history())
                .ifPresent(seen ->
                        json.putObject("overfitting").put("since", seen.since()).put("sentence", seen.sentence()));
    }
}
