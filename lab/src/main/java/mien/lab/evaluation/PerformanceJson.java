package mien.lab.evaluation;

import static mien.lab.evaluation.MetricsJson.curve;
import static mien.lab.evaluation.MetricsJson.figures;
import static mien.lab.evaluation.MetricsJson.interval;
import static mien.lab.evaluation.MetricsJson.number;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import mien.lab.calibration.RiskCoverage.Point;
import mien.lab.evaluation.Performance.WithoutCopies;
import mien.lab.metrics.ClassFigures;
import mien.lab.metrics.Curve;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.Evaluation.ClassScore;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Reliability;

/// The part of `metrics.json` that tells how often one model is right, and how well it knows.
///
/// @param labels that count
record PerformanceJson(List<String> labels, ModelAssessment model) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void write(ObjectNode json) {
        var performance = model.performance();
        json.set("confusion_matrix", JSON.valueToTree(performance.confusion().counts()));
        report(Evaluation.of(model.predictions()), json.putObject("classification_report"));
        var intervals = json.putObject("classification_intervals");
        performance.classes().forEach(c -> intervals(c, intervals.putObject(c.label())));
        baseline(json.putObject("baseline"));
        ranking(json);
        var copies = performance.withoutCopies();
        if (copies == null) {
            json.putNull("deduplicated");
        } else {
            deduplicated(copies, json.putObject("deduplicated"));
        }
        var calibration = model.calibration();
        if (calibration == null) {
            json.putNull("calibration");
        } else {
            calibration(calibration, json.putObject("calibration"));
        }
    }

    private static void deduplicated(WithoutCopies copies, ObjectNode json) {
        json.put("training", copies.training());
        json.put("exactCopies", copies.exact());
        json.put("nearCopies", copies.near() < 0 ? null : Integer.valueOf(copies.near()));
        if (copies.headline() != null) {
            figures(copies.headline(), json);
        }
    }

    /// As scikit-learn's `classification_report(output_dict=True)`.
    private static void report(Evaluation e, ObjectNode json) {
        e.classes().forEach(c -> row(json.putObject(c.label()), c.precision(), c.recall(), c.f1(), c.support()));
        json.put("accuracy", e.accuracy());
        means(json.putObject("macro avg"), e.n(), e::macro);
        means(json.putObject("weighted avg"), e.n(), e::weighted);
    }

    private interface Mean {
        double of(ToDoubleFunction<ClassScore> value);
    }

    private static void means(ObjectNode json, int n, Mean mean) {
        row(json, mean.of(ClassScore::precision), mean.of(ClassScore::recall), mean.of(ClassScore::f1), n);
    }

    private static void row(ObjectNode json, double precision, double recall, double f1, int support) {
        json.put("precision", precision);
        json.put("recall", recall);
        json.put("f1-score", f1);
        json.put("support", support);
    }

    private static void intervals(ClassFigures figures, ObjectNode json) {
        interval(json, "precision", figures.precision());
        interval(json, "recall", figures.recall());
        interval(json, "f1-score", figures.f1());
    }

    private void baseline(ObjectNode json) {
        var baseline = model.performance().baseline();
        json.put("label", baseline.label());
        json.put(Figure.ACCURACY.key(), baseline.accuracy());
        json.put(Figure.TOP3.key(), baseline.top3());
        json.put(Figure.MACRO_F1.key(), baseline.macroF1());
        json.put(Figure.BALANCED_ACCURACY.key(), baseline.balancedAccuracy());
    }

    private void ranking(ObjectNode json) {
        var ranking = model.performance().ranking();
        json.set("top_k", JSON.valueToTree(ranking.topK()));
        number(json, "roc_auc_score", ranking.rocAuc());
        number(json, "average_precision_score", ranking.averagePrecision());
        curves(ranking.roc(), "roc_auc_score", new String[] {"fpr", "tpr"}, json.putObject("roc_curve"));
        curves(
                ranking.precisionRecall(),
                "average_precision_score",
                new String[] {"recall", "precision"},
                json.putObject("precision_recall_curve"));
    }

    private void curves(List<Curve> curves, String area, String[] axes, ObjectNode json) {
        for (int label = 0; label < curves.size(); label++) {
            var one = json.putObject(labels.get(label));
            number(one, area, curves.get(label).area());
            curve(curves.get(label), axes[0], axes[1], one);
        }
    }

    private static void calibration(CalibrationFigures calibration, ObjectNode json) {
        json.put("temperature", calibration.temperature());
        reliability(calibration.before(), json.putObject("before"));
        reliability(calibration.after(), json.putObject("after"));
        json.put("threshold", calibration.threshold());
        var at = calibration.atThreshold();
        if (at == null) {
            json.putNull("atThreshold");
        } else {
            point(at, json.putObject("atThreshold"));
        }
        var curve = json.putArray("riskCoverage");
        calibration.riskCoverage().forEach(point -> point(point, curve.addObject()));
    }

    private static void point(Point point, ObjectNode json) {
        json.put("threshold", point.threshold());
        json.put("coverage", point.coverage());
        json.put("risk", point.risk());
    }

    private static void reliability(Reliability reliability, ObjectNode json) {
        json.put(Figure.ECE.key(), reliability.ece());
        json.put(Figure.BRIER.key(), reliability.brier());
        json.put(Figure.LOG_LOSS.key(), reliability.logLoss());
        var bins = json.putArray("bins");
        for (var bin : reliability.bins()) {
            var one = bins.addObject();
            one.put("from", bin.from());
            one.put("to", bin.to());
            one.put("n", bin.n());
            number(one, "confidence", bin.confidence());
            number(one, "accuracy", bin.accuracy());
        }
    }
}
