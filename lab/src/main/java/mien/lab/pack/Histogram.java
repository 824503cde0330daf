package mien.lab.pack;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// How often a value inside a network takes which size: first its extremes are learned, then it is counted.
final class Histogram {
    private static final int BINS = 2048;

    private final long[] counts = new long[BINS];
    private double low; // 0 is always in range: padding has it
    private double high;

    /// @throws PackException if the network has diverged
    void extend(FloatBuffer values) {
        while (values.hasRemaining()) {
            float value = values.get();
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new PackException("int8: the network computes numbers that are not finite; its weights are damaged or"
                    + " its training diverged, use another model");
        }
    }

    void count(FloatBuffer values) {
        double scale = BINS / Math.max(high - low, Float.MIN_NORMAL);
        while (values.hasRemaining()) {
            counts[Math.clamp((int) ((values.get() - low) * scale), 0, BINS - 1)]++;
        }
    }

    /// The range that a rule chooses.
    Range range(RangeRule rule) {
        return switch (rule) {
            case MIN_MAX -> new Range(low, high);
            case PERCENTILE -> percentile();
            case LEAST_ERROR -> leastError();
        };
    }

    /// Leaves out one value in 10,000 at each end.
    private Range percentile() {
        long out = Arrays.stream(counts).sum() / 10_000;
        int from = 0;
        for (long below = counts[0]; below <= out && from < BINS / 2; below += counts[from]) {
            from++;
        }
        int to = BINS - 1;
        for (long above = counts[to]; above <= out && to > BINS / 2; above += counts[to]) {
            to--;
        }
        return new Range(Math.min(0, edge(from)), Math.max(0, edge(to + 1)));
    }

    /// The share of the full range, in steps of 2 %, at which rounding and clipping cost the least mean square.
    private Range leastError() {
        var best = new Range(low, high);
        double least = error(best);
        for (int percent = 98; percent >= 20; percent -= 2) {
            var range = new Range(low * percent / 100, high * percent / 100);
            double error = error(range);
            if (error < least) {
                least = error;
                best = range;
            }
        }
        return best;
    }

    private double error(Range range) {
        double step = range.scale();
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double middle = (edge(bin) + edge(bin + 1)) / 2;
            double clipped = Math.max(Math.max(range.low() - middle, middle - range.high()), 0);
            sum += counts[bin] * (clipped * clipped + (clipped > 0 ? 0 : step * step / 12));
        }
        return sum;
    }

    private double edge(int bin) {
        return low + bin * (high - low) / BINS;
    }
}
