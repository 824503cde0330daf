package mien.lab.occlusion;

import java.util.Arrays;

/// A closed line in the coordinates of a face: the eyes are at `(-0.5, 0)` and `(0.5, 0)`, the mouth at
/// `(0, 1.12)`.
///
/// @param us to the right
/// @param vs downwards
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outline(double[] us, double[] vs) {
    private static final int STEPS = 8; // pieces of the curve between two points

    /// Straight lines between points, given as `u, v, u, v, ...`.
    static Outline polygon(double... points) {
        var us = new double[points.length / 2];
        var vs = new double[us.length];
        for (int i = 0; i < us.length; i++) {
            us[i] = points[2 * i];
            vs[i] = points[2 * i + 1];
        }
        return new Outline(us, vs);
    }

    /// A closed smooth line through points (Catmull and Rom's spline).
    static Outline smooth(double... points) {
        int n = points.length / 2;
        var p = polygon(points);
        var us = new double[n * STEPS];
        var vs = new double[n * STEPS];
        for (int i = 0; i < us.length; i++) {
            int k = i / STEPS;
            int[] around = {Math.floorMod(k - 1, n), k, (k + 1) % n, (k + 2) % n};
            us[i] = spline(p.us, around, (double) (i % STEPS) / STEPS);
            vs[i] = spline(p.vs, around, (double) (i % STEPS) / STEPS);
        }
        return new Outline(us, vs);
    }

    /// A smooth open line through points.
    static Outline line(double... points) {
        int n = points.length / 2;
        var p = polygon(points);
        var us = new double[(n - 1) * STEPS + 1];
        var vs = new double[us.length];
        for (int i = 0; i < us.length; i++) {
            int k = Math.min(i / STEPS, n - 2);
            int[] around = {Math.max(k - 1, 0), k, k + 1, Math.min(k + 2, n - 1)};
            us[i] = spline(p.us, around, (double) (i - k * STEPS) / STEPS);
            vs[i] = spline(p.vs, around, (double) (i - k * STEPS) / STEPS);
        }
        return new Outline(us, vs);
    }

    private static double spline(double[] values, int[] around, double t) {
        double a = values[around[0]];
        double b = values[around[1]];
        double c = values[around[2]];
        double d = values[around[3]];
        return b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * b - a - 3 * c + d)));
    }

    /// One line after the other, as one closed outline.
    Outline then(Outline next) {
        return new Outline(joined(us, next.us), joined(vs, next.vs));
    }

    private static double[] joined(double[] first, double[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /// This line, open, drawn with a pen.
    ///
    /// @param pen its width
    Outline drawn(double pen) {
        int n = us.length;
        var u = new double[2 * n];
        var v = new double[2 * n];
        for (int i = 0; i < n; i++) {
            double du = us[Math.min(i + 1, n - 1)] - us[Math.max(i - 1, 0)];
            double dv = vs[Math.min(i + 1, n - 1)] - vs[Math.max(i - 1, 0)];
            double length = Math.max(1e-9, Math.hypot(du, dv));
            u[i] = us[i] - pen / 2 * dv / length;
            v[i] = vs[i] + pen / 2 * du / length;
            u[2 * n - 1 - i] = us[i] + pen / 2 * dv / length;
            v[2 * n - 1 - i] = vs[i] - pen / 2 * du / length;
        }
        return new Outline(u, v);
    }

    /// Left and right exchanged.
    Outline mirrored() {
        return new Outline(Arrays.stream(us).map(u -> -u).toArray(), vs);
    }

    /// Larger around the middle of its extent.
    ///
    /// @param by added on each side
    Outline grown(double by) {
        return new Outline(grown(us, by), grown(vs, by));
    }

    private static double[] grown(double[] values, double by) {
        double least = Arrays.stream(values).min().orElseThrow();
        double most = Arrays.stream(values).max().orElseThrow();
        double middle = (least + most) / 2;
        double factor = 1 + 2 * by / Math.max(1e-9, most - least);
        return Arrays.stream(values).map(x -> middle + (x - middle) * factor).toArray();
    }

    Outline moved(double du, double dv) {
        return new Outline(
                Arrays.stream(us).map(u -> u + du).toArray(),
                Arrays.stream(vs).map(v -> v + dv).toArray());
    }
}
