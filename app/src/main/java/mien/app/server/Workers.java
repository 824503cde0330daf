package mien.app.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import mien.Face;
import mien.Outcome;
import mien.Photo;
import mien.Reading;
import mien.Sighting;
import mien.app.output.Answer.Failed;
import mien.app.output.Answer.Read;
import mien.error.MienException;
import mien.image.Picture;
import org.jspecify.annotations.Nullable;

/// The threads that do the work, and the queue before them.
///
/// A worker takes one of two steps: it looks for the faces of the picture that has waited longest, or it reads the
/// faces of all pictures that were looked at, in one batch. It does the second as soon as a batch is full, nothing
/// else is under way, or the faces would wait longer than the budget if it looked at one more picture first; how long
/// a look takes is known from those before. So quick looks make large batches, slow ones none, and nobody waits for a
/// clock.
final class Workers {
    private static final double SMOOTHING = 0.1; // weight of the newest look

    private final Batching batching;
    private final int capacity;
    private final Metrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private final ArrayDeque<Step.Seen> seen = new ArrayDeque<>();
    private final List<Thread> threads;
    private int looking;
    private double lookNanos;
    private boolean closing;

    /// What a worker does next.
    private sealed interface Step {
        record Look(Job job) implements Step {}

        record Classify(List<Seen> batch) implements Step {}

        record End() implements Step {}

        /// A picture whose faces are found and not yet read.
        ///
        /// @param since when they were found
        record Seen(Job job, Sighting sighting, @Nullable Picture picture, long since) {}
    }

