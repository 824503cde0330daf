package mien.lab.evaluation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mien.lab.metrics.EvaluationException;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;

/// What another tool said of pictures: a csv with a column `file`, and either a column for each label with how likely
/// it is, or a column `label` (or `emotion`).
///
/// @param name as it was named
/// @param labels of the columns; of a csv without such columns, those of the data and those in it
/// @param hasProbabilities whether there is a column for each label
/// @param rows by file: `[labels]`, summing to 1
public record AnswersFile(String name, LabelSet labels, boolean hasProbabilities, Map<String, float[]> rows) {

    public AnswersFile {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /// @param data the labels that columns may have, beside the eight emotions
    /// @throws EvaluationException naming file and line if it is missing or not understood
    public static AnswersFile read(Path file, LabelSet data) {
        try {
            return parse(file.toString(), Files.readString(file), data);
        } catch (IOException e) {
            throw new EvaluationException(
                    file + ": the answers cannot be read (" + e + "); give a csv with the columns file and label", e);
        }
    }

    static AnswersFile parse(String name, String text, LabelSet data) {
        var records = records(name, text);
        if (records.size() < 2) {
            throw new EvaluationException(
                    name + ": it has no answers; give a csv with a header line such as file,label");
        }
        return new Reader(name, records, data).read();
    }

    private static List<CsvRecord> records(String name, String text) {
        var first = text.lines().findFirst().orElse("");
        char separator = first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') < 0 ? ',' : '\t';
        try (var reader = CsvReader.builder()
                .fieldSeparator(separator)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            return reader.stream()
                    .filter(row -> !row.getFields().stream().allMatch(String::isBlank))
                    .toList();
        } catch (CsvParseException | IOException e) {
            throw new EvaluationException(name + ": this is no csv (" + e.getMessage() + "); check its quotes", e);
        }
    }

    /// The answers to pictures, by the names that the data has for them. A name may have more or fewer folders before
    /// it than in the data.
    ///
    /// @throws EvaluationException if no picture of the data is in the csv, or a name fits several rows
    Map<String, float[]> byPicture(String data, List<String> pictures) {
        var byLast = new HashMap<String, List<String>>();
        rows.keySet()
                .forEach(file -> byLast.computeIfAbsent(last(file), _ -> new ArrayList<>(1))
                        .add(file));
        var found = new HashMap<String, float[]>();
        for (var picture : pictures) {
            row(picture, byLast.getOrDefault(last(picture), List.of())).ifPresent(row -> found.put(picture, row));
        }
        if (found.isEmpty()) {
            throw new EvaluationException(name + ": it names no picture of " + data + ", but for example "
                    + rows.keySet().iterator().next() + "; its column file must hold names such as "
                    + (pictures.isEmpty() ? "happy/1.png" : pictures.getFirst()));
        }
        return found;
    }

    private Optional<float[]> row(String picture, List<String> candidates) {
        if (rows.containsKey(picture)) {
            return Optional.ofNullable(rows.get(picture));
        }
        var fitting = candidates.stream()
                .filter(file -> ("/" + file).endsWith("/" + picture) || ("/" + picture).endsWith("/" + file))
                .toList();
        if (fitting.size() > 1) {
            throw new EvaluationException(name + ": both " + fitting.get(0) + " and " + fitting.get(1)
                    + " can mean the picture " + picture + "; write the names as the data has them");
        }
        return fitting.stream().findFirst().flatMap(file -> Optional.ofNullable(rows.get(file)));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// One csv.
    private static final class Reader {
        private static final double ROUNDING = 1e-5; // a sum this close to 1 is meant to be 1

        private final String name;
        private final List<CsvRecord> records;
        private final LabelSet data;
        private final List<String> header;

        Reader(String name, List<CsvRecord> records, LabelSet data) {
            this.name = name;
            this.records = records;
            this.data = data;
            header = records.getFirst().getFields().stream()
                    .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                    .toList();
        }

        AnswersFile read() {
            int file = header.indexOf("file");
            if (file < 0) {
                throw new EvaluationException(name + ":1: it needs a column file, got "
                        + String.join(",", records.getFirst().getFields()));
            }
            var columns = labelColumns();
            if (columns.size() > 1) {
                var labels = new LabelSet("answers", List.copyOf(columns.keySet()));
                var places = List.copyOf(columns.values());
                return new AnswersFile(name, labels, true, rows(file, row -> probabilities(row, places)));
            }
            int label = header.contains("label") ? header.indexOf("label") : header.indexOf("emotion");
            if (label < 0) {
                throw new EvaluationException(name + ":1: it needs a column label, or a column for each of "
                        + String.join(", ", data.labels()) + "; got "
                        + String.join(",", records.getFirst().getFields()));
            }
            var labels = labels(label);
            return new AnswersFile(name, labels, false, rows(file, row -> certain(row.getField(label), labels)));
        }

        private Map<String, Integer> labelColumns() {
            var known = new LinkedHashSet<>(data.labels());
            known.addAll(LabelSet.FERPLUS8.labels());
            var columns = new LinkedHashMap<String, Integer>();
            for (int i = 0; i < header.size(); i++) {
                var label = LabelSet.canonical(header.get(i));
                if (known.contains(label) && columns.putIfAbsent(label, i) != null) {
                    throw new EvaluationException(name + ":1: two columns mean " + label + "; remove one");
                }
            }
            return columns;
        }

        private LabelSet labels(int column) {
            var named = records.stream()
                    .skip(1)
                    .filter(row -> row.getFieldCount() > column)
                    .map(row -> LabelSet.canonical(row.getField(column)))
                    .filter(label -> !label.isEmpty());
            return new LabelSet(
                    "answers",
                    Stream.concat(data.labels().stream(), named).distinct().toList());
        }

        private interface Cells {
            /// @return null if the row has no answer
            float @Nullable [] of(CsvRecord row);
        }

        private Map<String, float[]> rows(int file, Cells cells) {
            var rows = new LinkedHashMap<String, float[]>();
            for (var record : records.subList(1, records.size())) {
                var picture = file < record.getFieldCount()
                        ? record.getField(file).strip().replace('\\', '/')
                        : "";
                var row = picture.isEmpty() ? null : cells.of(record);
                if (row != null && rows.put(picture, row) != null) {
                    throw new EvaluationException(name + ":" + record.getStartingLineNumber() + ": " + picture
                            + " has two answers; leave one");
                }
            }
            return rows;
        }

        private float @Nullable [] certain(String cell, LabelSet labels) {
            if (cell.isBlank()) {
                return null;
            }
            var row = new float[labels.size()];
            row[labels.indexOf(cell).orElseThrow()] = 1;
            return row;
        }

        private float @Nullable [] probabilities(CsvRecord record, List<Integer> places) {
            var row = new double[places.size()];
            int empty = 0;
            for (int i = 0; i < row.length; i++) {
                int place = places.get(i);
                var cell =
                        place < record.getFieldCount() ? record.getField(place).strip() : "";
                empty += cell.isEmpty() ? 1 : 0;
                row[i] = cell.isEmpty() ? 0 : number(cell, record, place);
            }
            double sum = Arrays.stream(row).sum();
            if (empty == row.length) {
                return null;
            }
            if (!(sum > 0) || empty > 0) {
                throw new EvaluationException(name + ":" + record.getStartingLineNumber()
                        + ": the scores of a picture must all be there and not all be 0; got "
                        + String.join(",", record.getFields()));
            }
            var out = new float[row.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = (float) (Math.abs(sum - 1) < ROUNDING ? row[i] : row[i] / sum);
            }
            return out;
        }

        private double number(String cell, CsvRecord record, int place) {
            try {
                double value = Double.parseDouble(cell);
                if (value >= 0 && Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // said below
            }
            throw new EvaluationException(name + ":" + record.getStartingLineNumber() + ": " + header.get(place)
                    + " must be a probability or another number from 0 up, got '" + cell + "'");
        }
    }
}
