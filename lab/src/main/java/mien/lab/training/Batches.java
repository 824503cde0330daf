package mien.lab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;

/// The batches of one epoch, prepared on a thread of their own while the last one trains.
///
/// What a batch holds depends on the recipe, the seed, the epoch and its number alone. A last batch that would be
/// smaller than the others is left out, unless it is the only one: batch norm wants batches of one size.
public final class Batches implements AutoCloseable {
    private static final int AHEAD = 2;

    private final BatchMaker maker;
    private final int[] order;
    private final int batchSize;
    private final BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread;
    private int next;

    private sealed interface Prepared {
        record Ready(Batch batch) implements Prepared {}

        record Failed(RuntimeException reason) implements Prepared {}
    }

    /// Starts to prepare.
    ///
    /// @param firstBatch how many batches of the epoch to skip because they were trained before an interruption
    public Batches(Examples examples, Recipe recipe, long seed, int epoch, int firstBatch) {
        order = EpochOrder.of(examples.targets().getFirst(), recipe.objective().balance(), seed, epoch);
        batchSize = Math.min(recipe.pace().batchSize(), order.length);
        maker = new BatchMaker(examples, recipe, seed, epoch);
        next = firstBatch;
        thread = Thread.ofPlatform().daemon().name("mien-batches").start(() -> prepare(firstBatch));
    }

    /// Batches in every epoch of such a training.
    public static int perEpoch(Examples examples, Recipe recipe) {
        int shown = EpochOrder.length(
                examples.targets().getFirst(), recipe.objective().balance());
        return Math.max(1, shown / recipe.pace().batchSize());
    }

    public boolean hasNext() {
        return next < count();
    }

    /// The next batch; waits for it if need be.
    public Batch next() throws InterruptedException {
        next++;
        return switch (queue.take()) {
            case Prepared.Ready(var batch) -> batch;
            case Prepared.Failed(var reason) -> throw reason;
        };
    }

    private int count() {
        return order.length / batchSize;
    }

    private void prepare(int first) {
        try {
            for (int b = first; b < count(); b++) {
                queue.put(prepared(Arrays.copyOfRange(order, b * batchSize, (b + 1) * batchSize)));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed early: nobody waits for the rest
        }
    }

    private Prepared prepared(int[] examples) {
        try {
            return new Prepared.Ready(maker.make(examples));
        } catch (RuntimeException e) {
            return new Prepared.Failed(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// Some examples' pictures as the network is shown them in an epoch, `[N, C, H, W]` in `[0, 255]`. With mixup
    /// they are mixed among themselves.
    public static float[] augmented(Examples examples, int[] numbers, Recipe recipe, long seed, int epoch) {
        var untaught = new Examples(
                examples.size(),
                examples.pixels(),
                examples.pictures(),
                examples.targets(),
                examples.placements(),
                null);
        return new BatchMaker(untaught, recipe, seed, epoch).make(numbers).images();
    }

    /// Pictures as they are, in order, for validation.
    public static Batch plain(Examples examples, int from, int to) {
        var bytes = new byte[examples.size().bytes()];
        var images = new float[(to - from) * bytes.length];
        for (int i = from; i < to; i++) {
            examples.pixels().read(examples.pictures()[i], bytes);
            for (int p = 0; p < bytes.length; p++) {
                images[(i - from) * bytes.length + p] = bytes[p] & 0xFF;
            }
        }
        var numbers = IntStream.range(from, to).toArray();
        List<float[]> targets = new ArrayList<>();
        List<int[]> truths = new ArrayList<>();
        for (var target : examples.targets()) {
            targets.add(BatchMaker.rows(target, numbers, 0, new float[0]));
            truths.add(Arrays.copyOfRange(target.truths(), from, to));
        }
        return new Batch(to - from, images, targets, truths);
    }
}
