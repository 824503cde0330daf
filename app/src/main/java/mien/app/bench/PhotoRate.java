package mien.app.bench;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mien.Mien;

/// How many whole photos are answered in a second, from the file to the emotions of its faces: what `mien analyze` and
/// `mien serve` can reach at most.
///
/// @param callers each with its own photo at a time
public record PhotoRate(int callers, double photosPerSecond) {

    /// @param sources photos that can be read, at least one
    /// @param seconds to spend, about; each caller reads one photo at least
    static PhotoRate measure(Mien mien, List<Source> sources, double seconds) {
        int callers = Runtime.getRuntime().availableProcessors();
        var next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try (var threads = Executors.newFixedThreadPool(callers)) {
            var running = IntStream.range(0, callers)
                    .mapToObj(_ -> CompletableFuture.runAsync(
                            () -> {
                                do {
                                    var source = sources.get(Math.floorMod(next.getAndIncrement(), sources.size()));
                                    mien.classify(List.of(source.find(mien)));
                                } while (System.nanoTime() < end);
                            },
                            threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(running).join();
        }
        return new PhotoRate(callers, next.get() * 1e9 / (System.nanoTime() - start));
    }
}
