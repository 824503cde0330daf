package mien.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import mien.MienOptions;
import mien.image.Preprocessing;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.Head;

/// Measures faces a second, by threads and batch.
///
/// @param crops faces to give, over and over; noise where there are none, which takes a network as long
record FaceRates(MienOptions options, Head head, List<byte[]> crops) {
    static final List<Integer> BATCHES = List.of(1, 8, 32, 64);

    private static final int ALL_COUNTS = 4; // up to so many threads every count is measured, beyond it every doubling
    private static final int LEAST_LAPS = 3;
    private static final double LAP_SECONDS = 0.03; // long beside the clock and the start of threads
    private static final double WARM_UP = 0.2; // of the time of a setting

    /// How threads are used.
    private record Setting(int callers, int threads) {}

    /// One thread; then, for each count up to the cores, that many sharing each batch, and that many with their own.
    List<FaceRate> measure(double seconds) {
        var settings = settings(Runtime.getRuntime().availableProcessors());
        var rates = new ArrayList<FaceRate>();
        for (var setting : settings) {
            var engine = new Engine(
                    setting.threads(), BATCHES.getLast(), options.engine().gpu());
            try (var classifier = options.model().open(engine);
                    var callers = Executors.newFixedThreadPool(setting.callers())) {
                for (int batch : BATCHES) {
                    var faces = faces(classifier.contract().input(), batch);
                    var laps = new Laps(classifier, head, callers, setting.callers(), faces);
                    double rate = laps.facesPerSecond(seconds / settings.size() / BATCHES.size());
                    rates.add(new FaceRate(setting.callers(), setting.threads(), batch, rate));
                }
            }
        }
        return rates;
    }

    private static List<Setting> settings(int cores) {
        var settings = new ArrayList<Setting>();
        settings.add(new Setting(1, 1));
        for (int count : counts(cores)) {
            settings.add(new Setting(1, count));
            settings.add(new Setting(count, 1));
        }
        return settings;
    }

    /// The counts of threads above 1 that are measured, the number of cores always among them.
    static List<Integer> counts(int cores) {
        return IntStream.rangeClosed(2, cores)
                .filter(n -> n <= ALL_COUNTS || Integer.bitCount(n) == 1 || n == cores)
                .boxed()
                .toList();
    }

    private List<byte[]> faces(Preprocessing input, int batch) {
        var random = new Random(1);
        return IntStream.range(0, batch)
                .mapToObj(i -> {
                    if (!crops.isEmpty()) {
                        return crops.get(i % crops.size());
                    }
                    var noise = new byte[input.bytes()];
                    random.nextBytes(noise);
                    return noise;
                })
                .toList();
    }

    /// Repeats one setting.
    private record Laps(Classifier classifier, Head head, ExecutorService threads, int callers, List<byte[]> faces) {

        /// The median of laps that are long enough to be timed.
        double facesPerSecond(double seconds) {
            long start = System.nanoTime();
            int calls = 1;
            double quickest = lap(calls);
            while (since(start) < WARM_UP * seconds) {
                quickest = Math.min(quickest, lap(calls));
            }
            calls = (int) Math.clamp(Math.ceil(LAP_SECONDS / quickest), 1, 100_000);
            var rates = new ArrayList<Double>();
            while (rates.size() < LEAST_LAPS || since(start) < seconds) {
                rates.add((double) callers * calls * faces.size() / lap(calls));
            }
            return Median.of(rates);
        }

        /// Seconds until every caller has made its calls.
        private double lap(int calls) {
            long start = System.nanoTime();
            var running = IntStream.range(0, callers)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> call(calls), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(running).join();
            return since(start);
        }

        private void call(int calls) {
            for (int i = 0; i < calls; i++) {
                classifier.classify(faces, head);
            }
        }

        private static double since(long start) {
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
