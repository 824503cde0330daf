package mien.lab.report.tune;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import mien.lab.report.workbook.Cell;
import mien.lab.report.workbook.Chart;
import mien.lab.report.workbook.Chart.Axis;
import mien.lab.report.workbook.Chart.Ends;
import mien.lab.report.workbook.Chart.Mark;
import mien.lab.report.workbook.Chart.Range;
import mien.lab.report.workbook.Chart.Series;
import mien.lab.report.workbook.Sheet;
import mien.lab.tune.Importance;
import mien.lab.tune.Parameter;
import mien.lab.tune.Parameter.Choice;
import mien.lab.tune.Parameter.Real;
import mien.lab.tune.Parameter.Scale;
import mien.lab.tune.Parameter.Whole;
import mien.lab.tune.Part;
import mien.lab.tune.Trial;
import mien.lab.tune.Trial.Verdict;

/// What one parameter did to the trials, part by part and trial by trial.
final class ParameterSheet {
    private static final double NEARLY = 1e-9; // what logarithms may be off

    private final Parameter parameter;
    private final List<Trial> trials;

    ParameterSheet(Parameter parameter, List<Trial> trials) {
        this.parameter = parameter;
        this.trials = trials;
    }

    void fill(Sheet sheet) {
        var parts = Part.of(parameter, trials);
        sheet.note(parameter.name(), true);
        sheet.note(
                String.format(
                        Locale.ROOT,
                        "Its parts explain %.0f %% of the variance of ranks. Rank 1 is the best trial; scores are of"
                                + " those that were trained to their end.",
                        100 * Importance.of(parts)),
                false);
        sheet.skip();
        if (parts.isEmpty()) {
            sheet.note("No trial has ended yet.", false);
            return;
        }
        var names = parts(sheet, parts);
        sheet.skip();
        trials(sheet);
        if (parameter instanceof Choice) {
            sheet.chart(new Chart.Dots(
                    "Score of each choice",
                    names,
                    TrialWorkbook.SCORE,
                    List.of(
                            new Series("mean", names, beside(names, 5), Mark.FAINT_POINT),
                            new Series("best", names, beside(names, 4), Mark.POINT))));
        }
        sheet.chart(new Chart.Bars("Mean rank, 1 is the best", names, beside(names, 3)));
    }

    private static Range beside(Range rows, int column) {
        return new Range(column, rows.first(), rows.last());
    }

    private Range parts(Sheet sheet, List<Part> parts) {
        sheet.head(List.of("values", "trials", "finished", "mean rank", "best score", "mean score"));
        int first = sheet.next();
        for (var part : parts) {
            sheet.row(
                    Cell.text(part.name()),
                    Cell.whole(part.trials().size()),
                    Cell.whole(part.finished()),
                    Cell.decimal(part.meanRank(), 1),
                    Cell.decimal(part.bestScore(), 4),
                    Cell.decimal(part.meanScore(), 4));
        }
        return new Range(0, first, sheet.next() - 1);
    }

    /// All that ended, by value, with a chart if values are numbers.
    private void trials(Sheet sheet) {
        int head = sheet.next();
        sheet.head(List.of("value", "finished", "ended early", "rank", "trial", "epochs", "verdict"));
        var ranked = Part.ranked(trials).stream()
                .sorted(Comparator.comparingDouble(
                        r -> parameter.place(r.trial().value(parameter))))
                .toList();
        for (var one : ranked) {
            var trial = one.trial();
            boolean finished = trial.verdict() == Verdict.FINISHED;
            sheet.row(
                    Cell.value(trial.value(parameter)),
                    Cell.decimal(finished ? trial.score() : Double.NaN, 4),
                    Cell.decimal(finished ? Double.NaN : trial.score(), 4),
                    Cell.value(Double.toString(one.rank())),
                    Cell.whole(trial.number()),
                    Cell.whole(trial.epochs().size()),
                    Cell.text(TrialWorkbook.verdict(trial)));
        }
        sheet.filter(head);
        var values = new Range(0, head + 1, sheet.next() - 1);
        switch (parameter) {
            case Real(var _, var from, var to, var scale) -> sheet.chart(scores(values, axis(from, to, scale)));
            case Whole(var _, var from, var to, var scale) -> sheet.chart(scores(values, axis(from, to, scale)));
            case Choice _ -> {} // drawn by choice
        }
    }

    /// Logarithmic axes begin and end at powers of their base: programs count their marks from the beginning.
    private Axis axis(double from, double to, Scale scale) {
        return switch (scale) {
            case LINEAR -> new Axis(parameter.name(), Cell.GENERAL, new Ends(from, to), 0);
            case LOG -> {
                double base = from >= 1 && to / from < 1000 ? 2 : 10;
                double first = Math.floor(Math.log(from) / Math.log(base) + NEARLY);
                double last = Math.ceil(Math.log(to) / Math.log(base) - NEARLY);
                var ends = new Ends(Math.pow(base, first), Math.pow(base, Math.max(first + 1, last)));
                yield new Axis(parameter.name(), Cell.GENERAL, ends, base);
            }
        };
    }

    private static Chart scores(Range values, Axis across) {
        return new Chart.Points(
                "Score at each value",
                across,
                TrialWorkbook.SCORE,
                List.of(
                        new Series("ended early", values, beside(values, 2), Mark.FAINT_POINT),
                        new Series("finished", values, beside(values, 1), Mark.POINT)));
    }
}
