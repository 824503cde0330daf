package mien.lab.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.file.WholeFile;

/// Reads and writes `corrections.csv`. Stricter than [CsvTable]: a line that is not understood is an error, since a
/// lost correction would not be noticed.
final class CorrectionsFile {
    private static final String HEADER = "file,action,label,reason";

    private final String name;
    private final List<String> header;

    private CorrectionsFile(String name, List<String> header) {
        this.name = name;
        this.header = header;
    }

    static Corrections read(Path file) {
        try {
            if (Files.size(file) > CsvTable.MAX_BYTES) {
                throw new DatasetException(file + ": is larger than " + (CsvTable.MAX_BYTES >> 20)
                        + " MiB; this cannot be a file of corrections");
            }
            return parse(file.toString(), CsvTable.text(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new DatasetException(file + ": does not exist; give a csv of " + HEADER, e);
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be read (" + e.getMessage() + "); give a csv of " + HEADER, e);
        }
    }

    static Corrections parse(String name, String text) {
        var records = records(name, text);
        var first = records.isEmpty() ? List.<String>of() : records.getFirst().getFields();
        var header = first.stream().map(Names::squeezed).toList();
        for (var needed : List.of("file", "action")) {
            if (header.indexOf(needed) < 0 || header.indexOf(needed) != header.lastIndexOf(needed)) {
                throw new DatasetException(
                        name + ":1: the first line must be " + HEADER + ", got '" + String.join(",", first) + "'");
            }
        }
        var reader = new CorrectionsFile(name, header);
        var lines = new ArrayList<Line>();
        for (var line : records.subList(1, records.size())) {
            if (!line.getFields().stream().allMatch(String::isBlank)) {
                lines.add(reader.line(line));
            }
        }
        return new Corrections(name, lines);
    }

    private static List<CsvRecord> records(String name, String text) {
        var records = new ArrayList<CsvRecord>();
        var reader = CsvReader.builder()
                .fieldSeparator(CsvTable.separator(text))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text);
        try (reader) {
            reader.forEach(records::add);
        } catch (CsvParseException | IOException e) {
            long line = records.isEmpty() ? 1 : records.getLast().getStartingLineNumber() + 1;
            throw new DatasetException(
                    name + ":" + line + ": the quotes in this line do not fit; put a name with"
                            + " commas or quotes into quotes, and double the quotes inside",
                    e);
        }
        if (!records.isEmpty() && !text.stripTrailing().endsWith("\"")) {
            var last = records.getLast();
            if (last.getField(last.getFieldCount() - 1).stripTrailing().lines().count() > 1) {
                throw new DatasetException(name + ":" + last.getStartingLineNumber()
                        + ": a quote is opened in this line and never closed; close it");
            }
        }
        return records;
    }

    private Line line(CsvRecord line) {
        int number = Math.toIntExact(line.getStartingLineNumber());
        var where = name + ":" + number + ": ";
        var file = cell(line, "file");
        if (file.isBlank()) {
            throw new DatasetException(where + "names no picture; fill the column file");
        }
        if (line.getFieldCount() > header.size()) {
            throw new DatasetException(where + "has " + line.getFieldCount() + " cells for " + header.size()
                    + " columns; put what contains a comma into quotes");
        }
        var action = action(where, cell(line, "action").strip());
        var label = cell(line, "label").strip();
        if (action == Action.RELABEL && label.isEmpty()) {
            throw new DatasetException(where + "relabel needs the new label in the column label");
        }
        if (action != Action.RELABEL && !label.isEmpty()) {
            throw new DatasetException(where + "label '" + label + "' means nothing with "
                    + CsvTable.lower(action.name()) + "; write relabel or leave it empty");
        }
        return new Line(number, file, action, label, cell(line, "reason"));
    }

    private static Action action(String where, String cell) {
        return Arrays.stream(Action.values())
                .filter(action -> action.name().equalsIgnoreCase(cell))
                .findFirst()
                .orElseThrow(() -> new DatasetException(where
                        + (cell.isEmpty() ? "has no action" : "action '" + cell + "' is unknown")
                        + "; write drop, relabel or keep"));
    }

    private String cell(CsvRecord line, String column) {
        int at = header.indexOf(column);
        return at < 0 || at >= line.getFieldCount() ? "" : line.getField(at);
    }

    static void write(Corrections corrections, Path file) {
        try {
            WholeFile.write(file, text(corrections));
        } catch (IOException e) {
            throw new DatasetException(
                    file + ": cannot be written (" + e + "); name a file in a folder that" + " you may write to", e);
        }
    }

    static String text(Corrections corrections) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(HEADER.split(",", -1));
            for (var line : corrections.lines()) {
                csv.writeRecord(line.file(), CsvTable.lower(line.action().name()), line.label(), line.reason());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not into a string
        }
        return text.toString();
    }
}
