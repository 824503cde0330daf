package mien.lab.occlusion;

/// How much of each pixel an outline covers, exactly, from the areas under its edges.
///
/// Every edge adds to each row what it takes away from the pixels on its left; the running sum along the row is
/// then the covered share. (The method of Levien's font-rs, 2016.)
final class Coverage {
    private final int width;
    private final int height;
    private final int stride;
    private final float[] steps;

    Coverage(int width, int height) {
        this.width = width;
        this.height = height;
        stride = width + 2;
        steps = new float[stride * height];
    }

    /// Adds one edge of a closed outline, in pixels; the left upper pixel spans `[0, 1) x [0, 1)`.
    void edge(double x0, double y0, double x1, double y1) {
        if (split(0, x0, y0, x1, y1) || split(width, x0, y0, x1, y1)) {
            return;
        }
        rows(Math.clamp(x0, 0, width), y0, Math.clamp(x1, 0, width), y1);
    }

    /// Cuts an edge where it crosses a border, as what lies outside covers whole pixels or none.
    private boolean split(double border, double x0, double y0, double x1, double y1) {
        if ((x0 < border) == (x1 < border) || x0 == border || x1 == border) {
            return false;
        }
        double y = y0 + (border - x0) * (y1 - y0) / (x1 - x0);
        edge(x0, y0, border, y);
        edge(border, y, x1, y1);
        return true;
    }

    private void rows(double x0, double y0, double x1, double y1) {
        if (y0 == y1) {
            return;
        }
        double direction = y0 < y1 ? 1 : -1;
        double top = Math.min(y0, y1);
        double bottom = Math.max(y0, y1);
        double slope = (x1 - x0) / (y1 - y0);
        double atTop = y0 < y1 ? x0 : x1;
        for (int y = (int) Math.max(0, Math.floor(top)); y < Math.min(height, bottom); y++) {
            double from = Math.max(y, top);
            double to = Math.min(y + 1, bottom);
            double a = Math.clamp(atTop + (from - top) * slope, 0, width);
            double b = Math.clamp(atTop + (to - top) * slope, 0, width);
            row(y * stride, Math.min(a, b), Math.max(a, b), direction * (to - from));
        }
    }

    /// Spreads `amount` over the pixels between `left` and `right`.
    private void row(int start, double left, double right, double amount) {
        int first = (int) left;
        int last = (int) Math.ceil(right);
        if (last <= first + 1) {
            double middle = (left + right) / 2 - first;
            steps[start + first] += (float) (amount * (1 - middle));
            steps[start + first + 1] += (float) (amount * middle);
            return;
        }
        double perPixel = amount / (right - left);
        double before = 0; // of the running sum at the end of the pixel
        for (int x = first; x < last; x++) {
            // the covered area of pixel x is the mean height of the edge over it
            double from = Math.max(left, x);
            double to = Math.min(right, x + 1);
            double rise = perPixel * (to - from);
            double reached = perPixel * (from - left);
            double covered = (reached + rise / 2) * (to - from) + (reached + rise) * (x + 1 - to);
            steps[start + x] += (float) (covered - before);
            before = covered;
        }
        steps[start + last] += (float) (amount - before);
    }

    /// The covered shares, `[height, width]`, in `[0, 1]`.
    float[] shares() {
        var shares = new float[width * height];
        for (int y = 0; y < height; y++) {
            float sum = 0;
            for (int x = 0; x < width; x++) {
                sum += steps[y * stride + x];
                shares[y * width + x] = Math.min(1, Math.abs(sum));
            }
        }
        return shares;
    }
}
