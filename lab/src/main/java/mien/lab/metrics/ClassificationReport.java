package mien.lab.metrics;

import java.util.Locale;
import mien.lab.metrics.Evaluation.ClassScore;

/// An [Evaluation] as a text table, in the manner of scikit-learn's `classification_report`.
public final class ClassificationReport {
    private ClassificationReport() {}

    /// The table; the last line ends in a line feed.
    public static String of(Evaluation e) {
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
