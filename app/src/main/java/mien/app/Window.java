package mien.app;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Works on many things at once on a fixed number of threads. Never more than `size` are begun and not yet handed
/// on, so memory stays bounded however many there are.
///
/// @param ordered whether results are handed on in the order of the work, else as they are done
record Window(int threads, int size, boolean ordered) {

    /// Does all of the work; `done` is called on the caller's thread.
    <T> void run(Iterator<? extends Callable<T>> work, Consumer<T> done) throws InterruptedException {
        var executor = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("mien-", 1).factory());
        try {
            var completion = new ExecutorCompletionService<T>(executor);
            var inOrder = new ArrayDeque<Future<T>>();
            int begun = 0;
            while (work.hasNext() || begun > 0) {
                for (; work.hasNext() && begun < size; begun++) {
                    if (ordered) {
                        inOrder.add(executor.submit(work.next()));
                    } else {
                        completion.submit(work.next());
                    }
                }
                var next = ordered ? inOrder.remove() : completion.take();
                begun--;
                done.accept(result(next));
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> T result(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
