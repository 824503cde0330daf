package mien.lab.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mien.image.Box;
import mien.image.Canvas;
import mien.image.Colour;
import mien.image.HeatColours;
import mien.image.Picture;

/// Pictures of heat maps side by side on white, each with its caption, and the scale of the colours below.
///
/// @param side of each picture, in pixels
/// @param signed whether the scale has a side that speaks against
public record Sheet(int side, boolean signed) {
    private static final int MARGIN = 20;
    private static final int GAP = 14;
    private static final int LINE = 22; // height of a caption's line
    private static final int SCALE = 12; // height of the colour scale
    private static final int SCALE_WIDTH = 220;
    private static final Colour INK = new Colour(40, 40, 40);
    private static final Colour PALE = new Colour(110, 110, 110);

    /// @param captions lines above the picture, the first darker
    public record Tile(Picture picture, List<String> captions) {
        public Tile {
            captions = List.copyOf(captions);
        }
    }

    /// A face as it is, and with each of its maps, all on one scale.
    public static Picture of(FaceExplanation face, Method method, int side) {
        var picture = face.picture().resized(side, side).grey();
        var tiles = new ArrayList<Tile>();
        tiles.add(new Tile(face.picture().resized(side, side).colour(), List.of(face.answer(), method.title())));
        for (var one : face.maps()) {
            var heat = HeatColours.over(picture, one.map(), face.full());
            var caption = String.format(Locale.ROOT, "%s %.0f%%", one.label(), 100 * one.probability());
            tiles.add(new Tile(heat, List.of(caption, one.shares().sentence(2).replace(" %", "%"))));
        }
        return new Sheet(side, method.signed()).of(tiles, Math.min(4, tiles.size()));
    }

    /// @param tiles all with as many lines
    /// @param columns how many stand side by side
    public Picture of(List<Tile> tiles, int columns) {
        int lines =
                tiles.stream().mapToInt(tile -> tile.captions().size()).max().orElse(0);
        int rows = (tiles.size() + columns - 1) / columns;
        int tileHeight = lines * LINE + side + GAP;
        int width = Math.max(2 * MARGIN + columns * (side + GAP) - GAP, 2 * MARGIN + SCALE_WIDTH);
        int height = 2 * MARGIN + rows * tileHeight + SCALE + LINE;
        var pixels = new byte[3 * width * height];
        Arrays.fill(pixels, (byte) 0xFF);
        for (int i = 0; i < tiles.size(); i++) {
            int row = i / columns;
            paste(
                    tiles.get(i).picture().resized(side, side).colour(),
                    pixels,
                    width,
                    MARGIN + i % columns * (side + GAP),
                    MARGIN + row * tileHeight + lines * LINE);
        }
        var canvas = new Canvas(new Picture(width, height, 3, pixels));
        for (int i = 0; i < tiles.size(); i++) {
            int row = i / columns;
            captions(canvas, tiles.get(i), MARGIN + i % columns * (side + GAP), MARGIN + row * tileHeight);
        }
        scale(canvas, MARGIN + rows * tileHeight);
        return canvas.picture();
    }

    private void captions(Canvas canvas, Tile tile, int left, int top) {
        for (int line = 0; line < tile.captions().size(); line++) {
            int size = line == 0 ? LINE - 3 : LINE - 6;
            var text = tile.captions().get(line);
            while (size > 10 && canvas.textWidth(text, size) > side) {
                size--;
            }
            canvas.label(text, new Box(left, top + line * LINE, side, size), line == 0 ? INK : PALE);
        }
    }

    private void scale(Canvas canvas, int top) {
        for (int x = 0; x < SCALE_WIDTH; x++) {
            double share = x / (SCALE_WIDTH - 1.0);
            canvas.fill(new Box(MARGIN + x, top, 1, SCALE), HeatColours.of(signed ? 2 * share - 1 : share), 1);
        }
        int letters = LINE - 6;
        int y = top + SCALE + 4;
        var right = signed ? "for" : "much";
        canvas.label(signed ? "against" : "nothing", new Box(MARGIN, y, SCALE_WIDTH, letters), PALE);
        int end = MARGIN + SCALE_WIDTH - canvas.textWidth(right, letters);
        canvas.label(right, new Box(end, y, SCALE_WIDTH, letters), PALE);
    }

    private static void paste(Picture tile, byte[] pixels, int width, int left, int top) {
        int length = 3 * tile.width();
        for (int y = 0; y < tile.height(); y++) {
            System.arraycopy(tile.pixels(), y * length, pixels, 3 * ((top + y) * width + left), length);
        }
    }
}
