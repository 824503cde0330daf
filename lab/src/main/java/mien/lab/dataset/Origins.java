package mien.lab.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mien.lab.dataset.CsvTable.Row;
import mien.lab.dataset.Sample.Origin;

/// What the rows of a csv say beside picture, label and split. Rows that say the same share it, so that a million
/// rows of a few subjects cost little.
final class Origins {
    private final String file;
    private final Map<Integer, String> names = new LinkedHashMap<>();
    private final Map<List<String>, Origin> known = new HashMap<>();

    Origins(CsvTable table, TableColumns columns) {
        file = table.file();
        var first = table.rows().getFirst().cells();
        int width = columns.header() ? first.size() : table.width();
        for (int i = 0; i < width; i++) {
            if (i != columns.picture() && i != columns.label() && i != columns.split()) {
                var name = columns.header() ? first.get(i) : "";
                names.put(i, name.isEmpty() || names.containsValue(name) ? "column " + (i + 1) : name);
            }
        }
    }

    Origin of(Row row) {
        var cells = new ArrayList<String>(names.size());
        names.keySet().forEach(column -> cells.add(row.cell(column)));
        return known.computeIfAbsent(cells, _ -> new Origin(file, columns(row)));
    }

    private Map<String, String> columns(Row row) {
        var columns = new HashMap<String, String>();
        names.forEach((column, name) -> {
            if (!row.cell(column).isEmpty()) {
                columns.put(name, row.cell(column));
            }
        });
        return columns;
    }
}
