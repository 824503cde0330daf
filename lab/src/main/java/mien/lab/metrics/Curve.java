package mien.lab.metrics;

import java.util.List;

/// A curve for drawing, and the exact area under it.
///
/// @param points by rising `x`, thinned so that the eye sees no difference; empty if it is not defined
/// @param area from all points; NaN if it is not defined
public record Curve(List<Point> points, double area) {
    /// What there is where a label is in every picture or in none.
    public static final Curve UNDEFINED = new Curve(List.of(), Double.NaN);

    public Curve {
        points = List.copyOf(points);
    }

    /// @param x in `[0, 1]`
    /// @param y in `[0, 1]`
    public record Point(double x, double y) {}

    public boolean isDefined() {
        return !Double.isNaN(area);
    }
}
