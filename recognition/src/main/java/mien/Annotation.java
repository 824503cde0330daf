package mien;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mien.image.Box;
import mien.image.Canvas;
import mien.image.Colour;
import mien.image.Picture;

/// Draws what was read onto the photo: a box around each face, its emotion, and a bar for each label.
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
        photo.faces().forEach(annotation::bars);
        photo.faces().forEach(annotation::box);
        photo.faces().forEach(annotation::name);
        return annotation.canvas.picture();
    }

    private void box(Face face) {
        canvas.box(face.box(), Palette.of(face.reading().emotion()));
    }

    /// The emotion on a plate of its colour, above the box, or inside it where there is no room above.
    private void name(Face face) {
        var reading = face.reading();
        int height = textHeight(face);
        var sure = reading.outcome() == Outcome.UNCERTAIN ? "? " : " ";
        var text = String.format(Locale.ROOT, "%s%s%.0f%%", reading.emotion(), sure, 100 * reading.confidence());
        if (canvas.textWidth(text, height) > 2 * face.box().width()) {
            text = reading.emotion();
        }
        int pad = Math.max(2, height / 4);
        int width = canvas.textWidth(text, height) + 2 * pad;
        int above = face.box().y() - height - pad;
        int x = Math.clamp(face.box().x(), 0, Math.max(0, picture.width() - width));
        var plate = new Box(x, above >= 0 ? above : Math.max(0, face.box().y()), width, height + pad);
        var colour = Palette.of(reading.emotion());
        canvas.fill(plate, colour, 0.92);
        canvas.label(text, new Box(x + pad, plate.y() + pad / 2, width - 2 * pad, height), colour.contrast());
    }

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
