package mien.lab.dataset;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import mien.lab.dataset.CsvTable.Row;

/// Which column of a csv names the picture, which the label, which the split.
///
/// @param picture column number from 0
/// @param label column number, or -1
/// @param split column number, or -1
/// @param header whether the first row is one
record TableColumns(int picture, int label, int split, boolean header) {
    /// What a column of labels is called, the best name first.
    static final List<String> LABELS = List.of(
            "emotion", "label", "expression", "class", "emotions", "labels", "emotionlabel", "category", "target");

    private static final int LOOKED_AT = 1000;

    /// @param picture the column that names the picture
    static TableColumns of(CsvTable table, PictureLookup lookup, int picture) {
        var rows = sampled(table.rows());
        int width = table.width();
        var first = table.rows().getFirst().cell(picture);
        boolean header = lookup.find(first, table.file()).isEmpty() && !Names.isPicture(first);
        int label = label(table, rows, width, picture, header);
        var taken = label < 0 ? Set.of(picture) : Set.of(picture, label);
        int split = most(rows, width, taken, 0.5, cell -> Names.split(cell).isPresent());
        return new TableColumns(picture, label, split, header);
    }

    private static int label(CsvTable table, List<Row> rows, int width, int picture, boolean header) {
        if (header) {
            for (var name : LABELS) {
                int column = table.header().indexOf(name);
                if (column >= 0 && column != picture) {
                    return column;
                }
            }
        }
        int emotion = most(rows, width, Set.of(picture), 0.5, Names::isEmotion);
        return emotion >= 0 ? emotion : fewest(rows, width, picture);
    }

    /// The column whose cells most often pass, if more than `least` of them do.
    private static int most(List<Row> rows, int width, Set<Integer> except, double least, Predicate<String> test) {
        int best = -1;
        double most = least * rows.size();
        for (int column = 0; column < width; column++) {
            int at = column;
            long passing = rows.stream().filter(row -> test.test(row.cell(at))).count();
            if (passing > most && !except.contains(column)) {
                best = column;
                most = passing;
            }
        }
        return best;
    }

    /// The column of words with the fewest different ones, at least two and each twice on average.
    private static int fewest(List<Row> rows, int width, int picture) {
        int best = -1;
        int fewest = rows.size() / 2 + 1;
        for (int column = 0; column < width; column++) {
            var different = new HashSet<String>();
            boolean words = true;
            for (var row : rows) {
                var cell = row.cell(column);
                different.add(CsvTable.lower(cell));
                words &= cell.isEmpty() || !cell.chars().allMatch(c -> Character.isDigit(c) || ".-+eE".indexOf(c) >= 0);
                words &= Names.split(cell).isEmpty();
            }
            if (column != picture && words && different.size() > 1 && different.size() < fewest) {
                best = column;
                fewest = different.size();
            }
        }
        return best;
    }

    /// Rows after the first, evenly spread; the first if it is alone.
    static List<Row> sampled(List<Row> rows) {
        if (rows.size() < 2) {
            return rows;
        }
        int step = Math.max(1, rows.size() / LOOKED_AT);
        var sampled = new ArrayList<Row>();
        IntStream.iterate(1, i -> i < rows.size(), i -> i + step).forEach(i -> sampled.add(rows.get(i)));
        return sampled;
    }

    /// Whether a row repeats the header, or looks like one where there is none.
    boolean isHeaderAgain(CsvTable table, Row row) {
        if (header) {
            return row.cells().stream().map(Names::squeezed).toList().equals(table.header());
        }
        return LABELS.contains(Names.squeezed(row.cell(label))) && !Names.isPicture(row.cell(picture));
    }
}
