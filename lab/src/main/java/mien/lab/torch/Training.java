package mien.lab.torch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mien.lab.dataset.Hashing;
import mien.lab.network.Network;
import mien.lab.network.NetworkFile;
import mien.lab.network.Weights;
import mien.lab.torch.Checkpoint.Position;
import mien.lab.training.Batches;
import mien.lab.training.EpochRecord;
import mien.lab.training.EpochRecord.Pace;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.Examples;
import mien.lab.training.History;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.RecipeFile;

/// A whole training: epochs, validation, checkpoints, early stopping.
public final class Training {
    private static final long CHECKPOINT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Setup setup;
    private final Examples train;
    private final Examples validation;
    private final Path checkpointFile;
    private final Watcher watcher;

    private History history = History.EMPTY;
    private Map<String, Weights.Array> best = Map.of();
    private long lastCheckpoint = System.nanoTime();

    /// @param dataHashes of pictures, labels and teachers; a checkpoint of other data is refused. The first is written
    ///     into checkpoints; checkpoints of older versions may have one of the others
    /// @param beginning weights to start from, and what is frozen; a checkpoint of another one is refused, too
    public record Setup(
            Network network,
            Recipe recipe,
            Precision precision,
            long seed,
            List<String> dataHashes,
            Beginning beginning) {

        public Setup {
            dataHashes = List.copyOf(dataHashes);
        }

        /// Everything is trained, and starts from the seed.
        public Setup(Network network, Recipe recipe, Precision precision, long seed, String dataHash) {
            this(network, recipe, precision, seed, List.of(dataHash), Beginning.SEED);
        }

        /// Refuses what a training would refuse that is resumed from the file.
        ///
        /// @param checkpointFile nothing is refused if there is none
        /// @throws TrainingException if it is the checkpoint of another training
        public void refuseCheckpointOfAnother(Path checkpointFile) {
            if (Files.exists(checkpointFile)) {
                Checkpoint.read(checkpointFile, fingerprints());
            }
        }

        /// The first is written, all are read.
        List<String> fingerprints() {
            return dataHashes.stream().map(this::fingerprint).toList();
        }

        private String fingerprint(String dataHash) {
            var parts = Stream.of(
                            NetworkFile.toYaml(network),
                            RecipeFile.toYaml(recipe),
                            precision.resolved().name(),
                            Long.toString(seed),
                            dataHash,
                            beginning.origin())
                    .filter(part -> !part.isEmpty()) // as it was before trainings could begin elsewhere
                    .toList();
            var digest = Hashing.sha256();
            parts.forEach(part -> digest.update((part + "\0").getBytes(StandardCharsets.UTF_8)));
            return Hashing.hex(digest.digest());
        }
    }

    /// @param weights what becomes the model
    /// @param epoch whose weights they are
    /// @param finished false if the watcher asked to stop; then the checkpoint continues
    public record Outcome(Weights weights, int epoch, History history, boolean finished) {}

    /// Where the training stands after a step.
    ///
    /// @param epoch from 1
    /// @param step done in the epoch, of `steps`
    /// @param score mean loss, in nats, and the first head's accuracy over the epoch so far
    public record Progress(int epoch, int step, int steps, Score score, int batchSize, double secondsPerStep) {
        public double imagesPerSecond() {
            return batchSize / secondsPerStep;
        }
    }

    /// Looks on.
    public interface Watcher {
        void stepped(Progress progress);

        void epochEnded(EpochRecord epoch, History history);

        /// The averaged weights that were just validated, before [#epochEnded]; nobody needs to look.
        default void validated(Weights weights) {}

        /// Asked after each step; true ends the training with a checkpoint.
        boolean stopRequested();
    }

    /// @param checkpointFile where checkpoints are written after every epoch and every five minutes
    public Training(Setup setup, Examples train, Examples validation, Path checkpointFile, Watcher watcher) {
        this.setup = setup;
        this.train = train;
        this.validation = validation;
        this.checkpointFile = checkpointFile;
        this.watcher = watcher;
    }

