package mien.lab.report.audit;

import java.util.ArrayList;
import java.util.List;

/// How often values lie in which interval.
///
/// @param edges of the intervals, ascending, one more than there are counts; an interval holds its lower edge, the
///     last one both
/// @param counts of the intervals
record Histogram(List<Double> edges, List<Integer> counts) {
    private static final int INTERVALS = 24; // at most about that many
    private static final double WIDE = 10; // times the smallest value: from there on intervals grow

    Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
    }

    /// Over round intervals of one width; over ever wider ones if values go over several orders of magnitude.
    ///
    /// @param whole whether values are whole numbers; then intervals are at least 1 wide
    static Histogram of(double[] values, boolean whole) {
        if (values.length == 0) {
            return new Histogram(List.of(), List.of());
        }
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        var edges = low > 0 && high > WIDE * low && whole ? growing(low, high) : even(low, high, whole);
        var counts = new int[edges.size() - 1];
        for (double value : values) {
            counts[interval(edges, value)]++;
        }
        return new Histogram(edges, java.util.Arrays.stream(counts).boxed().toList());
    }

    private static List<Double> even(double low, double high, boolean whole) {
        double step = round((high - low) / INTERVALS);
        if (whole) {
            step = Math.max(1, Math.rint(step));
        }
        double first = Math.floor(low / step) * step;
        int count = Math.max(1, (int) Math.floor((high - first) / step + 1e-9) + 1);
        var edges = new ArrayList<Double>();
        for (int i = 0; i <= count; i++) {
            edges.add(first + i * step);
        }
        return edges;
    }

    /// Three to a doubling: 16, 20, 25, 32, ...
    private static List<Double> growing(double low, double high) {
        var edges = new ArrayList<Double>();
        int third = (int) Math.floor(3 * Math.log(low) / Math.log(2));
        do {
            double edge = Math.rint(Math.pow(2, third++ / 3.0));
            if (edges.isEmpty() || edge > edges.getLast()) {
                edges.add(edge);
            }
        } while (edges.getLast() <= high);
        return edges;
    }

    /// The least of 1, 2, 5, 10, ... that is not less.
    private static double round(double step) {
        if (step <= 0) {
            return 1;
        }
        double ten = Math.pow(10, Math.floor(Math.log10(step)));
        return step <= ten ? ten : step <= 2 * ten ? 2 * ten : step <= 5 * ten ? 5 * ten : 10 * ten;
    }

    private static int interval(List<Double> edges, double value) {
        int i = 0;
        while (i < edges.size() - 2 && value >= edges.get(i + 1)) {
            i++;
        }
        return i;
    }
}
