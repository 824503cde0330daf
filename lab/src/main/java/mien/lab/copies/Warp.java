package mien.lab.copies;

/// An affine map between two pictures, each a square of side 2 around the origin: `(ax x + bx y + cx, ay x + by y +
/// cy)`.
record Warp(double ax, double bx, double cx, double ay, double by, double cy) {
    static final Warp IDENTITY = new Warp(1, 0, 0, 0, 1, 0);
    static final Warp MIRROR = new Warp(-1, 0, 0, 0, 1, 0);

    /// The part of half the side `scale` around `(x, y)`, turned.
    static Warp part(double scale, double x, double y, double degrees) {
        double cos = scale * Math.cos(Math.toRadians(degrees));
        double sin = scale * Math.sin(Math.toRadians(degrees));
        return new Warp(cos, -sin, x, sin, cos, y);
    }

    double x(double x, double y) {
        return ax * x + bx * y + cx;
    }

    double y(double x, double y) {
        return ay * x + by * y + cy;
    }

    /// First `inner`, then this.
    Warp after(Warp inner) {
        return new Warp(
                ax * inner.ax + bx * inner.ay,
                ax * inner.bx + bx * inner.by,
                x(inner.cx, inner.cy),
                ay * inner.ax + by * inner.ay,
                ay * inner.bx + by * inner.by,
                y(inner.cx, inner.cy));
    }

    double distanceFromIdentity() {
        return Math.abs(ax - 1) + Math.abs(bx) + Math.abs(cx) + Math.abs(ay) + Math.abs(by - 1) + Math.abs(cy);
    }

    /// Negative where it mirrors.
    double determinant() {
        return ax * by - bx * ay;
    }

    Warp inverse() {
        double d = determinant();
        return new Warp(by / d, -bx / d, (bx * cy - by * cx) / d, -ay / d, ax / d, (ay * cx - ax * cy) / d);
    }
}
