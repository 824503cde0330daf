package mien.lab.occlusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mien.face.FaceDetector;
import mien.image.Box;
import mien.image.Canvas;
import mien.image.Colour;
import mien.image.Picture;

/// A picture of masks: every kind on the same faces, with its name.
///
/// @param kinds what to show, after the faces as they are
/// @param side of each face, in pixels
/// @param seed of tones, colours, places and noise
public record ContactSheet(List<Occlusion> kinds, int side, long seed) {
    private static final int ABREAST = 9; // faces in a row, as long as all of one kind are in it
    private static final int GAP = 4;
    private static final int MARGIN = 16;
    private static final int CAPTION = 20;
    private static final Colour INK = new Colour(40, 40, 40);
    private static final double ROOM = 1.2; // around the found face

    public ContactSheet {
        kinds = List.copyOf(kinds);
        if (kinds.isEmpty() || side < 16 || side > 1024) {
            throw new IllegalArgumentException(
                    "contact sheet: give at least one kind and a side of 16 to 1024 pixels, got " + kinds.size()
                            + " and " + side);
        }
    }

    /// Draws the sheet; each picture is cut to the largest face in it, if one is found.
    ///
    /// @param pictures at least one
    public Picture of(List<Picture> pictures) {
        var faces = new ArrayList<Picture>();
        var places = new ArrayList<Placement>();
        try (var detector = FaceDetector.cascades();
                var eyes = new EyeFinder()) {
            for (var picture : pictures) {
                var face = face(picture, detector).resized(side, side).colour();
                faces.add(face);
                places.add(eyes.find(face).placement());
            }
        }
        var tiles = new ArrayList<Tile>();
        tiles.add(new Tile("as it is", faces));
        for (var kind : kinds) {
            var masked = new ArrayList<Picture>();
            for (int i = 0; i < faces.size(); i++) {
                masked.add(kind.apply(faces.get(i), places.get(i), Occlusion.seed(seed, i)));
            }
            tiles.add(new Tile(kind.toString(), masked));
        }
        return arranged(tiles, faces.size());
    }

    private record Tile(String caption, List<Picture> faces) {}

    private static Picture face(Picture picture, FaceDetector detector) {
        return detector.detect(picture, Math.min(picture.width(), picture.height()) / 10).stream()
                .map(found -> found.box().square(ROOM))
                .max(Comparator.comparingLong(Box::area))
                .map(picture::crop)
                .orElse(picture);
    }

    private Picture arranged(List<Tile> tiles, int faces) {
        int columns = Math.clamp(ABREAST / faces, 1, tiles.size());
        int rows = (tiles.size() + columns - 1) / columns;
        int tileWidth = faces * (side + GAP) - GAP + MARGIN;
        int tileHeight = CAPTION + side + MARGIN;
        int width = MARGIN + columns * tileWidth;
        int height = MARGIN + rows * tileHeight;
        var pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) 0xFF);
        for (int k = 0; k < tiles.size(); k++) {
            int row = k / columns;
            int left = MARGIN + k % columns * tileWidth;
            int top = MARGIN + row * tileHeight + CAPTION;
            for (var face : tiles.get(k).faces()) {
                paste(face, pixels, width, left, top);
                left += side + GAP;
            }
        }
        var canvas = new Canvas(new Picture(width, height, 3, pixels));
        for (int k = 0; k < tiles.size(); k++) {
            int row = k / columns;
            var line = new Box(MARGIN + k % columns * tileWidth, MARGIN + row * tileHeight - 2, tileWidth, CAPTION - 2);
            canvas.label(tiles.get(k).caption(), line, INK);
        }
        return canvas.picture();
    }

    private static void paste(Picture face, byte[] pixels, int width, int left, int top) {
        int length = 3 * face.width();
        for (int y = 0; y < face.height(); y++) {
            System.arraycopy(face.pixels(), y * length, pixels, 3 * ((top + y) * width + left), length);
        }
    }
}
