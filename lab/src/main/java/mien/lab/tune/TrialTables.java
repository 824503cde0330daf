package mien.lab.tune;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Trials as csv: a line for each in `trials.csv`, a line for each of their epochs in `epochs.csv`.
public final class TrialTables {
    private TrialTables() {}

    /// Writes both files, in place of older ones.
    public static void write(Space space, List<Trial> trials, Path folder) throws IOException {
        var names = space.parameters().stream().map(Parameter::name).toList();
        var head = Stream.of(
                        Stream.of("trial", "verdict", "score", "epochs", "seconds", "seed"),
                        names.stream(),
                        Stream.of("reason"))
                .flatMap(columns -> columns)
                .toList();
        replace(
                folder.resolve("trials.csv"),
                head,
                trials.stream().map(t -> cells(t, names)).toList());

        var figures = new LinkedHashSet<String>();
        trials.forEach(t -> t.epochs().forEach(e -> figures.addAll(e.figures().keySet())));
        var epochHead = Stream.concat(Stream.of("trial", "epoch", "score", "seconds"), figures.stream())
                .toList();
        var rows = new ArrayList<List<String>>();
        for (var trial : trials) {
            for (var epoch : trial.epochs()) {
                var own = Stream.of(
                        Integer.toString(trial.number()),
                        Integer.toString(epoch.epoch()),
                        cell(epoch.score()),
                        seconds(epoch.seconds()));
                var named = figures.stream().map(f -> cell(epoch.figures().getOrDefault(f, Double.NaN)));
                rows.add(Stream.concat(own, named).toList());
            }
        }
        replace(folder.resolve("epochs.csv"), epochHead, rows);
    }

    private static List<String> cells(Trial t, List<String> names) {
        return Stream.of(
                        Stream.of(
                                Integer.toString(t.number()),
                                t.verdict().name().toLowerCase(Locale.ROOT),
                                cell(t.score()),
                                Integer.toString(t.epochs().size()),
                                seconds(t.seconds()),
                                Long.toString(t.seed())),
                        names.stream().map(name -> t.values().getOrDefault(name, "")),
                        Stream.of(t.reason()))
                .flatMap(cells -> cells)
                .toList();
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    /// Two processes may write at once: each writes its own part, then moves it into place.
    private static void replace(Path file, List<String> head, List<List<String>> rows) throws IOException {
        var part = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".part");
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(part, StandardCharsets.UTF_8)) {
            csv.writeRecord(head);
            rows.forEach(csv::writeRecord);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
