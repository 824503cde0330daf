package mien.lab.copies;

import org.jspecify.annotations.Nullable;

/// Lays thumbnails over another one, and measures how well their details agree: the inverse compositional algorithm
/// of Baker and Matthews ("Lucas-Kanade 20 Years On", 2004) with six parameters on standardised brightness, first on
/// every second pixel.
///
/// Not for many threads at once.
final class Alignment {
    private static final int SIDE = Thumbnail.SIDE;
    private static final int SIZE = SIDE * SIDE;
    private static final int BORDER = 3; // pixels that a rotation may have painted
    private static final Grid COARSE = Grid.of(2, 2);
    private static final Grid FINE = Grid.of(1, BORDER);
    private static final int COARSE_ROUNDS = 4;
    private static final int FINE_ROUNDS = 4;
    private static final double STANDSTILL = 0.004; // change of the map, 0.06 pixels
    private static final double LEAST_CORRELATION = 0.8; // of brightness, before the finer rounds
    private static final double LEAST_INSIDE = 0.6; // of the pixels

    private final float[] template = new float[SIZE];
    private final Descent coarse = new Descent(COARSE);
    private final Descent fine = new Descent(FINE);
    private final float[] templateDetail = new float[SIZE];
    private final float[] picture = new float[SIZE];
    private final float[] pictureDetail = new float[SIZE];
    private final float[] blurred = new float[SIZE];
    private final float[] rows = new float[SIZE];

    /// The picture that others are laid over.
    void take(Thumbnail thumbnail) {
        thumbnail.smooth(template);
        detail(template, templateDetail);
        coarse.take(template);
        fine.take(template);
    }

    /// The agreement of the details of two pictures, from -1 to 1, near 1 for copies; -1 where they cannot be laid
    /// over each other.
    ///
    /// @param start about where in `other` the points of the taken picture are
    double agreement(Thumbnail other, Warp start) {
        other.smooth(picture);
        var near = descend(coarse, start, COARSE_ROUNDS);
        if (near == null || coarse.correlation() < LEAST_CORRELATION) {
            return -1;
        }
        var nearest = descend(fine, near, FINE_ROUNDS);
        if (nearest == null) {
            return -1;
        }
        detail(picture, pictureDetail);
        return fine.compare(templateDetail, pictureDetail, nearest) < LEAST_INSIDE ? -1 : fine.correlation();
    }

    private @Nullable Warp descend(Descent descent, Warp start, int rounds) {
        var warp = start;
        for (int round = 0; round < rounds; round++) {
            if (descent.compare(template, picture, warp) < LEAST_INSIDE || descent.correlation() < 0.2) {
                return null;
            }
            var step = descent.step();
            warp = warp.after(step.inverse());
            if (!plausible(warp)) {
                return null;
            }
            if (step.distanceFromIdentity() < STANDSTILL) {
                break;
            }
        }
        return warp;
    }

    private static boolean plausible(Warp warp) {
        double size = Math.abs(warp.determinant());
        double sign = Math.signum(warp.determinant());
        double rotation = Math.abs(warp.ay() - sign * warp.bx()) / 2;
        double shear = Math.abs(warp.ay() + sign * warp.bx()) / 2;
        double stretch = Math.abs(warp.by() / warp.ax());
        return size > 0.55
                && size < 1.6
                && rotation < 0.2
                && shear < 0.12
                && stretch > 0.85
                && stretch < 1.18
                && Math.abs(warp.cx()) < 0.35
                && Math.abs(warp.cy()) < 0.35;
    }

    /// What differs from the wider surroundings.
    private void detail(float[] in, float[] out) {
        box(in, blurred);
        box(blurred, out);
        for (int i = 0; i < SIZE; i++) {
            out[i] = in[i] - out[i];
        }
    }

    /// The mean over 5 x 5 pixels; beyond the border is the border.
    private void box(float[] in, float[] out) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float sum = 0;
                for (int d = -2; d <= 2; d++) {
                    sum += in[y * SIDE + Math.clamp(x + d, 0, SIDE - 1)];
                }
                rows[y * SIDE + x] = sum / 5;
            }
        }
        for (int y = 0; y < SIDE; y++) {
            int above2 = Math.max(y - 2, 0) * SIDE;
            int above = Math.max(y - 1, 0) * SIDE;
            int below = Math.min(y + 1, SIDE - 1) * SIDE;
            int below2 = Math.min(y + 2, SIDE - 1) * SIDE;
            for (int x = 0; x < SIDE; x++) {
                out[y * SIDE + x] =
                        (rows[above2 + x] + rows[above + x] + rows[y * SIDE + x] + rows[below + x] + rows[below2 + x])
                                / 5;
            }
        }
    }

    /// Pixels of a thumbnail, with their places in the square of side 2.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Grid(int[] at, float[] u, float[] v) {

        static Grid of(int stride, int border) {
            int each = (SIDE - 2 * border + stride - 1) / stride;
            var at = new int[each * each];
            var u = new float[at.length];
            var v = new float[at.length];
            for (int i = 0; i < at.length; i++) {
                int row = i / each;
                int x = border + i % each * stride;
                int y = border + row * stride;
                at[i] = y * SIDE + x;
                u[i] = (x + 0.5f) * 2 / SIDE - 1;
                v[i] = (y + 0.5f) * 2 / SIDE - 1;
            }
            return new Grid(at, u, v);
        }
    }
}
