package mien.lab.audit;

import mien.image.Picture;

/// The outlines in a picture: how strong its edges are in each direction, cell by cell (Dalal and Triggs,
/// "Histograms of Oriented Gradients for Human Detection", 2005), each cell relative to those around it, so
/// that light and contrast do not matter.
final class Gradients {
    /// Side of the picture that is looked at, in pixels.
    static final int SIDE = 48;

    private static final int CELL = 8; // pixels
    private static final int CELLS = SIDE / CELL;
    private static final int DIRECTIONS = 9; // over half a turn
    /// Values of a picture.
    static final int SIZE = CELLS * CELLS * DIRECTIONS;

    private static final double LITTLE = 4 * CELL * CELL; // edges weaker than that do not count as contrast
    private static final int RANGE = 511; // differences of two grey values
    private static final float[] STRENGTH = new float[RANGE * RANGE];
    private static final float[] DIRECTION = new float[RANGE * RANGE];

    static {
        for (int dy = -255; dy <= 255; dy++) {
            for (int dx = -255; dx <= 255; dx++) {
                int at = at(dx, dy);
                STRENGTH[at] = (float) Math.hypot(dx, dy);
                double turn = Math.atan2(dy, dx) / Math.PI;
                DIRECTION[at] = (float) ((turn < 0 ? turn + 1 : turn) * DIRECTIONS % DIRECTIONS);
            }
        }
    }

    private Gradients() {}

    private static int at(int dx, int dy) {
        return (dy + 255) * RANGE + dx + 255;
    }

    /// `[CELLS][CELLS][DIRECTIONS]`, unsigned bytes that stand for `[0, 1]`.
    ///
    /// @param thumbnail grey, [#SIDE] x [#SIDE]
    static byte[] of(Picture thumbnail) {
        var cells = cells(thumbnail.pixels());
        var energy = new double[CELLS * CELLS];
        for (int i = 0; i < SIZE; i++) {
            energy[i / DIRECTIONS] += (double) cells[i] * cells[i];
        }
        var out = new byte[SIZE];
        for (int cell = 0; cell < energy.length; cell++) {
            double around = LITTLE * LITTLE;
            for (int y = cell / CELLS - 1; y <= cell / CELLS + 1; y++) {
                for (int x = cell % CELLS - 1; x <= cell % CELLS + 1; x++) {
                    around += energy[Math.clamp(y, 0, CELLS - 1) * CELLS + Math.clamp(x, 0, CELLS - 1)];
                }
            }
            for (int i = cell * DIRECTIONS; i < (cell + 1) * DIRECTIONS; i++) {
                out[i] = (byte) Math.round(255 * cells[i] / Math.sqrt(around));
            }
        }
        return out;
    }

    private static float[] cells(byte[] pixels) {
        var cells = new float[SIZE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int i = y * SIDE + x;
                int dx = x == 0 || x == SIDE - 1
                        ? 0
                        : Byte.toUnsignedInt(pixels[i + 1]) - Byte.toUnsignedInt(pixels[i - 1]);
                int dy = y == 0 || y == SIDE - 1
                        ? 0
                        : Byte.toUnsignedInt(pixels[i + SIDE]) - Byte.toUnsignedInt(pixels[i - SIDE]);
                int at = at(dx, dy);
                int cell = (y / CELL * CELLS + x / CELL) * DIRECTIONS;
                int direction = (int) DIRECTION[at];
                float rest = DIRECTION[at] - direction;
                cells[cell + direction] += STRENGTH[at] * (1 - rest);
                cells[cell + (direction + 1) % DIRECTIONS] += STRENGTH[at] * rest;
            }
        }
        return cells;
    }
}
