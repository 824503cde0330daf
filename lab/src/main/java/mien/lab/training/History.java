package mien.lab.training;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mien.lab.file.WholeFile;
import mien.lab.training.EpochRecord.Pace;
import mien.lab.training.EpochRecord.Score;

/// The course of a training, epoch by epoch, as in `history.csv`.
///
/// The csv holds every value exactly (`fromCsv(toCsv())` is the same history); a value that was not measured is an
/// empty cell. Columns after the eighth are the validation figures by name.
///
/// @param epochs in strictly rising order of their numbers
public record History(List<EpochRecord> epochs) {

    public static final History EMPTY = new History(List.of());

    /// The key of the metadata entry under which a model file keeps the history of its training, as [#toCsv].
    public static final String KEY = "mien.history";

    private static final List<String> COLUMNS = List.of(
            "epoch",
            "learningRate",
            "trainLoss",
            "trainAccuracy",
            "validationLoss",
            "validationAccuracy",
            "imagesPerSecond",
            "seconds");

    public History {
        epochs = List.copyOf(epochs);
        for (int i = 1; i < epochs.size(); i++) {
            int before = epochs.get(i - 1).epoch();
            int after = epochs.get(i).epoch();
            if (after <= before) {
                throw new IllegalArgumentException("history: epochs must rise, got " + after + " after " + before);
            }
        }
    }

    /// This history and one more epoch; epochs with that number or a later one, left over from before a resume, go.
    public History with(EpochRecord record) {
        var kept = epochs.stream().filter(e -> e.epoch() < record.epoch());
        return new History(Stream.concat(kept, Stream.of(record)).toList());
    }

    /// Without how fast it went, which differs each time: the same training gives the same text.
    public History withoutPace() {
        var none = new Pace(Double.NaN, Double.NaN);
        return new History(epochs.stream()
                .map(e -> new EpochRecord(e.epoch(), e.learningRate(), e.train(), e.validation(), e.figures(), none))
                .toList());
    }

    /// The epoch with the highest validation accuracy, the earliest of equals; empty if nothing was validated.
    public Optional<EpochRecord> best() {
        return epochs.stream()
                .filter(e -> !Double.isNaN(e.validation().accuracy()))
                .max(Comparator.comparingDouble(
                                (EpochRecord e) -> e.validation().accuracy())
                        .thenComparing(
                                Comparator.comparingInt(EpochRecord::epoch).reversed()));
    }

    public String toCsv() {
        var figures = new LinkedHashSet<String>();
        epochs.forEach(e -> figures.addAll(e.figures().keySet()));
        var out = new StringWriter();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            csv.writeRecord(Stream.concat(COLUMNS.stream(), figures.stream()).toList());
            epochs.forEach(e -> csv.writeRecord(cells(e, figures)));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter throws none
        }
        return out.toString();
    }

    private static List<String> cells(EpochRecord e, Set<String> figures) {
        var own = Stream.of(
                e.learningRate(),
                e.train().loss(),
                e.train().accuracy(),
                e.validation().loss(),
                e.validation().accuracy(),
                e.pace().imagesPerSecond(),
                e.pace().seconds());
        var named = figures.stream().map(name -> e.figures().getOrDefault(name, Double.NaN));
        var numbers = Stream.concat(own, named).map(History::cell);
        return Stream.concat(Stream.of(Integer.toString(e.epoch())), numbers).toList();
    }

    /// @param where what error messages call the text, usually its file
    /// @throws InvalidHistoryException if the text is not what [#toCsv] writes
    public static History fromCsv(String where, String csv) {
        try (var reader = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(csv)) {
            var rows = reader.stream().toList();
            if (rows.isEmpty()) {
                throw new InvalidHistoryException(where, "it is empty; a history begins with its header line");
            }
            var header = rows.getFirst().getFields();
            if (header.size() < COLUMNS.size()
                    || !header.subList(0, COLUMNS.size()).equals(COLUMNS)) {
                throw new InvalidHistoryException(
                        where + ":1", "the header must begin with " + String.join(",", COLUMNS) + "; got " + header);
            }
            var epochs = new ArrayList<EpochRecord>();
            for (var row : rows.subList(1, rows.size())) {
                epochs.add(epoch(where, header, row));
            }
            return new History(epochs);
        } catch (CsvParseException | IllegalArgumentException e) {
            throw new InvalidHistoryException(where, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new InvalidHistoryException(where, "cannot be read: " + e.getMessage(), e);
        }
    }

    /// @throws InvalidHistoryException if the file is missing or is no history
    public static History read(Path file) {
        try {
            return fromCsv(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new InvalidHistoryException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    /// Writes [#toCsv] to a file that is, at every moment, the old one or the new one as a whole.
    public void write(Path file) throws IOException {
        WholeFile.write(file, toCsv());
    }

    private static EpochRecord epoch(String where, List<String> header, CsvRecord row) {
        var line = where + ":" + row.getStartingLineNumber();
        if (row.getFieldCount() != header.size()) {
            throw new InvalidHistoryException(
                    line,
                    row.getFieldCount() + " cells under a header of " + header.size()
                            + "; the line is cut off or damaged, remove it");
        }
        var values = new double[header.size()];
        var figures = new LinkedHashMap<String, Double>();
        for (int i = 0; i < values.length; i++) {
            values[i] = number(line, header.get(i), row.getField(i));
            if (i >= COLUMNS.size() && !Double.isNaN(values[i])) {
                figures.put(header.get(i), values[i]);
            }
        }
        var train = new Score(values[2], values[3]);
        var validation = new Score(values[4], values[5]);
        return new EpochRecord((int) values[0], values[1], train, validation, figures, new Pace(values[6], values[7]));
    }

    private static double number(String line, String column, String cell) {
        if (cell.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new InvalidHistoryException(line, column + " must be a number, got '" + cell + "'", e);
        }
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
