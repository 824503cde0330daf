package mien.lab.metrics;

import java.util.Locale;
import mien.lab.metrics.Evaluation.ClassScore;

/// An [Evaluation] as a text table, in the manner of scikit-learn's `classification_report`.
public final class ClassificationReport {
    private ClassificationReport() {}

    /// One line of overall figures, an empty line, the table; the last line ends in a line feed.
    public static String of(Evaluation evaluation) {
        return headline(evaluation) + "\n\n" + table(evaluation);
    }

    /// The overall figures in one line.
    public static String headline(Evaluation e) {
        return String.format(
                Locale.ROOT,
                "n %,d   accuracy %.1f %%   top-3 %.1f %%   macro-F1 %.3f   balanced accuracy %.3f   ECE %.3f   log loss %.3f",
                e.n(),
                100 * e.accuracy(),
                100 * e.top3(),
                e.macroF1(),
                e.balancedAccuracy(),
                e.ece(),
                e.logLoss());
    }

    private static String table(Evaluation e) {
        int width = Math.max(
                "weighted avg".length(),
                e.confusion().labels().stream().mapToInt(String::length).max().orElse(0));
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%" + width + "s  %9s %9s %9s %9s\n\n", "", "precision", "recall", "f1-score", "support"));
        var row = "%" + width + "s  %9.3f %9.3f %9.3f %9d\n";
        for (var c : e.classes()) {
            text.append(String.format(Locale.ROOT, row, c.label(), c.precision(), c.recall(), c.f1(), c.support()));
        }
        text.append(String.format(
                Locale.ROOT, "\n%" + width + "s  %9s %9s %9.3f %9d\n", "accuracy", "", "", e.accuracy(), e.n()));
        text.append(String.format(
                Locale.ROOT,
                row,
                "macro avg",
                e.macro(ClassScore::precision),
                e.macro(ClassScore::recall),
                e.macroF1(),
                e.n()));
        text.append(String.format(
                Locale.ROOT,
                row,
                "weighted avg",
                e.weighted(ClassScore::precision),
                e.weighted(ClassScore::recall),
                e.weighted(ClassScore::f1),
                e.n()));
        return text.toString();
    }
}
