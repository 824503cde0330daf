package mien.app.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import mien.Face;
import mien.Outcome;
import mien.Photo;
import mien.app.output.Answer.Failed;
import mien.app.output.Answer.Read;

/// Answers as CSV (RFC 4180, but lines end with a line feed): a line a face; a photo without faces or with an error
/// has one line with these columns empty.
public final class CsvOutput {
    private static final int FACE_COLUMNS = 9;

    private CsvOutput() {}

    public static String header(List<String> labels) {
        var columns = new ArrayList<>(List.of("file", "width", "height"));
        columns.addAll(List.of("x", "y", "face_width", "face_height", "detector", "score", "human"));
        columns.addAll(List.of("emotion", "outcome"));
        columns.addAll(labels);
        columns.addAll(List.of("error", "milliseconds"));
        return line(columns);
    }

    public static String of(Answer answer, List<String> labels) {
        return switch (answer) {
            case Read(var file, var photo) -> {
                var lines = new StringBuilder();
                for (var face : photo.faces()) {
                    lines.append(line(file, photo, face(face, labels)));
                }
                yield photo.faces().isEmpty() ? line(file, photo, empty(labels)) : lines.toString();
            }
            case Failed(var file, var error, var milliseconds) -> {
                var cells = new ArrayList<>(List.of(file, "", ""));
                cells.addAll(empty(labels));
                cells.addAll(List.of(error, milliseconds(milliseconds)));
                yield line(cells);
            }
        };
    }

    private static String line(String file, Photo photo, List<String> face) {
        var cells = new ArrayList<>(List.of(file, "" + photo.width(), "" + photo.height()));
        cells.addAll(face);
        cells.addAll(List.of("", milliseconds(photo.milliseconds())));
        return line(cells);
    }

    private static List<String> face(Face face, List<String> labels) {
        var box = face.box();
        var reading = face.reading();
        var cells = new ArrayList<>(List.of("" + box.x(), "" + box.y(), "" + box.width(), "" + box.height()));
        cells.add(face.detector());
        cells.add(String.format(Locale.ROOT, "%.4f", face.score()));
        cells.add(
                face.human().isPresent()
                        ? String.format(Locale.ROOT, "%.4f", face.human().getAsDouble())
                        : "");
        cells.add(reading.outcome() == Outcome.NOT_HUMAN ? "" : reading.emotion());
        cells.add(reading.outcome().word());
        var probabilities = Rounded.probabilities(reading);
        labels.forEach(label -> cells.add(String.valueOf(probabilities.get(label))));
        return cells;
    }

    private static List<String> empty(List<String> labels) {
        return Collections.nCopies(FACE_COLUMNS + labels.size(), "");
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(CsvOutput::quoted).toList()) + "\n";
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
