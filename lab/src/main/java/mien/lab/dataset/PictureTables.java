package mien.lab.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mien.lab.dataset.CsvTable.Row;
import mien.lab.dataset.Found.Labelled;
import mien.lab.dataset.Problem.Kind;
import mien.model.LabelSet;

/// Reads csv files that name picture and label, in any column order, with the pictures beside or near them.
///
/// Several files are merged, the longest first; where two rows contradict each other, the first counts. The
/// split of a picture is that of its first row that tells one.
final class PictureTables {
    private final PictureLookup lookup;
    private final Map<String, Labelled> pictures = new LinkedHashMap<>();
    private final Map<String, Labelled> splits = new HashMap<>(); // the first of each picture that tells one
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> used = new ArrayList<>();

    private PictureTables(PictureLookup lookup) {
        this.lookup = lookup;
    }

    static Found read(FileTree tree, List<CsvTable> tables) {
        var reader = new PictureTables(new PictureLookup(tree));
        tables.stream()
                .sorted(Comparator.comparingInt(
                                (CsvTable table) -> -table.rows().size())
                        .thenComparing(CsvTable::file))
                .forEach(reader::read);
        for (var file : tree.files()) {
            if (Names.isPicture(file) && !reader.pictures.containsKey(file)) {
                reader.problems.add(new Problem(Kind.UNLABELLED, file, "no csv names it; add a row or delete it"));
            }
        }
        var form = "csv of picture and label (" + String.join(", ", reader.used) + ")";
        return new Found(form, List.copyOf(reader.pictures.values()), reader.problems);
    }

    private void read(CsvTable table) {
        problems.addAll(table.problems());
        var named = PictureColumns.of(table, lookup, TableColumns.sampled(table.rows()));
        if (named.size() != 1) {
            problems.add(new Problem(Kind.FILE, table.file(), PictureColumns.wrong(table, named)));
            return;
        }
        var columns = TableColumns.of(table, lookup, named.getFirst());
        if (columns.label() < 0) {
            var what = "no column looks like a label, so it is not used; call one 'emotion' or 'label'";
            problems.add(new Problem(Kind.FILE, table.file(), what));
            return;
        }
        used.add(table.file());
        var rows = columns.header() ? table.rows().subList(1, table.rows().size()) : table.rows();
        var origins = new Origins(table, columns);
        for (var row : rows) {
            if (columns.isHeaderAgain(table, row)) {
                problems.add(new Problem(Kind.ROW, table.where(row), "a header row among the data; skipped"));
            } else {
                read(table, columns, row, origins);
            }
        }
    }

    private void read(CsvTable table, TableColumns columns, Row row, Origins origins) {
        var where = table.where(row);
        var name = row.cell(columns.picture());
        var label = row.cell(columns.label());
        var split = split(table, columns, row);
        var files = lookup.find(name, table.file());
        if (files.size() > 1) {
            var there = files.stream()
                    .filter(file -> ClassFolders.split(Names.folders(file)) == split)
                    .toList();
            files = there.size() == 1 ? there : files;
        }
        if (name.isEmpty() || label.isEmpty()) {
            var what = name.isEmpty() ? "names no picture; skipped" : "gives no label for " + name + "; skipped";
            problems.add(new Problem(Kind.ROW, where, what));
        } else if (label.lines().count() > 1) {
            var what = "its label goes over several lines, so rows are lost; look for an open quote";
            problems.add(new Problem(Kind.ROW, where, what));
        } else if (files.isEmpty()) {
            problems.add(new Problem(Kind.MISSING, where, "names " + name + ", which is not there"));
        } else if (files.size() > 1) {
            var what = "names " + name + ", but there are several: " + String.join(", ", files.subList(0, 2))
                    + "; write the folder, too";
            problems.add(new Problem(Kind.ROW, where, what));
        } else {
            add(new Labelled(files.getFirst(), where, split, label, null, origins.of(row)));
        }
    }

    private void add(Labelled picture) {
        var before = pictures.putIfAbsent(picture.file(), picture);
        if (before != null && !canonical(before).equals(canonical(picture))) {
            contradicts(picture, before, "calls", canonical(picture), canonical(before));
        }
        if (picture.split() == Split.NONE) {
            return;
        }
        var split = splits.putIfAbsent(picture.file(), picture);
        if (split == null) {
            pictures.computeIfPresent(picture.file(), (_, known) -> known.withSplit(picture.split()));
        } else if (split.split() != picture.split()) {
            contradicts(
                    picture,
                    split,
                    "puts",
                    "into " + picture.split().title(),
                    "in " + split.split().title());
        }
    }

    /// `labels.csv:10: calls a.png sad, but it is happy in labels.csv:2`
    private void contradicts(Labelled picture, Labelled before, String verb, String now, String then) {
        var what = verb + " " + picture.file() + " " + now + ", but it is " + then + " in " + before.where();
        problems.add(new Problem(Kind.CONTRADICTION, picture.where(), what));
    }

    private static String canonical(Labelled picture) {
        return LabelSet.canonical(picture.name().orElse(""));
    }

    /// From the split column; else the folders of the picture as the csv writes them; else the name of the csv.
    private Split split(CsvTable table, TableColumns columns, Row row) {
        if (columns.split() >= 0) {
            var cell = row.cell(columns.split());
            var split = Names.split(cell);
            if (split.isEmpty() && !cell.isEmpty()) {
                var what = "'" + cell + "' is no split; train, validation or test is needed, so it counts as none";
                problems.add(new Problem(Kind.ROW, table.where(row), what));
            }
            return split.orElse(Split.NONE);
        }
        var files = lookup.find(row.cell(columns.picture()), table.file());
        var byFolder = files.size() == 1 ? ClassFolders.split(Names.folders(files.getFirst())) : Split.NONE;
        return byFolder != Split.NONE ? byFolder : splitInName(table.file());
    }

    /// `train.csv`, `labels_test.csv`.
    static Split splitInName(String csv) {
        var name = Names.last(csv);
        var words = name.substring(0, name.lastIndexOf('.')).split("[^\\p{L}]+", -1);
        var splits =
                Stream.of(words).flatMap(word -> Names.split(word).stream()).collect(Collectors.toSet());
        return splits.size() == 1 ? splits.iterator().next() : Split.NONE;
    }
}
