package mien.lab.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mien.lab.dataset.CsvTable.Row;

/// Which columns of a csv may name its pictures.
///
/// Numbers are found as names without an ending, whatever they count: a row, an age, a class. So a column of names
/// with endings goes before all others, then one whose header says that it names pictures, then the one that names
/// most different pictures. A column of labels never counts.
final class PictureColumns {
    private static final Set<String> HEADERS = Set.of(
            "file",
            "filename",
            "filepath",
            "image",
            "imagefile",
            "imagename",
            "imagepath",
            "img",
            "name",
            "path",
            "photo",
            "picture",
            "pth");

    private final CsvTable table;
    private final PictureLookup lookup;
    private final List<Row> rows;
    private final List<Column> columns;

    /// @param at its number, from 0
    /// @param endings cells that end like the name of a picture
    /// @param found different pictures that it names
    private record Column(int at, long endings, long found) {}

    private PictureColumns(CsvTable table, PictureLookup lookup, List<Row> rows) {
        this.table = table;
        this.lookup = lookup;
        this.rows = rows;
        this.columns = IntStream.range(0, table.width())
                .filter(at -> !TableColumns.LABELS.contains(header(at)))
                .mapToObj(this::column)
                .toList();
    }

    /// The number of the column; none if no column names pictures; several if they name different ones and nothing
    /// tells which of them is meant.
    ///
    /// @param rows that are looked at
    static List<Integer> of(CsvTable table, PictureLookup lookup, List<Row> rows) {
        return new PictureColumns(table, lookup, rows).chosen();
    }

    private List<Integer> chosen() {
        var named = columns.stream()
                .filter(column -> 2 * column.endings() > rows.size())
                .toList();
        var likely = likely(named.isEmpty() ? columns : named);
        if (likely.isEmpty()) { // none of the pictures is there
            return named.stream()
                    .max(Comparator.comparingLong(Column::endings))
                    .map(column -> List.of(column.at()))
                    .orElse(List.of());
        }
        var best = likely.getFirst();
        var rivals = likely.stream()
                .filter(other -> disagree(best.at(), other.at()))
                .map(Column::at)
                .toList();
        return IntStream.concat(IntStream.of(best.at()), rivals.stream().mapToInt(at -> at))
                .boxed()
                .toList();
    }

    /// Those that name at least half as many different pictures as the best of them, the best first; of these the ones
    /// whose header says so, if there are any.
    private List<Column> likely(List<Column> columns) {
        long most = columns.stream().mapToLong(Column::found).max().orElse(0);
        var likely = columns.stream()
                .filter(column -> column.found() > 0 && 2 * column.found() >= most)
                .sorted(Comparator.comparingLong(column -> -column.found()))
                .toList();
        var said = likely.stream()
                .filter(column -> HEADERS.contains(header(column.at())))
                .toList();
        return said.isEmpty() ? likely : said;
    }

    private Column column(int at) {
        long endings =
                rows.stream().filter(row -> Names.isPicture(row.cell(at))).count();
        long found = rows.stream()
                .map(row -> found(row, at))
                .filter(files -> !files.isEmpty())
                .distinct()
                .count();
        return new Column(at, endings, found);
    }

    private boolean disagree(int one, int other) {
        return rows.stream().anyMatch(row -> {
            var files = found(row, one);
            var others = found(row, other);
            return !files.isEmpty() && !others.isEmpty() && !files.equals(others);
        });
    }

    private List<String> found(Row row, int column) {
        return lookup.find(row.cell(column), table.file());
    }

    private String header(int column) {
        return column < table.header().size() ? table.header().get(column) : "";
    }

    /// What is wrong if there is not just one of them.
    static String wrong(CsvTable table, List<Integer> columns) {
        if (columns.isEmpty()) {
            return "no column names a picture of this data set; not used";
        }
        var names = columns.stream().map(table::title).collect(Collectors.joining(" and "));
        return names + " name different pictures, so it is not used; call the right one 'file'";
    }
}
