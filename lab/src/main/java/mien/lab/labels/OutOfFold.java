package mien.lab.labels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Votes;
import mien.lab.labels.LabelCheck.Options;
import mien.lab.labels.LabelCheck.Progress;
import mien.lab.labels.LabelCheck.Watcher;
import mien.lab.network.Architecture;
import mien.lab.network.Network;
import mien.lab.torch.Trainer;
import mien.lab.training.Batches;
import mien.lab.training.Examples;
import mien.lab.training.Examples.Pixels;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Pace;
import mien.lab.training.Targets;
import mien.model.LabelSet;

/// Asks networks about pictures that they did not learn from: for each fold a network that learns from all
/// the others.
final class OutOfFold {
    private static final int BATCH = 256; // of asking

    private final PixelCache pixels;
    private final LabelSet labels;
    private final int[] given;
    private final Folds folds;
    private final Options options;
    private final Watcher watcher;
    private final Network network;
    private final boolean voted;
    private final long start = System.nanoTime();
    private long stepsDone;

    /// @param samples with their classes; those that the folds leave out are not looked at
    OutOfFold(Samples samples, Folds folds, Options options, Watcher watcher) {
        this.pixels = samples.pixels();
        this.labels = samples.labels();
        this.given = samples.given();
        this.folds = folds;
        this.options = options;
        this.watcher = watcher;
        voted = pixels.samples().stream().anyMatch(sample -> sample.votes().isPresent());
        var heads = new LinkedHashMap<String, Integer>(Map.of("labels", labels.size()));
        if (voted) {
            heads.put("votes", LabelSet.FERPLUS8.size()); // what the taggers saw teaches the trunk more than one label
        }
        network = Architecture.MIEN_XS.build(heads);
    }

    /// What is to be checked.
    ///
    /// @param given class of each sample of the cache, or -1 for one that is not to be checked
    @SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
    record Samples(PixelCache pixels, LabelSet labels, int[] given) {}

    /// `[samples][labels]`; rows of what the folds leave out are empty. Nothing if the watcher asked to stop.
    Optional<double[][]> probabilities() throws InterruptedException {
        var rows = new double[given.length][0];
        for (int fold = 0; fold < folds.count(); fold++) {
            if (!learnAndAsk(fold, rows)) {
                return Optional.empty();
            }
        }
        return Optional.of(rows);
    }

    private boolean learnAndAsk(int fold, double[][] rows) throws InterruptedException {
        var train = examples(folds.learnedFrom(fold), pixels::read);
        var recipe = recipe(train.count());
        int perEpoch = Batches.perEpoch(train, recipe);
        long seed = options.seed() + fold;
        try (var trainer = new Trainer(network, recipe, options.precision(), seed, options.epochs() * perEpoch)) {
            for (int epoch = 1; epoch <= options.epochs(); epoch++) {
                try (var batches = new Batches(train, recipe, seed, epoch, 0)) {
                    while (batches.hasNext()) {
                        trainer.step(batches.next());
                        watcher.stepped(progress(fold, epoch, perEpoch));
                        if (watcher.stopRequested()) {
                            return false;
                        }
                    }
                }
            }
            ask(trainer, folds.heldOut(fold), rows);
            return true;
        }
    }

    private Progress progress(int fold, int epoch, int perEpoch) {
        stepsDone++;
        double stepsInAll = (double) folds.count() * options.epochs() * perEpoch;
        double seconds = (System.nanoTime() - start) / 1e9;
        double left = Math.max(0, seconds / stepsDone * (stepsInAll - stepsDone));
        return new Progress(fold + 1, folds.count(), epoch, options.epochs(), Duration.ofSeconds(Math.round(left)));
    }

    /// The mean of the answers to a picture and to its mirror image.
    private void ask(Trainer trainer, int[] pictures, double[][] rows) {
        var size = pixels.preprocessing();
        var plain = answers(trainer, examples(pictures, pixels::read));
        var mirrored = answers(trainer, examples(pictures, (i, into) -> {
            pixels.read(i, into);
            mirror(into, size);
        }));
        for (int k = 0; k < pictures.length; k++) {
            int at = k;
            rows[pictures[k]] = IntStream.range(0, labels.size())
                    .mapToDouble(c -> (plain.get(at)[c] + mirrored.get(at)[c]) / 2)
                    .toArray();
        }
    }

    private List<double[]> answers(Trainer trainer, Examples examples) {
        var answers = new ArrayList<double[]>();
        for (int from = 0; from < examples.count(); from += BATCH) {
            var batch = Batches.plain(examples, from, Math.min(from + BATCH, examples.count()));
            var logits = new ArrayList<float[]>();
            trainer.judge(batch, logits);
            for (int i = 0; i < batch.size(); i++) {
                answers.add(softmax(logits.getFirst(), i));
            }
        }
        return answers;
    }

    private double[] softmax(float[] logits, int row) {
        int classes = labels.size();
        return SoftmaxRegression.softmaxOf(IntStream.range(0, classes)
                .mapToDouble(c -> logits[row * classes + c])
                .toArray());
    }

    /// Turns left and right around, in place.
    static void mirror(byte[] pixels, Preprocessing size) {
        for (int row = 0; row < pixels.length; row += size.width()) {
            for (int left = row, right = row + size.width() - 1; left < right; left++, right--) {
                byte swap = pixels[left];
                pixels[left] = pixels[right];
                pixels[right] = swap;
            }
        }
    }

    private Examples examples(int[] pictures, Pixels source) {
        var targets = new ArrayList<Targets>();
        targets.add(Targets.ofLabels(
                "labels", labels, IntStream.of(pictures).map(i -> given[i]).toArray()));
        if (voted) {
            targets.add(votes(pictures));
        }
        return new Examples(pixels.preprocessing(), source, pictures, targets);
    }

    private Targets votes(int[] pictures) {
        var rows = new float[pictures.length][LabelSet.FERPLUS8.size()];
        var truths = new int[pictures.length];
        for (int k = 0; k < pictures.length; k++) {
            var votes = pixels.samples().get(pictures[k]).votes();
            rows[k] = votes.map(Votes::distribution).orElse(rows[k]);
            truths[k] = votes.map(v -> v.majority().orElse(-1)).orElse(-1);
        }
        return Targets.ofVotes("votes", LabelSet.FERPLUS8, rows, truths);
    }

    /// The default recipe for so many pictures: at least some forty steps in an epoch, smaller steps for
    /// smaller batches, and an average over the last two epochs, or over a sixteenth of a training of few
    /// steps.
    private Recipe recipe(int pictures) {
        int batch = Math.clamp(Integer.highestOneBit(Math.max(1, pictures / 40)), 16, 256);
        double perEpoch = Math.max(1, pictures / batch);
        double rate = Math.max(0.05, 0.1 * Math.sqrt(batch / 256.0));
        double newest = Math.max(0.5 / perEpoch, 16 / (perEpoch * options.epochs()));
        return Recipe.DEFAULT
                .withPace(new Pace(options.epochs(), batch))
                .withOptimizer(new Optimizer.Sgd(rate, 0.9, 5e-4))
                .withAveraging(new Averaging(Math.clamp(1 - newest, 0, 0.998), Keep.LAST, 0, ""));
    }
}
