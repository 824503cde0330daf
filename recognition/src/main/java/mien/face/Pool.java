package mien.face;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/// Lends native objects, of which each serves one thread at a time; makes as many as are in use at once.
final class Pool<T extends AutoCloseable> implements AutoCloseable {
    private final Supplier<T> maker;
    private final String owner;
    private final ConcurrentLinkedDeque<T> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Pool(String owner, Supplier<T> maker) {
        this.owner = owner;
        this.maker = maker;
    }

    <R> R with(Function<T, R> work) {
        if (closed) {
            throw new DetectorException(owner + ": the detector is closed; make a new one");
        }
        var lent = idle.poll();
        if (lent == null) {
            lent = maker.get();
        }
        try {
            return work.apply(lent);
        } finally {
            idle.push(lent);
            if (closed) {
                drain();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        drain();
    }

    private void drain() {
        for (var one = idle.poll(); one != null; one = idle.poll()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new DetectorException(owner + ": closing failed: " + e.getMessage(), e);
            }
        }
    }
}
