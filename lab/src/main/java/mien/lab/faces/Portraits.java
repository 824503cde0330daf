package mien.lab.faces;

import java.util.Arrays;
import java.util.List;
import mien.image.Picture;

/// Mean faces as pictures to look at: sharpened, fading into one dark background as in a studio.
public final class Portraits {
    private static final double GREY = 136; // brightness of the mean, 0 to 255
    private static final double CONTRAST = 53; // brightness of one standard deviation
    private static final double BACKGROUND = 64;
    private static final double WIDTH = 0.505; // half axes of the oval, in sides of the frame
    private static final double HEIGHT = 0.53;
    private static final double ROUNDNESS = 2.4; // 2 is an ellipse, more is squarer
    private static final double FADING = 0.3; // share of the oval's radius
    private static final int IN_ONE_ROW = 3;

    private Portraits() {}

    /// One face with some room around it.
    ///
    /// @param side of the face's frame, in pixels; the picture is a quarter wider and higher
    public static Picture single(MeanFace face, int side) {
        return picture(portrait(face, side));
    }

    /// All faces on one background, in two rows if there are more than three.
    ///
    /// @param side of each face's frame, in pixels
    public static Picture group(List<MeanFace> faces, int side) {
        int rows = faces.size() > IN_ONE_ROW ? 2 : 1;
        int columns = (faces.size() + rows - 1) / rows;
        int cell = width(side);
        var out = Plane.zero(columns * cell, rows * cell);
        Arrays.fill(out.values(), (float) BACKGROUND);
        for (int k = 0; k < faces.size(); k++) {
            int row = k / columns;
            int inThisRow = Math.min(columns, faces.size() - row * columns);
            int left = (columns - inThisRow) * cell / 2 + k % columns * cell;
            var face = portrait(faces.get(k), side);
            for (int y = 0; y < cell; y++) {
                int to = (row * cell + y) * out.width() + left;
                System.arraycopy(face.values(), y * cell, out.values(), to, cell);
            }
        }
        return picture(out);
    }

    private static int width(int side) {
        return side * 5 / 4;
    }

    private static Plane portrait(MeanFace face, int side) {
        var sharp = sharpened(face.brightness());
        int width = width(side);
        double zoom = (double) sharp.width() / side;
        double middle = (sharp.width() - 1) / 2.0;
        var out = Plane.zero(width, width);
        for (int i = 0; i < out.values().length; i++) {
            int row = i / width;
            double x = i % width - (width - 1) / 2.0;
            double y = row - (width - 1) / 2.0;
            double value = GREY + CONTRAST * soft(sharp.cubic(x * zoom + middle, y * zoom + middle));
            out.values()[i] = (float) (BACKGROUND + oval(x / side, y / side) * (value - BACKGROUND));
        }
        return out;
    }

    /// 1 on the face, 0 on the background.
    private static double oval(double x, double y) {
        double across = Math.pow(Math.abs(x) / WIDTH, ROUNDNESS);
        double down = Math.pow(Math.abs(y) / HEIGHT, ROUNDNESS);
        double t = Math.clamp((1.06 - Math.pow(across + down, 1 / ROUNDNESS)) / FADING, 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// Gives back what averaging took away: detail much, form a little.
    private static Plane sharpened(Plane face) {
        double unit = face.width() / 256.0;
        var detail = face.plus(-1, face.blurred(3.5 * unit));
        var form = face.plus(-1, face.blurred(14 * unit));
        return face.plus(1.4, detail).plus(0.35, form);
    }

    /// Bends the extremes, so that neither eyes nor teeth are cut off at black and white.
    private static double soft(double value) {
        return 2.4 * Math.tanh(value / 2.4);
    }

    private static Picture picture(Plane plane) {
        var bytes = new byte[plane.values().length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.clamp(Math.round(plane.values()[i]), 0, 255);
        }
        return new Picture(plane.width(), plane.height(), 1, bytes);
    }
}
