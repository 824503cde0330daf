package mien.app.server;

import java.time.Duration;

/// How the pictures of many callers share the processor: each worker looks for faces in one picture at a time, and
/// the faces of several are then read in one batch.
///
/// @param workers threads, at least 1
/// @param faces as many as this are read at once, at least 1; a picture's own faces stay together
/// @param budget how long faces may wait for those of other pictures; they wait for nothing if nothing is under way
public record Batching(int workers, int faces, Duration budget) {

    /// A worker for each core, 32 faces, 5 ms.
    public static final Batching DEFAULT =
            new Batching(Runtime.getRuntime().availableProcessors(), 32, Duration.ofMillis(5));

    public Batching {
        if (workers < 1 || faces < 1 || budget.isNegative()) {
            throw new IllegalArgumentException(
                    "batching: workers and faces must be positive and the budget not negative, got %d, %d and %s"
                            .formatted(workers, faces, budget));
        }
    }

    public Batching withWorkers(int newWorkers) {
        return new Batching(newWorkers, faces, budget);
    }

    public Batching withFaces(int newFaces) {
        return new Batching(workers, newFaces, budget);
    }

    public Batching withBudget(Duration newBudget) {
        return new Batching(workers, faces, newBudget);
    }
}
