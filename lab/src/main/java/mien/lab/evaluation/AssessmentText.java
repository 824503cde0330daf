package mien.lab.evaluation;

import java.util.List;
import java.util.Locale;
import mien.lab.evaluation.Circumstances.Groups;
import mien.lab.evaluation.Circumstances.Masked;
import mien.lab.metrics.ClassificationReport;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Headline;
import org.jspecify.annotations.Nullable;

/// An [Assessment] as text for a terminal.
public final class AssessmentText {
    private static final List<Figure> COMPARED = List.of(Figure.ACCURACY, Figure.MACRO_F1, Figure.LOG_LOSS);

    private final StringBuilder text = new StringBuilder();

    private AssessmentText() {}

    /// One model in full, or several in a table with their comparisons. Ends in a line feed.
    public static String of(Assessment assessment) {
        return new AssessmentText().write(assessment);
    }

    private String write(Assessment assessment) {
        var setting = assessment.setting();
        var models = assessment.models();
        var first = models.getFirst();
        if (models.size() == 1) {
            line(
                    "%s on %s, head %s",
                    first.facts().name(), setting, first.facts().head().name());
        } else {
            line("%d models on %s", models.size(), setting);
        }
        line("truth: %s", setting.truth());
        if (!setting.splitting().isEmpty()) {
            line("split: as in the training (%s)", setting.splitting());
        }
        assessment.notes().forEach(note -> line("%s", note));
        if (models.size() == 1) {
            alone(first);
        } else {
            sideBySide(assessment);
        }
        return text.toString();
    }

    private void alone(ModelAssessment model) {
        headline(model);
        text.append('\n').append(ClassificationReport.of(Evaluation.of(model.predictions())));
        calibration(model);
        if (!model.circumstances().robustness().isEmpty()) {
            robustness(model);
        }
        var groups = model.circumstances().groups();
        if (groups != null) {
            groups(groups);
        }
        var course = model.circumstances().course();
        if (course != null) {
            line(
                    "%nTraining (epoch %d): accuracy %.1f %% on augmented training pictures, %.1f %% on validation;"
                            + " here %.1f %%",
                    course.epoch(), 100 * course.train(), 100 * course.validation(), 100 * course.test());
        }
        var cost = model.facts().cost();
        if (!Double.isNaN(cost.milliseconds())) {
            line(
                    "%nTime %.2f ms for each face in batches, %.2f ms alone",
                    cost.milliseconds(), cost.millisecondsAlone());
        }
    }

    private void headline(ModelAssessment model) {
        var performance = model.performance();
        var copies = performance.withoutCopies();
        var fresh = copies == null ? null : copies.headline();
        figures(performance.headline(), fresh);
        var baseline = performance.baseline();
        line(
                "Always %s: accuracy %.1f %%, macro-F1 %.3f, balanced accuracy %.3f",
                baseline.label(), 100 * baseline.accuracy(), baseline.macroF1(), baseline.balancedAccuracy());
        if (copies != null && fresh != null) {
            var near = copies.near() < 0
                    ? "; --train DATA finds near ones, too"
                    : String.format(Locale.ROOT, ", %,d near", copies.near());
            line("Copies of training pictures in %s: %,d exact%s", copies.training(), copies.exact(), near);
        }
        var ranking = performance.ranking();
        if (!Double.isNaN(ranking.rocAuc())) {
            line(
                    "ROC AUC %.3f, average precision %.3f (means over the labels)",
                    ranking.rocAuc(), ranking.averagePrecision());
        }
    }

    /// @param fresh the same without copies, or null
    private void figures(Headline all, @Nullable Headline fresh) {
        var heading = fresh == null ? "" : String.format(Locale.ROOT, " without copies (n %,d)", fresh.n());
        line("%n%-18s %10s   %-20s%s", "n", String.format(Locale.ROOT, "%,d", all.n()), "95 % interval", heading);
        for (var figure : Figure.values()) {
            var estimate = all.of(figure);
            if (estimate.isDefined()) {
                line(
                        "%-18s %10s   %-20s%s",
                        figure.title(),
                        Words.value(figure, estimate.value()),
                        Words.interval(figure, estimate),
                        fresh == null ? "" : beside(figure, fresh.of(figure)));
            }
        }
    }

    private static String beside(Figure figure, Estimate estimate) {
        return String.format(
                Locale.ROOT, " %8s   %s", Words.value(figure, estimate.value()), Words.interval(figure, estimate));
    }

