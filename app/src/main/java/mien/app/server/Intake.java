package mien.app.server;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// Takes bodies in, into memory and nowhere else: bounded in size, in time, and in what all of them hold together.
/// Safe for many threads.
final class Intake {
    private static final long DISCARDED = 8_000_000; // bytes of a refused body that are still read
    private static final Duration DISCARDING = Duration.ofSeconds(1);
    private static final int FIRST = 64 << 10;

    private final Limits limits;
    private final long room;
    private final AtomicLong held = new AtomicLong();

    /// Bytes that all bodies may hold together: a quarter of Java's heap, since a body that grows takes up to three
    /// times its size for a moment.
    ///
    /// @param heap bytes
    /// @throws ServerException if one body may be larger
    static long room(Limits limits, long heap) {
        long room = heap / 4;
        if (limits.bodyBytes() > room) {
            throw new ServerException(("--max-megabytes: bodies may take a quarter of Java's heap, %.1f MB, and one of"
                            + " %.1f MB would not fit; allow less, or give Java more with MIEN_JAVA_OPTS=-Xmx2g")
                    .formatted(room / 1e6, limits.bodyBytes() / 1e6));
        }
        return room;
    }

    /// @param room bytes that all bodies may hold together
    Intake(Limits limits, long room) {
        this.limits = limits;
        this.room = room;
    }

    /// A body that has come, whole. Closing it makes room for others.
    @SuppressWarnings("ArrayRecordComponent") // bulk data, never compared
    record Body(byte[] bytes, Intake owner) implements AutoCloseable {
        @Override
        public void close() {
            owner.held.addAndGet(-bytes.length);
        }
    }

    /// Bytes of all bodies that are being received or answered.
    long held() {
        return held.get();
    }

    /// Waits for the whole body.
    ///
    /// @throws Refusal if it is too large, too slow, cut off, or there is no room for it now
    Body read(Request request) throws InterruptedException {
        long length = request.getLength();
        if (length > limits.bodyBytes()) {
            throw tooLarge();
        }
        long end = System.nanoTime() + limits.times().body().toNanos();
        var bytes = new ByteArrayOutputStream(Math.clamp(length, 32, FIRST));
        long taken = 0;
        Body body = null;
        try {
            boolean whole = false;
            while (!whole) {
                var chunk = next(request, end);
                try {
                    taken += reserved(taken, chunk.remaining());
                    append(chunk, bytes);
                } finally {
                    chunk.release();
                }
                whole = chunk.isLast();
            }
            body = new Body(bytes.toByteArray(), this);
            return body;
        } finally {
            if (body == null) { // also when there was no more memory
                held.addAndGet(-taken);
            }
        }
    }

    private int reserved(long taken, int count) {
        if (taken + count > limits.bodyBytes()) {
            throw tooLarge();
        }
        if (held.addAndGet(count) > room) {
            held.addAndGet(-count);
            throw Refusal.later(Refusal.TOO_MANY, "body: too much is being sent to this server now; try again", 1);
        }
        return count;
    }

    private static void append(Content.Chunk chunk, ByteArrayOutputStream bytes) {
        var part = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(part);
        bytes.writeBytes(part);
    }

    /// The next piece, as soon as there is one.
    private static Content.Chunk next(Request request, long end) throws InterruptedException {
        while (true) {
            var chunk = request.read();
            if (chunk == null) {
                var ready = new CountDownLatch(1);
                request.demand(ready::countDown);
                if (!ready.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    throw new Refusal(
                            Refusal.TIMEOUT, "body: it did not come in time; send it faster, or a smaller one");
                }
            } else if (Content.Chunk.isFailure(chunk)) {
                throw new Refusal(Refusal.BAD_REQUEST, "body: it ends before its end; send all of it");
            } else {
                return chunk;
            }
        }
    }

    private Refusal tooLarge() {
        return new Refusal(
                Refusal.TOO_LARGE,
                "body: it has more than the limit of " + limits.bodyBytes()
                        + " bytes; send a smaller picture, or fewer at once");
    }

    /// Reads on for a little after a refusal: who is still sending would not see an answer. Who waits to be told to go
    /// on is not told so.
    static void discard(Request request) throws InterruptedException {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return;
        }
        long end = System.nanoTime() + DISCARDING.toNanos();
        long count = 0;
        try {
            while (count < DISCARDED) {
                var chunk = next(request, end);
                count += chunk.remaining();
                chunk.release();
                if (chunk.isLast()) {
                    return;
                }
            }
        } catch (Refusal _) {
            return; // too slow or gone: the refusal that follows says why it was not wanted
        }
    }
}
