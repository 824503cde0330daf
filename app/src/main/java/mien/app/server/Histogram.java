package mien.app.server;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// How often a value fell below which bound. Safe for many threads.
final class Histogram {
    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();

    /// @param bounds ascending upper bounds, each of which belongs to its bucket
    Histogram(double... bounds) {
        this.bounds = bounds.clone();
        counts = Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
    }

    void add(double value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(value);
    }

    /// In the text format of Prometheus.
    ///
    /// @param labels such as `stage="decode"`, empty for none
    void write(StringBuilder out, String name, String labels) {
        long below = 0;
        var more = labels.isEmpty() ? "" : labels + ",";
        for (int i = 0; i <= bounds.length; i++) {
            below += counts[i].sum();
            var bound = i < bounds.length ? Double.toString(bounds[i]) : "+Inf";
            out.append(name)
                    .append("_bucket{")
                    .append(more)
                    .append("le=\"")
                    .append(bound)
                    .append("\"} ");
            out.append(below).append('\n');
        }
        var own = labels.isEmpty() ? "" : "{" + labels + "}";
        out.append(name)
                .append("_sum")
                .append(own)
                .append(' ')
                .append(sum.sum())
                .append('\n');
        out.append(name).append("_count").append(own).append(' ').append(below).append('\n');
    }
}
