package mien.lab.report.tune;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.lab.report.workbook.Cell;
import mien.lab.report.workbook.Chart;
import mien.lab.report.workbook.Chart.Axis;
import mien.lab.report.workbook.Chart.Ends;
import mien.lab.report.workbook.Chart.Mark;
import mien.lab.report.workbook.Chart.Range;
import mien.lab.report.workbook.Chart.Series;
import mien.lab.report.workbook.Sheet;
import mien.lab.report.workbook.Workbook;
import mien.lab.tune.Importance;
import mien.lab.tune.Parameter;
import mien.lab.tune.Ranking;
import mien.lab.tune.Space;
import mien.lab.tune.Trial;
import mien.lab.tune.Trial.Verdict;

/// A search as `trials.xlsx`: all trials, the course of the search, learning curves, and each parameter's effect.
public final class TrialWorkbook {
    static final Axis SCORE = new Axis("score", "0.00");

    private static final int CURVES = 10;

    private TrialWorkbook() {}

    /// Writes the file, in place of an older one.
    public static void write(Space space, List<Trial> trials, Path file) throws IOException {
        try (var book = new Workbook()) {
            trials(space, trials, book.sheet("Trials"));
            course(space, trials, book.sheet("Course"));
            curves(trials, book.sheet("Learning curves"));
            for (var parameter : space.parameters()) {
                new ParameterSheet(parameter, trials).fill(book.sheet(parameter.name()));
            }
            book.write(file);
        }
    }

    /// Best first; the best that was trained to its end stands out.
    private static void trials(Space space, List<Trial> trials, Sheet sheet) {
        var names = space.parameters().stream().map(Parameter::name);
        sheet.head(Stream.of(
                        Stream.of("trial", "verdict", "score", "epochs", "seconds", "seed"), names, Stream.of("reason"))
                .flatMap(columns -> columns)
                .toList());
        sheet.freeze(1);
        var best = Ranking.best(trials);
        for (var trial : Ranking.bestFirst(trials)) {
            var cells = new ArrayList<>(List.of(
                    Cell.whole(trial.number()),
                    Cell.text(verdict(trial)),
                    Cell.decimal(trial.score(), 4),
                    Cell.whole(trial.epochs().size()),
                    Cell.decimal(trial.seconds(), 1),
                    Cell.whole(trial.seed())));
            space.parameters().forEach(p -> cells.add(Cell.value(trial.value(p))));
            cells.add(Cell.text(trial.reason()));
            if (best.filter(trial::equals).isPresent()) {
                sheet.bold(cells);
            } else {
                sheet.row(cells);
            }
        }
        sheet.filter(0);
    }

    static String verdict(Trial trial) {
        return trial.verdict().name().toLowerCase(Locale.ROOT);
    }

    /// How important each parameter is, and trial after trial, what was reached.
    private static void course(Space space, List<Trial> trials, Sheet sheet) {
        sheet.head(List.of("parameter", "importance"));
        int first = sheet.next();
        space.parameters().stream()
                .map(p -> List.of(Cell.text(p.name()), Cell.percent(Importance.of(p, trials))))
                .sorted(Comparator.comparingDouble(row -> row.getLast() instanceof Cell.Numeric n ? -n.value() : 0))
                .forEach(sheet::row);
        int last = sheet.next() - 1;
        sheet.skip();
        reached(trials, sheet);
        sheet.chart(new Chart.Bars(
                "Importance: share of the variance of ranks", new Range(0, first, last), new Range(1, first, last)));
    }

    private static void reached(List<Trial> trials, Sheet sheet) {
        sheet.head(List.of("trial", "finished", "ended early", "best so far"));
        int first = sheet.next();
        double best = Double.NaN;
        for (var trial : trials) {
            boolean finished = trial.verdict() == Verdict.FINISHED;
            if (finished && !(trial.score() <= best)) {
                best = Double.isNaN(trial.score()) ? best : trial.score();
            }
            sheet.row(
                    Cell.whole(trial.number()),
                    Cell.decimal(finished ? trial.score() : Double.NaN, 4),
                    Cell.decimal(finished || trial.verdict() == Verdict.RUNNING ? Double.NaN : trial.score(), 4),
                    Cell.decimal(best, 4));
        }
        int last = sheet.next() - 1;
        if (last < first) {
            return;
        }
        var number = new Range(0, first, last);
        sheet.chart(new Chart.Points(
                "Score of each trial",
                new Axis("trial", "0"),
                SCORE,
                List.of(
                        new Series("best so far", number, new Range(3, first, last), Mark.LINE),
                        new Series("ended early", number, new Range(2, first, last), Mark.FAINT_POINT),
                        new Series("finished", number, new Range(1, first, last), Mark.POINT))));
    }

    /// The score after each epoch, a column for each of the best trials.
    private static void curves(List<Trial> trials, Sheet sheet) {
        var best = Ranking.bestFirst(trials).stream()
                .filter(trial -> !trial.epochs().isEmpty())
                .limit(CURVES)
                .toList();
        sheet.head(Stream.concat(Stream.of("epoch"), best.stream().map(t -> "trial " + t.number()))
                .toList());
        sheet.freeze(1);
        int epochs = best.stream()
                .mapToInt(trial -> trial.epochs().getLast().epoch())
                .max()
                .orElse(0);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            var cells = new ArrayList<Cell>(List.of(Cell.whole(epoch)));
            for (var trial : best) {
                cells.add(Cell.decimal(score(trial, epoch), 4));
            }
            sheet.row(cells);
        }
        if (epochs > 0) {
            sheet.chart(curves(best, epochs));
        }
    }

    private static Chart curves(List<Trial> best, int epochs) {
        var series = IntStream.range(0, best.size())
                .mapToObj(i -> new Series(
                        "trial " + best.get(i).number(),
                        new Range(0, 1, epochs),
                        new Range(i + 1, 1, epochs),
                        i == 0 ? Mark.BOLD_LINE : Mark.LINE))
                .toList();
        var across = new Axis("epoch", "0", new Ends(1, Math.max(2, epochs)), 0);
        return new Chart.Points("Score after each epoch", across, SCORE, series);
    }

    private static double score(Trial trial, int epoch) {
        return trial.epochs().stream()
                .filter(e -> e.epoch() == epoch)
                .mapToDouble(Trial.Epoch::score)
                .findFirst()
                .orElse(Double.NaN);
    }
}
