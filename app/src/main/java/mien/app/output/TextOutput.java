package mien.app.output;

import java.util.Locale;
import mien.Face;
import mien.Outcome;
import mien.Photo;
import mien.Reading;
import mien.app.output.Answer.Failed;
import mien.app.output.Answer.Read;
import mien.lab.explain.Shares;
import mien.lab.occlusion.Placement;

/// An answer for people: a heading for the photo, then a line a face with a bar an emotion.
///
/// ```
/// party.jpg: 2 faces, 640 x 480, 35 ms
///   at x, y        answer          angry   disgust fear    happy   sad     surprise neutral
///   40, 52         happy 93 %      ▏                       █████▌
/// ```
public final class TextOutput {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final int CELLS = 6;

    private TextOutput() {}

    /// @param unicode block characters in eighths if true, `#` else
    /// @param explain whether a line after each face says on which parts of it the answer rests
    public static String of(Answer answer, boolean unicode, boolean explain) {
        return switch (answer) {
            case Failed(var file, var error, var _) ->
                error.startsWith(file) ? error + "\n" : file + ": " + error + "\n";
            case Read(var file, var photo) -> heading(file, photo) + table(photo, unicode, explain);
        };
    }

    private static String heading(String file, Photo photo) {
        int faces = photo.humanFaces().size();
        int others = photo.faces().size() - faces;
        var found = (faces == 0 ? "no face" : faces == 1 ? "1 face" : faces + " faces")
                + (others == 0 ? "" : ", " + others + " not human");
        return String.format(
                Locale.ROOT,
                "%s: %s, %d x %d, %.0f ms\n",
                file,
                found,
                photo.width(),
                photo.height(),
                photo.milliseconds());
    }

    private static String table(Photo photo, boolean unicode, boolean explain) {
        if (photo.faces().isEmpty()) {
            return "";
        }
        var out = new StringBuilder("  at         answer          ");
        photo.faces().getFirst().reading().probabilities().keySet().forEach(label -> out.append(padded(label, label)));
        newLine(out);
        for (var face : photo.faces()) {
            line(out, face, unicode);
            newLine(out);
            if (explain && face.reading().outcome() != Outcome.NOT_HUMAN) {
                out.append("             because of ").append(parts(face.reading()));
                newLine(out);
            }
        }
        return out.toString();
    }

    /// With eyes and mouth where they usually are in what the network sees: nobody looks for them here.
    private static String parts(Reading reading) {
        var map = reading.explain().map(reading.emotion());
        return Shares.of(map, Placement.USUAL).sentence(3);
    }

    private static void line(StringBuilder out, Face face, boolean unicode) {
        var reading = face.reading();
        var at = face.box().x() + "," + face.box().y();
        switch (reading.outcome()) {
            case EMOTION -> answer(out, at, reading.emotion(), reading.confidence());
            case UNCERTAIN -> answer(out, at, reading.emotion() + "?", reading.confidence());
            case NOT_HUMAN -> {
                answer(out, at, "not human", 1 - face.human().orElse(0));
                return;
            }
        }
        reading.probabilities().forEach((label, p) -> out.append(padded(label, bar(p, unicode))));
    }

    private static void answer(StringBuilder out, String at, String word, double share) {
        out.append(String.format(Locale.ROOT, "  %-10s %-10s %3.0f%% ", at, word, 100 * share));
    }

    private static String padded(String label, String content) {
        int width = Math.max(CELLS, label.length()) + 1;
        return content + " ".repeat(width - content.length());
    }

    /// A bar of up to six characters.
    ///
    /// @param share in `[0, 1]`
    static String bar(double share, boolean unicode) {
        if (!unicode) {
            return "#".repeat((int) Math.round(share * CELLS));
        }
        int eighths = (int) Math.round(share * CELLS * 8);
        var rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + rest;
    }

    private static void newLine(StringBuilder out) {
        int end = out.length();
        while (out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
        out.append('\n');
    }
}
