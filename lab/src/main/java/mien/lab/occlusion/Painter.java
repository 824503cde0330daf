package mien.lab.occlusion;

/// Paints outlines on a face, in the face's own coordinates.
///
/// One unit is the distance between the eyes; the middle between them is `(0, 0)`, the mouth at `(0, 1.12)`. The
/// three points of the [Placement] decide, so what is painted turns, shifts and stretches with the face.
final class Painter {
    private final Planes planes;
    private final double originX;
    private final double originY;
    private final double acrossX; // pixels of one unit to the right
    private final double acrossY;
    private final double downX; // pixels of one unit downwards
    private final double downY;
    private final double determinant;

    /// How bright the colour is at a place of the face: 1 leaves it as it is.
    @FunctionalInterface
    interface Shade {
        Shade EVEN = (u, v) -> 1;

        double at(double u, double v);
    }

    /// What an outline is filled with.
    ///
    /// @param opacity 0 (nothing to be seen) to 1 (hides all)
    record Paint(Tint tint, double opacity, Shade shade) {
        static Paint even(Tint tint, double opacity) {
            return new Paint(tint, opacity, Shade.EVEN);
        }
    }

    Painter(Planes planes, Placement where) {
        this.planes = planes;
        double w = planes.width();
        double h = planes.height();
        originX = (where.leftEye().x() + where.rightEye().x()) / 2 * w;
        originY = (where.leftEye().y() + where.rightEye().y()) / 2 * h;
        acrossX = (where.rightEye().x() - where.leftEye().x()) * w;
        acrossY = (where.rightEye().y() - where.leftEye().y()) * h;
        downX = (where.mouth().x() * w - originX) / Placement.EYES_TO_MOUTH;
        downY = (where.mouth().y() * h - originY) / Placement.EYES_TO_MOUTH;
        determinant = acrossX * downY - acrossY * downX;
    }

    /// Paints the inside of an outline, with smooth edges.
    void fill(Outline outline, Paint paint) {
        int n = outline.us().length;
        var xs = new double[n];
        var ys = new double[n];
        for (int i = 0; i < n; i++) {
            xs[i] = originX + outline.us()[i] * acrossX + outline.vs()[i] * downX;
            ys[i] = originY + outline.us()[i] * acrossY + outline.vs()[i] * downY;
        }
        int left = bound(xs, planes.width(), false);
        int right = bound(xs, planes.width(), true);
        int top = bound(ys, planes.height(), false);
        int bottom = bound(ys, planes.height(), true);
        if (left >= right || top >= bottom) {
            return;
        }
        var coverage = new Coverage(right - left, bottom - top);
        for (int i = 0; i < n; i++) {
            int k = (i + 1) % n;
            coverage.edge(xs[i] - left, ys[i] - top, xs[k] - left, ys[k] - top);
        }
        var shares = coverage.shares();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                int row = i / (right - left);
                mix(left + i % (right - left), top + row, shares[i], paint);
            }
        }
    }

    /// The first or last pixel, exclusive, that values reach, inside the picture.
    private static int bound(double[] values, int size, boolean last) {
        double bound = values[0];
        for (double value : values) {
            bound = last ? Math.max(bound, value) : Math.min(bound, value);
        }
        return (int) Math.clamp(last ? Math.ceil(bound) : Math.floor(bound), 0, size);
    }

    private void mix(int x, int y, double share, Paint paint) {
        double dx = x + 0.5 - originX;
        double dy = y + 0.5 - originY;
        double u = (dx * downY - dy * downX) / determinant;
        double v = (dy * acrossX - dx * acrossY) / determinant;
        double shade = paint.shade.at(u, v);
        double opacity = share * paint.opacity;
        for (int c = 0; c < planes.channels(); c++) {
            int i = c * planes.area() + y * planes.width() + x;
            double colour = paint.tint.of(c, planes.channels()) * shade;
            planes.put(i, planes.at(i) + opacity * (colour - planes.at(i)));
        }
    }

    /// The mean brightness of the picture around a place of the face, in `[0, 255]`.
    ///
    /// @param reach in units of the face
    double light(double u, double v, double reach) {
        double x = originX + u * acrossX + v * downX;
        double y = originY + u * acrossY + v * downY;
        double pixels = reach * Math.sqrt(determinant);
        int left = (int) Math.clamp(x - pixels, 0, planes.width() - 1);
        int right = (int) Math.clamp(x + pixels, left, planes.width() - 1);
        int top = (int) Math.clamp(y - pixels, 0, planes.height() - 1);
        int bottom = (int) Math.clamp(y + pixels, top, planes.height() - 1);
        long sum = 0;
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                for (int c = 0; c < planes.channels(); c++) {
                    sum += planes.at(c * planes.area() + row * planes.width() + column);
                }
            }
        }
        return (double) sum / ((long) (right - left + 1) * (bottom - top + 1) * planes.channels());
    }
}
