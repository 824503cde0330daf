package mien.lab.faces;

/// Rotation, scale and shift of the plane: `(a x - b y + dx, b x + a y + dy)`, in pixels from the middle of a picture.
record Similarity(double a, double b, double dx, double dy) {
    static final Similarity IDENTITY = new Similarity(1, 0, 0, 0);

    static Similarity of(double degrees, double scale, double dx, double dy) {
        double angle = Math.toRadians(degrees);
        return new Similarity(scale * Math.cos(angle), scale * Math.sin(angle), dx, dy);
    }

    double x(double x, double y) {
        return a * x - b * y + dx;
    }

    double y(double x, double y) {
        return b * x + a * y + dy;
    }

    double scale() {
        return Math.hypot(a, b);
    }

    double degrees() {
        return Math.toDegrees(Math.atan2(b, a));
    }

    /// First `inner`, then this.
    Similarity after(Similarity inner) {
        return new Similarity(
                a * inner.a - b * inner.b, b * inner.a + a * inner.b, x(inner.dx, inner.dy), y(inner.dx, inner.dy));
    }

    Similarity inverse() {
        double square = a * a + b * b;
        double ia = a / square;
        double ib = -b / square;
        return new Similarity(ia, ib, -(ia * dx - ib * dy), -(ib * dx + ia * dy));
    }

    /// The picture as seen through this: what is here at `(x, y)` is taken from where this maps it.
    Plane of(Plane picture) {
        int width = picture.width();
        int height = picture.height();
        double middleX = (width - 1) / 2.0;
        double middleY = (height - 1) / 2.0;
        var out = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double u = x - middleX;
                double v = y - middleY;
                out[y * width + x] = picture.linear(x(u, v) + middleX, y(u, v) + middleY);
            }
        }
        return new Plane(width, height, out);
    }
}
