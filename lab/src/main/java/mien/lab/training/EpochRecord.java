package mien.lab.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one epoch of a training came to.
///
/// @param epoch counted from 1
/// @param learningRate the rate at the end of the epoch
/// @param train over the epoch's augmented batches
/// @param validation over the validation pictures after the epoch, [Score#NONE] if there are none
/// @param figures further validation figures by [FigureName], for example `ferplus8.accuracy` or
///     `ferplus8.recall.happy`, in the order of their columns
/// @param pace how fast it went
public record EpochRecord(
        int epoch, double learningRate, Score train, Score validation, Map<String, Double> figures, Pace pace) {

    public EpochRecord {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch record: epochs are counted from 1, got " + epoch);
        }
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /// @param loss mean over samples, in nats; NaN if not measured
    /// @param accuracy in `[0, 1]`; NaN if not measured
    public record Score(double loss, double accuracy) {
        public static final Score NONE = new Score(Double.NaN, Double.NaN);

        public boolean measured() {
            return !Double.isNaN(loss);
        }
    }

    /// @param imagesPerSecond training pictures per second, validation not counted
    /// @param seconds wall time of the whole epoch, validation counted
    public record Pace(double imagesPerSecond, double seconds) {}
}
