package mien.lab.tune;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Trials as csv: a line for each in `trials.csv`, a line for each of their epochs in `epochs.csv`.
public final class TrialTables {
    private static final List<String> HEAD = List.of("trial", "verdict", "score", "epochs", "seconds", "seed");
    private static final List<String> EPOCH_HEAD = List.of("trial", "epoch", "score", "seconds");

    private TrialTables() {}

    /// Writes both files, in place of older ones.
    public static void write(Space space, List<Trial> trials, Path folder) throws IOException {
        var names = space.parameters().stream().map(Parameter::name).toList();
        write(
                folder.resolve("trials.csv"),
                joined(Stream.of(HEAD.stream(), names.stream(), Stream.of("reason"))),
                trials.stream().map(t -> cells(t, names)).toList());

        var figures = new LinkedHashSet<String>();
        trials.forEach(t -> t.epochs().forEach(e -> figures.addAll(e.figures().keySet())));
        write(
                folder.resolve("epochs.csv"),
                joined(Stream.of(EPOCH_HEAD.stream(), figures.stream())),
                trials.stream()
                        .flatMap(t -> t.epochs().stream().map(e -> cells(t, e, figures)))
                        .toList());
    }

    private static List<String> cells(Trial t, List<String> names) {
        var own = Stream.of(
                Integer.toString(t.number()),
                t.verdict().name().toLowerCase(Locale.ROOT),
                cell(t.score()),
                Integer.toString(t.epochs().size()),
                seconds(t.seconds()),
                Long.toString(t.seed()));
        var tried = names.stream().map(name -> t.values().getOrDefault(name, ""));
        return joined(Stream.of(own, tried, Stream.of(t.reason())));
    }

    private static List<String> cells(Trial t, Trial.Epoch epoch, Set<String> figures) {
        var own = Stream.of(
                Integer.toString(t.number()),
                Integer.toString(epoch.epoch()),
                cell(epoch.score()),
                seconds(epoch.seconds()));
        var named = figures.stream().map(f -> cell(epoch.figures().getOrDefault(f, Double.NaN)));
        return joined(Stream.of(own, named));
    }

    private static List<String> joined(Stream<Stream<String>> parts) {
        return parts.flatMap(part -> part).toList();
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }

    private static void write(Path file, List<String> head, List<List<String>> rows) throws IOException {
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord(head);
            rows.forEach(csv::writeRecord);
        }
    }
}
