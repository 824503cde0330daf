package mien.lab.training;

import mien.image.Preprocessing;

/// Where in the source each pixel of the result comes from: `(ax * x + bx * y + cx, ay * x + by * y + cy)`.
record Affine(double ax, double bx, double cx, double ay, double by, double cy) {

    /// Rotation and scale around the middle, after an optional mirroring.
    static Affine around(Preprocessing size, boolean mirrored, double degrees, double scale) {
        double cos = Math.cos(Math.toRadians(degrees)) / scale;
        double sin = Math.sin(Math.toRadians(degrees)) / scale;
        double sign = mirrored ? -1 : 1;
        double middleX = (size.width() - 1) / 2.0;
        double middleY = (size.height() - 1) / 2.0;
        return new Affine(
                sign * cos,
                sign * sin,
                middleX - sign * (cos * middleX + sin * middleY),
                -sin,
                cos,
                middleY + sin * middleX - cos * middleY);
    }

    /// The same map with its source moved, in pixels.
    Affine shifted(double dx, double dy) {
        return new Affine(ax, bx, cx + dx, ay, by, cy + dy);
    }

    /// Bilinear sampling of one channel; beyond its border the source is reflected.
    void sample(float[] source, Preprocessing size, float[] out, int offset) {
        int width = size.width();
        int height = size.height();
        for (int y = 0; y < height; y++) {
            float fromX = (float) (bx * y + cx);
            float fromY = (float) (by * y + cy);
            for (int x = 0; x < width; x++) {
                float sx = (float) ax * x + fromX;
                float sy = (float) ay * x + fromY;
                int x0 = (int) Math.floor(sx);
                int y0 = (int) Math.floor(sy);
                float fx = sx - x0;
                float fy = sy - y0;
                int left = reflect(x0, width);
                int right = reflect(x0 + 1, width);
                int top = reflect(y0, height) * width;
                int bottom = reflect(y0 + 1, height) * width;
                float upper = source[top + left] + fx * (source[top + right] - source[top + left]);
                float lower = source[bottom + left] + fx * (source[bottom + right] - source[bottom + left]);
                out[offset + y * width + x] = upper + fy * (lower - upper);
            }
        }
    }

    /// `-1 -> 1`, `n -> n - 2`: mirrored at the middle of the border pixels.
    private static int reflect(int i, int n) {
        if (i >= 0 && i < n) {
            return i;
        }
        if (n == 1) {
            return 0;
        }
        int period = 2 * (n - 1);
        int folded = Math.floorMod(i, period);
        return folded < n ? folded : period - folded;
    }
}