    /// @param capacity pictures that may wait
    Workers(Batching batching, int capacity, Metrics metrics) {
        this.batching = batching;
        this.capacity = capacity;
        this.metrics = metrics;
        threads = IntStream.range(0, batching.workers())
                .mapToObj(i -> Thread.ofPlatform().name("mien-worker-" + i).unstarted(this::work))
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /// Puts all of these in the queue, or none.
    ///
    /// @return false if there is no room for all of them
    boolean offer(List<Job> jobs) {
        lock.lock();
        try {
            forgetCancelled();
            if (closing || waiting.size() + jobs.size() > capacity) {
                return false;
            }
            waiting.addAll(jobs);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Pictures that nobody looks at yet.
    int queued() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// Whole seconds until what waits now will have been looked at, at least 1.
    long secondsToEmpty() {
        lock.lock();
        try {
            return Math.max(1, Math.round(Math.ceil(waiting.size() * lookNanos / batching.workers() / 1e9)));
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (true) {
            switch (next()) {
                case Step.Look(var job) -> look(job);
                case Step.Classify(var batch) -> classify(batch);
                case Step.End() -> {
                    return;
                }
            }
        }
    }

    private Step next() {
        lock.lock();
        try {
            while (true) {
                var step = ready();
                if (step != null) {
                    return step;
                }
                if (seen.isEmpty()) {
                    changed.await();
                } else {
                    var _ = changed.awaitNanos(budgetLeft());
                }
            }
        } catch (InterruptedException _) {
            return new Step.End(); // nobody interrupts a worker but to end it
        } finally {
            lock.unlock();
        }
    }

    /// What can be done now; null if nothing can.
    private @Nullable Step ready() {
        forgetCancelled();
        if (due()) {
            return new Step.Classify(batch());
        }
        if (!waiting.isEmpty()) {
            looking++;
            return new Step.Look(waiting.remove());
        }
        if (closing && looking == 0) {
            changed.signalAll();
            return new Step.End();
        }
        return null;
    }

    private void forgetCancelled() {
        waiting.removeIf(job -> job.done().isDone());
    }

    private boolean due() {
        if (seen.isEmpty()) {
            return false;
        }
        boolean alone = waiting.isEmpty() && looking == 0;
        double nextLook = waiting.isEmpty() ? 0 : lookNanos;
        return alone || budgetLeft() <= nextLook || facesSeen() >= batching.faces();
    }

    private long budgetLeft() {
        return batching.budget().toNanos() - (System.nanoTime() - seen.element().since());
    }

    private int facesSeen() {
        return seen.stream().mapToInt(one -> one.sighting().crops().size()).sum();
    }

    /// The oldest and all others that can be read with it, up to a full batch.
    private List<Step.Seen> batch() {
        var first = seen.element();
        var batch = new ArrayList<Step.Seen>();
        int faces = 0;
        for (var all = seen.iterator(); all.hasNext(); ) {
            var one = all.next();
            int more = one.sighting().crops().size();
            boolean fits = batch.isEmpty() || faces + more <= batching.faces();
            if (fits && one.job().question().sharesBatchWith(first.job().question())) {
                batch.add(one);
                faces += more;
                all.remove();
            }
        }
        return batch;
    }

    private void look(Job job) {
        long start = System.nanoTime();
        metrics.stage(Stage.WAIT, start - job.queued());
        Step.@Nullable Seen found = null;
        try {
            found = find(job);
        } catch (MienException e) {
            fail(job, String.valueOf(e.getMessage()), start);
        } catch (OutOfMemoryError _) {
            fail(job, "the picture is too large for the memory there is; make it smaller", start);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            job.done().completeExceptionally(e);
        } finally {
            looked(found, System.nanoTime() - start);
        }
    }

    private Step.Seen find(Job job) {
        var question = job.question();
        if (!question.wants(Extra.PIXELS)) {
            var sighting = question.mien().find(job.encoded(), question.minFace());
            return new Step.Seen(job, sighting, null, System.nanoTime());
        }
        long start = System.nanoTime();
        var picture = Picture.decode(job.encoded(), question.maxPixels());
        double decoding = (System.nanoTime() - start) / 1e6;
        var sighting = question.mien().find(picture, question.minFace());
        var times = new Sighting.Times(
                decoding, sighting.times().detect(), sighting.times().crop());
        var whole = new Sighting(sighting.width(), sighting.height(), sighting.detections(), sighting.crops(), times);
        return new Step.Seen(job, whole, picture, System.nanoTime());
    }

    private void looked(Step.@Nullable Seen found, long nanos) {
        if (found != null) {
            metrics.stages(found.sighting().times());
        }
        lock.lock();
        try {
            looking--;
            lookNanos = lookNanos == 0 ? nanos : lookNanos + SMOOTHING * (nanos - lookNanos);
            if (found != null) {
                seen.add(found);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail(Job job, String reason, long start) {
        var failed = new Failed(job.name(), reason, (System.nanoTime() - start) / 1e6);
        metrics.photo(failed);
        job.done().complete(new Job.Done(failed, null));
    }

    /// Where a batch fails, each picture is tried alone, so that one that fails takes no other with it.
    private void classify(List<Step.Seen> batch) {
        long start = System.nanoTime();
        try {
            var question = batch.getFirst().job().question();
            var photos = question.mien()
                    .classify(batch.stream().map(Step.Seen::sighting).toList(), question.head());
            metrics.batch(photos, System.nanoTime() - start);
            for (int i = 0; i < photos.size(); i++) {
                answer(batch.get(i), photos.get(i));
            }
        } catch (MienException e) {
            if (batch.size() > 1) {
                batch.forEach(one -> classify(List.of(one)));
            } else {
                fail(batch.getFirst().job(), String.valueOf(e.getMessage()), start);
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            batch.forEach(one -> one.job().done().completeExceptionally(e));
        }
    }

    private void answer(Step.Seen one, Photo photo) {
        boolean explained = one.job().question().wants(Extra.EXPLANATION);
        var read = new Read(one.job().name(), explained ? explained(photo) : photo);
        metrics.photo(read);
        one.job().done().complete(new Job.Done(read, one.picture()));
    }

    /// The same with explanations that are made already, here, where the work is bounded.
    private static Photo explained(Photo photo) {
        var faces = photo.faces().stream().map(Workers::explained).toList();
        return new Photo(photo.width(), photo.height(), faces, photo.milliseconds());
    }

    private static Face explained(Face face) {
        var reading = face.reading();
        if (reading.outcome() == Outcome.NOT_HUMAN) {
            return face;
        }
        var made = reading.explain();
        var ready = new Reading(reading.outcome(), reading.probabilities(), () -> made);
        return new Face(face.box(), face.detector(), face.score(), face.judged(), ready);
    }

    /// Whatever waits is given up; what is under way is finished.
    ///
    /// @param patience how long that may take
    /// @return whether it was finished
    boolean end(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            closing = true;
            waiting.forEach(job -> job.done().cancel(false));
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean all = true;
        for (var thread : threads) {
            all &= thread.getState() == Thread.State.NEW || thread.join(Duration.ofNanos(end - System.nanoTime()));
        }
        return all;
    }
}
