package mien.lab.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mien.lab.dataset.CsvTable.Row;
import mien.lab.dataset.Found.Labelled;
import mien.lab.dataset.Problem.Kind;

/// The votes of FER+ (`fer2013new.csv`): `Usage, Image name`, a count per emotion, `unknown`, `NF`.
///
/// @param columns where `usage`, `imagename`, the 8 emotions in FER+'s order, `unknown` and `nf` are; usage may be
///     -1
record VotesTable(CsvTable table, List<Integer> columns) {
    private static final List<String> HEADER = List.of(
            "usage",
            "imagename",
            "neutral",
            "happiness",
            "surprise",
            "sadness",
            "anger",
            "disgust",
            "fear",
            "contempt",
            "unknown",
            "nf");

    static boolean isHeader(List<String> header) {
        return header.containsAll(HEADER.subList(1, HEADER.size()));
    }

    static VotesTable of(CsvTable table) {
        var header = table.header();
        return new VotesTable(table, HEADER.stream().map(header::indexOf).toList());
    }

    /// Adds votes, by file name; the usage becomes the split where the folders do not say.
    Found joinByName(Found found) {
        var byName = new HashMap<String, List<Integer>>();
        for (int i = 0; i < found.pictures().size(); i++) {
            var name = Names.last(found.pictures().get(i).file());
            byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(i);
        }
        var pictures = new ArrayList<>(found.pictures());
        var problems = new ArrayList<>(found.problems());
        problems.addAll(table.problems());
        for (var row : rows()) {
            joinRow(row, byName, pictures, problems);
        }
        return new Found(found.form() + ", with FER+ votes", pictures, problems);
    }

    private void joinRow(Row row, Map<String, List<Integer>> byName, List<Labelled> pictures, List<Problem> problems) {
        var name = row.cell(columns.get(1));
        if (name.isEmpty()) {
            return; // FER+ names no picture where it found no face
        }
        var usage = usage(row);
        var named = byName.getOrDefault(Names.last(name), List.of());
        var candidates = named.size() == 1
                ? named
                : named.stream().filter(i -> pictures.get(i).split() == usage).toList();
        if (candidates.size() != 1) {
            var what = named.isEmpty()
                    ? "names " + name + ", which is not there"
                    : "names " + name + ", but there are " + named.size() + " pictures of this name";
            problems.add(new Problem(named.isEmpty() ? Kind.MISSING : Kind.VOTES, table.where(row), what));
            return;
        }
        int i = candidates.getFirst();
        pictures.set(i, voted(pictures.get(i), row, problems));
    }

    /// Adds votes to the rows of a pixel csv, by position: row `n` here speaks of row `n` there.
    ///
    /// @param rowOf position of each picture of `found` among the rows of its csv, from 0
    /// @param count rows of that csv
    Found joinByRow(Found found, List<Integer> rowOf, int count) {
        var problems = new ArrayList<>(found.problems());
        problems.addAll(table.problems());
        var rows = rows();
        if (rows.size() != count) {
            var what = "has " + rows.size() + " rows of votes for " + count
                    + " rows of pixels; they are matched by order, so none is used";
            problems.add(new Problem(Kind.VOTES, table.file(), what));
            return new Found(found.form(), found.pictures(), problems);
        }
        var pictures = new ArrayList<Labelled>();
        for (int i = 0; i < found.pictures().size(); i++) {
            pictures.add(voted(found.pictures().get(i), rows.get(rowOf.get(i)), problems));
        }
        return new Found(found.form() + ", with FER+ votes", pictures, problems);
    }

    private List<Row> rows() {
        return table.rows().subList(1, table.rows().size());
    }

    private Labelled voted(Labelled picture, Row row, List<Problem> problems) {
        var counts = new int[10];
        for (int i = 0; i < 10; i++) {
            var cell = row.cell(columns.get(i + 2));
            counts[i] = count(cell);
            if (counts[i] < 0) {
                var what = "column " + HEADER.get(i + 2) + " needs a number of votes, got '" + cell + "'; not used";
                problems.add(new Problem(Kind.ROW, table.where(row), what));
                return picture;
            }
        }
        var emotions = java.util.Arrays.stream(counts, 0, 8).boxed().toList();
        var split = picture.split() == Split.NONE ? usage(row) : picture.split();
        return picture.withVotes(split, new Votes(emotions, counts[8], counts[9]));
    }

    private static int count(String cell) {
        int count = cell.isEmpty() || cell.length() > 4 ? -1 : 0;
        for (int i = 0; i < cell.length() && count >= 0; i++) {
            int digit = cell.charAt(i) - '0';
            count = digit < 0 || digit > 9 ? -1 : 10 * count + digit;
        }
        return count;
    }

    private Split usage(Row row) {
        return columns.getFirst() < 0
                ? Split.NONE
                : Names.split(row.cell(columns.getFirst())).orElse(Split.NONE);
    }
}
