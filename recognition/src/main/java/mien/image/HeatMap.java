package mien.image;

import java.util.Arrays;

/// How much each place of a picture counts, as a grid of real numbers over all of it: above 0 for, below 0
/// against.
///
/// @param values row by row, `[height, width]`
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record HeatMap(int width, int height, float[] values) {
    private static final int MANY = 400;
    private static final double COMMON = 0.98;

    public HeatMap {
        if (width <= 0 || height <= 0 || values.length != width * height) {
            throw new IllegalArgumentException(
                    "heat map: " + width + "x" + height + " does not fit " + values.length + " values");
        }
    }

    public float at(int x, int y) {
        return values[y * width + x];
    }

    public double sum() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    /// The greatest distance from 0.
    public float peak() {
        float peak = 0;
        for (float value : values) {
            peak = Math.max(peak, Math.abs(value));
        }
        return peak;
    }

    /// The distance from 0 that a drawing gives its full colour: the greatest, or in maps of many cells, where
    /// a single one would leave all others pale, the one that two in a hundred exceed. Above 0 unless all is 0.
    public float reach() {
        var sorted = new float[values.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Math.abs(values[i]);
        }
        Arrays.sort(sorted);
        float most = sorted[(int) ((sorted.length - 1) * (sorted.length < MANY ? 1 : COMMON))];
        return most > 0 ? most : peak();
    }

    /// The same with 0 where it was below.
    public HeatMap positive() {
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.max(0, values[i]);
        }
        return new HeatMap(width, height, out);
    }

    public HeatMap times(double factor) {
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (factor * values[i]);
        }
        return new HeatMap(width, height, out);
    }

    /// Both added up, the other one brought to the size of this.
    public HeatMap plus(HeatMap other) {
        var same = other.resized(width, height);
        var out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] + same.values[i];
        }
        return new HeatMap(width, height, out);
    }

    /// Left and right exchanged.
    public HeatMap mirrored() {
        var out = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = at(width - 1 - x, y);
            }
        }
        return new HeatMap(width, height, out);
    }

    /// The value at a place, linear between the middles of the cells and level beyond the outermost.
    ///
    /// @param x share of the width, from the left
    /// @param y share of the height, from the top
    public float between(double x, double y) {
        double u = Math.clamp(x * width - 0.5, 0, width - 1);
        double v = Math.clamp(y * height - 0.5, 0, height - 1);
        int left = (int) u;
        int top = (int) v;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double upper = at(left, top) + (u - left) * (at(right, top) - at(left, top));
        double lower = at(left, bottom) + (u - left) * (at(right, bottom) - at(left, bottom));
        return (float) (upper + (v - top) * (lower - upper));
    }

    /// The same at another size: means of cells where it shrinks to a divisor of its size, else linear between
    /// the middles of cells. What was heat per cell stays heat per cell: the sum changes with the number of
    /// cells.
    public HeatMap resized(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        if (width % newWidth == 0 && height % newHeight == 0) {
            return pooled(newWidth, newHeight);
        }
        var out = new float[newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                out[y * newWidth + x] = between((x + 0.5) / newWidth, (y + 0.5) / newHeight);
            }
        }
        return new HeatMap(newWidth, newHeight, out);
    }

    private HeatMap pooled(int newWidth, int newHeight) {
        int across = width / newWidth;
        int down = height / newHeight;
        var out = new float[newWidth * newHeight];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to = (y / down) * newWidth + x / across;
                out[to] += at(x, y) / (across * down);
            }
        }
        return new HeatMap(newWidth, newHeight, out);
    }
}
