package mien.lab.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.lab.dataset.Found.Labelled;
import mien.lab.dataset.PixelRows.Row;
import mien.lab.dataset.Problem.Kind;
import mien.lab.dataset.Sample.Origin;
import mien.model.LabelSet;

/// Reads Kaggle's `fer2013.csv` and its kind: `emotion,pixels,Usage`, a picture a row.
///
/// Only the label and the usage are read here; [PixelRows] reads the pixels when they are wanted.
final class PixelTables {
    private final FileTree tree;

    private PixelTables(FileTree tree) {
        this.tree = tree;
    }

    static boolean isHeader(List<String> header) {
        return header.contains("pixels");
    }

    /// @param files the csv files with pixels; if one of them has a usage column, the others are taken for parts of
    ///     it
    /// @param votes at most one of them is used: it needs a row for each row of pixels
    static Found read(FileTree tree, List<String> files, List<VotesTable> votes) {
        var reader = new PixelTables(tree);
        var whole = files.stream()
                .filter(file -> CsvTable.peek(tree, file).contains("usage"))
                .findFirst();
        var used = whole.map(List::of).orElse(files);
        var problems = new ArrayList<Problem>();
        for (var file : files) {
            if (!used.contains(file)) {
                var what = "not used, since " + used.getFirst() + " has all splits in its Usage column";
                problems.add(new Problem(Kind.FILE, file, what));
            }
        }
        var pictures = new ArrayList<Labelled>();
        for (var file : used) {
            var found = reader.read(file, votes);
            pictures.addAll(found.pictures());
            problems.addAll(found.problems());
        }
        boolean voted = pictures.stream().anyMatch(picture -> picture.votes() != null);
        var form = "csv of pixels (" + String.join(", ", used) + ")" + (voted ? ", with FER+ votes" : "");
        return new Found(form, pictures, problems);
    }

    private Found read(String file, List<VotesTable> votes) {
        var pictures = new ArrayList<Labelled>();
        var rowOf = new ArrayList<Integer>();
        var problems = new ArrayList<Problem>();
        var origin = new Origin(file, Map.of());
        int count = 0;
        try (var rows = PixelRows.labels(tree, file)) {
            for (var row : rows) {
                var before = problems.size();
                var picture = labelled(file, row, origin, problems);
                if (problems.size() == before || picture.label() != null) {
                    pictures.add(picture);
                    rowOf.add(count);
                }
                count++;
            }
        } catch (IOException | UncheckedIOException | CsvParseException e) {
            var what = "cannot be read as csv after row " + count + " (" + e.getMessage() + "); is it complete?";
            problems.add(new Problem(Kind.FILE, file, what));
        }
        var found = new Found("csv of pixels", pictures, problems);
        return votes.isEmpty() ? found : votes.getFirst().joinByRow(found, rowOf, count);
    }

    private static Labelled labelled(String file, Row row, Origin origin, List<Problem> problems) {
        var where = file + ":" + row.line();
        var label = row.emotion().flatMap(PixelTables::label);
        if (row.emotion().isPresent() && label.isEmpty()) {
            var what = "emotion '" + row.emotion().get() + "' is unknown; 0 (angry) to 6 (neutral) are needed";
            problems.add(new Problem(Kind.ROW, where, what));
        }
        var split = row.usage().isEmpty()
                ? Optional.of(PictureTables.splitInName(file))
                : Names.split(row.usage().get());
        if (split.isEmpty() && label.isPresent()) {
            var what = "usage '" + row.usage().orElse("")
                    + "' is unknown; Training, PublicTest or PrivateTest is needed, so it counts as none";
            problems.add(new Problem(Kind.ROW, where, what));
        }
        return new Labelled(where, where, split.orElse(Split.NONE), label.orElse(null), null, origin);
    }

    private static Optional<String> label(String emotion) {
        if (emotion.length() == 1 && emotion.charAt(0) >= '0' && emotion.charAt(0) <= '6') {
            return Optional.of(LabelSet.FER7.labels().get(emotion.charAt(0) - '0'));
        }
        return LabelSet.FER7.indexOf(emotion).isPresent() ? Optional.of(emotion) : Optional.empty();
    }
}
