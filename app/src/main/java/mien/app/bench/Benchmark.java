package mien.app.bench;

import java.nio.file.Path;
import java.util.List;
import mien.Mien;
import mien.MienOptions;

/// Measures what Mien does with a photo, stage by stage, and how many faces the network reads in a second.
///
/// @param options model, detector and limits; its engine is not used
/// @param photos files to read; empty for the built-in picture of seven mean faces
/// @param seconds to spend, about; more where a few rounds take longer
public record Benchmark(MienOptions options, List<Path> photos, double seconds) {

    public Benchmark {
        photos = List.copyOf(photos);
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("benchmark: the seconds must be above 0, got " + seconds);
        }
    }

    /// @throws BenchException if no photo can be read
    public Measured run() {
        try (var mien = Mien.load(options.withEngine(options.engine().withThreads(1)))) {
            var sources = photos.isEmpty() ? List.of(Source.builtIn()) : Source.some(photos);
            var times = PhotoTimes.measure(mien, sources, seconds / 4);
            var photos = PhotoRate.measure(mien, times.sources(), seconds / 4);
            var faces = new FaceRates(options, mien.head(), times.crops()).measure(seconds / 2);
            var rates = new Rates(photos, faces);
            return new Measured(Machine.here(), mien.contract().name(), times.stages(), rates, PeakMemory.now());
        }
    }
}
