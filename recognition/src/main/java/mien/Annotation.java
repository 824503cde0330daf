package mien;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mien.image.Box;
import mien.image.Canvas;
import mien.image.Colour;
import mien.image.Picture;

/// Draws what was read onto the photo: a box around each face, its emotion, and a bar for each label. What is not
/// human has a grey box that says so.
///
/// Sizes follow the photo and the face; bars are left out where a face is too small to tell them apart,
/// and where they would cover a face.
public final class Annotation {
    private static final double OPACITY = 0.72;

    private final Canvas canvas;
    private final Picture picture;
    private final List<Box> taken = new ArrayList<>();

    private Annotation(Picture picture) {
        this.picture = picture;
        canvas = new Canvas(picture);
    }

    /// @param picture what `photo` was read from
    public static Picture draw(Picture picture, Photo photo) {
        var annotation = new Annotation(picture);
        photo.faces().forEach(face -> annotation.taken.add(face.box()));
        var plates = photo.faces().stream().map(annotation::plate).toList();
        photo.humanFaces().forEach(annotation::bars);
        photo.faces().forEach(annotation::box);
        for (int i = 0; i < plates.size(); i++) {
            annotation.name(photo.faces().get(i), plates.get(i));
        }
        return annotation.canvas.picture();
    }

    private void box(Face face) {
        canvas.box(face.box(), colour(face));
    }

    private static boolean human(Face face) {
        return face.reading().outcome() != Outcome.NOT_HUMAN;
    }

    private static Colour colour(Face face) {
        return human(face) ? Palette.of(face.reading().emotion()) : Palette.GREY;
    }

    private static String word(Face face) {
        return human(face) ? face.reading().emotion() : "not human";
    }

    /// What a plate says where there is room.
    private static String words(Face face) {
        var reading = face.reading();
        return switch (reading.outcome()) {
            case EMOTION -> percent(word(face) + " ", reading.confidence());
            case UNCERTAIN -> percent(word(face) + "? ", reading.confidence());
            case NOT_HUMAN -> word(face);
        };
    }

    private static String percent(String word, double share) {
        return String.format(Locale.ROOT, "%s%.0f%%", word, 100 * share);
    }

    /// The emotion on a plate of its colour: above the box, below it, or inside, where it covers no other face or
    /// name; without the figure where only the word fits.
    private Plate plate(Face face) {
        var fitting = Stream.of(words(face), word(face))
                .filter(text -> canvas.textWidth(text, textHeight(face))
                        <= 2 * face.box().width())
                .flatMap(text -> plates(face, text))
                .filter(plate ->
                        taken.stream().noneMatch(other -> !other.equals(face.box()) && other.iou(plate.box()) > 0))
                .findFirst();
        var plate = fitting.or(() -> plates(face, word(face)).reduce((_, last) -> last))
                .orElseThrow();
        taken.add(plate.box());
        return plate;
    }

    /// Where a name may go, the best place first.
    private Stream<Plate> plates(Face face, String text) {
        int height = textHeight(face);
        int pad = Math.max(2, height / 4);
        int width = canvas.textWidth(text, height) + 2 * pad;
        int x = Math.clamp(face.box().x(), 0, Math.max(0, picture.width() - width));
        int above = face.box().y() - height - pad;
        int below = face.box().y() + face.box().height();
        int inside = Math.max(0, face.box().y());
        return IntStream.of(above, below, inside)
                .filter(y -> y >= 0 && (y == inside || y + height + pad <= picture.height()))
                .mapToObj(y -> new Plate(text, new Box(x, y, width, height + pad), pad));
    }

    private void name(Face face, Plate plate) {
        var colour = colour(face);
        var box = plate.box();
        int pad = plate.pad();
        canvas.fill(box, colour, 0.92);
        var text = new Box(box.x() + pad, box.y() + pad / 2, box.width() - 2 * pad, box.height() - pad);
        canvas.label(plate.text(), text, colour.contrast());
    }

    private record Plate(String text, Box box, int pad) {}

    /// A panel with a bar a label, where there is room.
    private void bars(Face face) {
        var probabilities = face.reading().probabilities();
        int row = rowHeight(face, probabilities.size());
        if (row < 9) {
            return;
        }
        int text = 0;
        for (var label : probabilities.keySet()) {
            text = Math.max(text, canvas.textWidth(label, row));
        }
        int pad = row / 3;
        panel(face.box(), text + 4 * row + 3 * pad, row * probabilities.size() + 2 * pad)
                .ifPresent(panel -> bars(probabilities, panel, row));
    }

    private void bars(Map<String, Double> probabilities, Box panel, int row) {
        int pad = row / 3;
        int text = panel.width() - 4 * row - 3 * pad;
        taken.add(panel);
        canvas.fill(panel, Colour.BLACK, OPACITY);
        int y = panel.y() + pad;
        for (var entry : probabilities.entrySet()) {
            canvas.label(entry.getKey(), new Box(panel.x() + pad, y, text, row), Colour.WHITE);
            var track = new Box(panel.x() + text + 2 * pad, y + row / 5, 4 * row, Math.max(1, row * 3 / 5));
            canvas.bar(track, entry.getValue(), Palette.of(entry.getKey()));
            y += row;
        }
    }

    /// Where a panel covers neither a face nor another panel: right of its face, left of it, or below.
    private Optional<Box> panel(Box face, int width, int height) {
        int gap = canvas.lineWidth() + 1;
        int x = Math.clamp(face.x(), 0, Math.max(0, picture.width() - width));
        int y = Math.clamp(face.y(), 0, Math.max(0, picture.height() - height));
        return Stream.of(
                        new Box(face.x() + face.width() + gap, y, width, height),
                        new Box(face.x() - width - gap, y, width, height),
                        new Box(x, face.y() + face.height() + gap, width, height))
                .filter(box -> box.x() >= 0 && box.y() >= 0)
                .filter(box -> box.x() + width <= picture.width() && box.y() + height <= picture.height())
                .filter(box -> taken.stream().noneMatch(other -> other.iou(box) > 0))
                .findFirst();
    }

    /// Bars are as high as the face allows, but no larger than the picture's own text.
    private int rowHeight(Face face, int labels) {
        return Math.min(canvas.textHeight(), (int) Math.round(face.box().height() * 0.9 / labels));
    }

    private int textHeight(Face face) {
        return Math.clamp(Math.round(face.box().width() * 0.22), 11, Math.max(11, canvas.textHeight()));
    }
}