    private void calibration(ModelAssessment model) {
        var calibration = model.calibration();
        if (calibration == null) {
            return;
        }
        if (calibration.temperature() != 1) {
            line(
                    "%nCalibration: temperature %.3f; error %.3f before, %.3f after; Brier score %.3f before, %.3f after",
                    calibration.temperature(),
                    calibration.before().ece(),
                    calibration.after().ece(),
                    calibration.before().brier(),
                    calibration.after().brier());
        }
        var point = calibration.atThreshold();
        if (calibration.threshold() > 0 && point != null) {
            line(
                    "Uncertain below %.3f: %.1f %% of the pictures are answered, %.1f %% of them wrong",
                    calibration.threshold(), 100 * point.coverage(), 100 * point.risk());
        }
    }

    private void robustness(ModelAssessment model) {
        var plain = model.performance().headline();
        line("%n%-18s %9s %9s %9s %9s%n", "mask", "accuracy", "change", "macro-F1", "change");
        line("%-18s %9.4f %9s %9.4f", "none", plain.value(Figure.ACCURACY), "", plain.value(Figure.MACRO_F1));
        for (Masked masked : model.circumstances().robustness()) {
            line(
                    "%-18s %9.4f %+9.4f %9.4f %+9.4f",
                    masked.kind(),
                    masked.accuracy().value(),
                    masked.accuracy().value() - plain.value(Figure.ACCURACY),
                    masked.macroF1().value(),
                    masked.macroF1().value() - plain.value(Figure.MACRO_F1));
        }
    }

    private void groups(Groups groups) {
        line("%n%-24s %7s %9s   %-20s %9s", groups.column(), "n", "accuracy", "95 % interval", "macro-F1");
        for (var group : groups.groups()) {
            line(
                    "%-24s %,7d %9s   %-20s %9.3f",
                    group.value(),
                    group.n(),
                    Words.value(Figure.ACCURACY, group.accuracy().value()),
                    Words.interval(Figure.ACCURACY, group.accuracy()),
                    group.macroF1().value());
        }
        var gap = groups.gap();
        if (gap != null) {
            line(
                    "Gap between %s and %s: %s",
                    gap.best(), gap.worst(), Words.difference(Figure.ACCURACY, gap.accuracy()));
        }
    }

    private void sideBySide(Assessment assessment) {
        line(
                "%nn %,d%n%n%-32s %8s   %-18s %8s %8s %8s %8s %8s",
                assessment.samples().size(),
                "model",
                "accuracy",
                "95 % interval",
                "macro-F1",
                "log loss",
                "ms/face",
                "alone",
                "MB");
        for (var model : assessment.models()) {
            var headline = model.performance().headline();
            var cost = model.facts().cost();
            line(
                    "%-32s %8s   %-18s %8s %8s %8s %8s %8s",
                    model.facts().name(),
                    Words.value(Figure.ACCURACY, headline.value(Figure.ACCURACY)),
                    Words.interval(Figure.ACCURACY, headline.of(Figure.ACCURACY)),
                    Words.value(Figure.MACRO_F1, headline.value(Figure.MACRO_F1)),
                    Words.value(Figure.LOG_LOSS, headline.value(Figure.LOG_LOSS)),
                    number("%.2f", cost.milliseconds()),
                    number("%.2f", cost.millisecondsAlone()),
                    number("%.1f", cost.bytes() == 0 ? Double.NaN : cost.bytes() / 1e6));
        }
        for (var comparison : assessment.comparisons()) {
            compare(assessment, comparison);
        }
    }

    private static String number(String pattern, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, pattern, value);
    }

    private void compare(Assessment assessment, Comparison comparison) {
        var first = assessment.models().get(comparison.first()).facts().name();
        var second = assessment.models().get(comparison.second()).facts().name();
        var test = comparison.test();
        line("%n%s against %s", second, first);
        for (var figure : COMPARED) {
            var difference = comparison.differences().get(figure);
            if (difference != null) {
                line("  %s %s", figure.title(), Words.difference(figure, difference));
            }
        }
        line(
                "  right only in %s: %,d pictures; only in %s: %,d; both wrong in different ways: %,d",
                first,
                test.onlyFirst(),
                second,
                test.onlySecond(),
                comparison.disagreements().neither().size());
        line(
                "  McNemar's test (%s): p = %s, %s",
                test.exact() ? "exact" : "chi-squared",
                test.p() < 0.0001 ? "less than 0.0001" : String.format(Locale.ROOT, "%.4f", test.p()),
                verdict(comparison, first, second));
    }

    private static String verdict(Comparison comparison, String first, String second) {
        var test = comparison.test();
        if (test.p() >= Comparison.SIGNIFICANT) {
            return "no more than chance may do";
        }
        return (test.onlySecond() > test.onlyFirst() ? second : first) + " is better by more than chance";
    }

    private void line(String pattern, Object... values) {
        text.append(String.format(Locale.ROOT, pattern.replace("%n", "\n"), values))
                .append('\n');
    }
}
