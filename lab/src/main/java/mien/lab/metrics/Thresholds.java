package mien.lab.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mien.lab.metrics.Curve.Point;

/// What each threshold on the probability of one label lets through, from the highest threshold down.
///
/// @param own pictures of the label that are let through, for each probability that occurs
/// @param others pictures of other labels that are let through
@SuppressWarnings("ArrayRecordComponent") // bulk data: never compared
record Thresholds(int[] own, int[] others) {
    private static final double STEP = 1 / 256.0; // finer steps cannot be seen

    static Thresholds of(Predictions predictions, int label) {
        int n = predictions.size();
        var order = new long[n]; // probability in the high bits: floats from 0 up sort like their bits
        for (int i = 0; i < n; i++) {
            order[i] = ((long) Float.floatToIntBits(predictions.probability(i, label) + 0f) << 32) | i;
        }
        Arrays.sort(order);
        var own = new int[n];
        var others = new int[n];
        int count = 0;
        for (int k = n - 1; k >= 0; k--) {
            boolean first = k == n - 1 || order[k] >> 32 != order[k + 1] >> 32;
            if (first) {
                own[count] = count == 0 ? 0 : own[count - 1];
                others[count] = count == 0 ? 0 : others[count - 1];
                count++;
            }
            if (predictions.truth()[(int) order[k]] == label) {
                own[count - 1]++;
            } else {
                others[count - 1]++;
            }
        }
        return new Thresholds(Arrays.copyOf(own, count), Arrays.copyOf(others, count));
    }

    private boolean isDefined() {
        return own.length > 0 && own[own.length - 1] > 0 && others[others.length - 1] > 0;
    }

    Curve roc() {
        if (!isDefined()) {
            return Curve.UNDEFINED;
        }
        double allOwn = own[own.length - 1];
        double allOthers = others[others.length - 1];
        var points = new ArrayList<Point>();
        points.add(new Point(0, 0));
        long area = 0; // in units of half a picture of its own times one other
        for (int k = 0; k < own.length; k++) {
            int before = k == 0 ? 0 : own[k - 1];
            int othersBefore = k == 0 ? 0 : others[k - 1];
            area += (long) (others[k] - othersBefore) * (own[k] + before);
            points.add(new Point(others[k] / allOthers, own[k] / allOwn));
        }
        return new Curve(thinned(points), area / 2.0 / allOwn / allOthers);
    }

    Curve precisionRecall() {
        if (!isDefined()) {
            return Curve.UNDEFINED;
        }
        double allOwn = own[own.length - 1];
        var points = new ArrayList<Point>();
        double area = 0;
        for (int k = 0; k < own.length; k++) {
            int before = k == 0 ? 0 : own[k - 1];
            double precision = (double) own[k] / (own[k] + others[k]);
            area += (own[k] - before) / allOwn * precision;
            points.add(new Point(own[k] / allOwn, precision));
        }
        return new Curve(thinned(points), area);
    }

    private static List<Point> thinned(List<Point> points) {
        var kept = new ArrayList<Point>();
        for (var point : points) {
            if (kept.isEmpty() || distance(point, kept.getLast()) >= STEP) {
                kept.add(point);
            }
        }
        if (!kept.getLast().equals(points.getLast())) {
            kept.add(points.getLast());
        }
        return kept;
    }

    private static double distance(Point a, Point b) {
        return Math.max(Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y()));
    }
}