    /// Trains to the end, or until the watcher asks to stop.
    ///
    /// @param resume whether to continue from the checkpoint file if there is one
    public Outcome run(boolean resume) throws InterruptedException {
        int perEpoch = Batches.perEpoch(train, setup.recipe());
        int epochs = setup.recipe().pace().epochs();
        try (var trainer = new Trainer(setup, epochs * perEpoch)) {
            var position = new Position(1, EpochTally.EMPTY, 0);
            if (resume && Files.exists(checkpointFile)) {
                position = restore(trainer);
            }
            for (int epoch = position.epoch(); epoch <= epochs && !patienceIsOver(); epoch++) {
                var tally = epoch == position.epoch() ? position.tally() : EpochTally.EMPTY;
                tally = epoch(trainer, epoch, tally);
                if (tally.batches() < perEpoch) {
                    save(trainer, epoch, tally);
                    return new Outcome(trainer.averagedWeights(), epoch, history, false);
                }
                endEpoch(trainer, epoch, tally);
            }
            boolean last = setup.recipe().averaging().keep() == Keep.LAST || best.isEmpty();
            var weights = last ? trainer.averagedWeights() : new Weights(best);
            int kept = last ? history.epochs().size() : bestEpoch();
            return new Outcome(weights, kept, history, true);
        }
    }

    private Position restore(Trainer trainer) {
        var checkpoint = Checkpoint.read(checkpointFile, setup.fingerprints());
        trainer.restore(checkpoint.trainer(), checkpoint.position().steps());
        history = checkpoint.history();
        best = checkpoint.best();
        return checkpoint.position();
    }

    /// Runs an epoch from where its tally stands; a tally that is not full means a stop was requested.
    private EpochTally epoch(Trainer trainer, int epoch, EpochTally tally) throws InterruptedException {
        int perEpoch = Batches.perEpoch(train, setup.recipe());
        try (var batches = new Batches(train, setup.recipe(), setup.seed(), epoch, tally.batches())) {
            while (tally.batches() < perEpoch && batches.hasNext()) {
                long start = System.nanoTime();
                var batch = batches.next();
                tally = tally.with(trainer.step(batch), (System.nanoTime() - start) / 1e9);
                var score = new Score(tally.loss(), tally.accuracy());
                double seconds = tally.trainSeconds() / tally.batches();
                watcher.stepped(new Progress(epoch, tally.batches(), perEpoch, score, batch.size(), seconds));
                if (watcher.stopRequested()) {
                    return tally;
                }
                if (System.nanoTime() - lastCheckpoint > CHECKPOINT_NANOS) {
                    save(trainer, epoch, tally);
                }
            }
        }
        return tally;
    }

    private void endEpoch(Trainer trainer, int epoch, EpochTally tally) {
        long start = System.nanoTime();
        var validated = Validation.of(trainer, validation);
        double seconds = tally.seconds() + (System.nanoTime() - start) / 1e9;
        int batchSize = Math.min(setup.recipe().pace().batchSize(), train.count());
        double imagesPerSecond = tally.batches() * (double) batchSize / tally.trainSeconds();
        var record = new EpochRecord(
                epoch,
                trainer.learningRate(),
                new Score(tally.loss(), tally.accuracy()),
                validated.score(),
                validated.figures(),
                new Pace(imagesPerSecond, seconds));
        history = history.with(record);
        var weights = trainer.averagedWeights();
        if (setup.recipe().averaging().keep() == Keep.BEST && bestEpoch() == epoch) {
            best = weights.byName();
        }
        save(trainer, epoch + 1, EpochTally.EMPTY);
        watcher.validated(weights);
        watcher.epochEnded(record, history);
    }

    private void save(Trainer trainer, int epoch, EpochTally tally) {
        var position = new Position(epoch, tally, trainer.steps());
        var fingerprint = setup.fingerprints().getFirst();
        new Checkpoint(fingerprint, position, trainer.state(), history, best).write(checkpointFile);
        lastCheckpoint = System.nanoTime();
    }

    private boolean patienceIsOver() {
        int patience = setup.recipe().averaging().patience();
        return patience > 0
                && !history.epochs().isEmpty()
                && history.epochs().getLast().epoch() - bestEpoch() >= patience;
    }

    /// The first epoch with the highest value of the recipe's metric; 0 before the first.
    private int bestEpoch() {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (var epoch : history.epochs()) {
            double value = setup.recipe().averaging().score(epoch);
            if (value > highest) {
                best = epoch.epoch();
                highest = value;
            }
        }
        return best;
    }
}
