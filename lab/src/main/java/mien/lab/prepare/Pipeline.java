package mien.lab.prepare;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/// Work done by all cores, its results taken in order by one thread; only a few wait at any time.
final class Pipeline {
    private static final int AHEAD = 8; // items for each core

    private Pipeline() {}

    /// Takes results.
    @FunctionalInterface
    interface Sink<T, R> {
        void take(T item, R result) throws IOException;
    }

    static <T, R> void run(List<T> items, Function<T, R> work, Sink<T, R> sink) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var pool = Executors.newFixedThreadPool(cores)) {
            var waiting = new ArrayDeque<Future<R>>();
            int next = 0;
            try {
                for (var item : items) {
                    while (next < items.size() && waiting.size() < AHEAD * cores) {
                        var coming = items.get(next++);
                        waiting.add(pool.submit(() -> work.apply(coming)));
                    }
                    sink.take(item, result(waiting.remove()));
                }
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static <R> R result(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error fatal -> throw fatal;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
