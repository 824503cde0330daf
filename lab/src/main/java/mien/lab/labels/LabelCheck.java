package mien.lab.labels;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.torch.Precision;
import mien.model.LabelSet;

/// Finds labels that are probably wrong: `mien-xs` learns from all folds of the data but one and says what
/// the pictures of that one show; for small sets of faces a [SecondOpinion] joins it. [ConfidentLearning]
/// then counts and ranks where they and the other [Witnesses] contradict the label.
public final class LabelCheck {
    /// The pixels that the networks look at: open the [PixelCache] with this.
    public static final Preprocessing INPUT = Preprocessing.GREY_48;

    /// Different pictures that a class must have, so that a network can learn from some what the others
    /// should be.
    static final int FEWEST = 3;

    private LabelCheck() {}

    /// How thoroughly.
    ///
    /// @param folds that the data is cut into, at least 2; as many networks are trained
    /// @param epochs for each network
    /// @param seed of folds, weights, order and augmentation
    /// @param precision of activations and convolutions
    public record Options(int folds, int epochs, long seed, Precision precision) {
        public Options {
            if (folds < 2 || epochs < 1) {
                throw new IllegalArgumentException(
                        "label check: folds must be at least 2 and epochs at least 1, got " + folds + " and " + epochs);
            }
        }

        /// What suits so many pictures: few are looked at more often than many. About 17 minutes for the
        /// 32,298 of FER2013 on two idle cores.
        public static Options forPictures(int pictures) {
            double epochs = 20 * Math.pow(32_000.0 / Math.max(1, pictures), 0.25);
            return new Options(4, Math.clamp(Math.round(epochs), 10, 60), 1, Precision.AUTO);
        }

        public Options withSeed(long changed) {
            return new Options(folds, epochs, changed, precision);
        }

        public Options withPrecision(Precision changed) {
            return new Options(folds, epochs, seed, changed);
        }
    }

    /// Where the check stands.
    ///
    /// @param fold from 1, of `folds`
    /// @param epoch of this fold's network, from 1, of `epochs`
    /// @param left time to the end of the check, as it looks now
    public record Progress(int fold, int folds, int epoch, int epochs, Duration left) {}

    /// Looks on.
    public interface Watcher {
        /// Called after each batch: several times a second.
        void stepped(Progress progress);

        /// Asked after each batch; true ends the check without a result.
        boolean stopRequested();
    }

    /// Checks all labels of a data set. Pictures that have only votes are left out, since they have no label
    /// that could be wrong.
    ///
    /// @param pixels of `data`, opened with [#INPUT]
    /// @param copies groups of samples of `pixels` that show the same, by number; exact copies need not be
    ///     named
    /// @return nothing if the watcher asked to stop
    public static Optional<LabelCheckResult> run(
            Dataset data, PixelCache pixels, List<List<Integer>> copies, Options options, Watcher watcher)
            throws InterruptedException {
        var units = units(pixels, copies);
        var notes = new ArrayList<String>();
        var given = checkable(data.labels(), pixels, units, notes);
        if (Arrays.stream(given).filter(label -> label >= 0).distinct().count() < 2) {
            notes.add("nothing to check: it takes two labels with at least " + FEWEST + " different pictures each");
            return Optional.of(
                    new LabelCheckResult(List.of(), new double[given.length][0], List.of(), Double.NaN, notes));
        }
        var folds = Folds.deal(given, units, options.folds(), options.seed());
        var samples = new OutOfFold.Samples(pixels, data.labels(), given);
        return answers(data.name(), samples, folds, options, watcher)
                .map(answers -> new Judgement(samples, units, answers).result(notes));
    }

    private static Optional<double[][]> answers(
            String name, OutOfFold.Samples samples, Folds folds, Options options, Watcher watcher)
            throws InterruptedException {
        if (!SecondOpinion.isWanted(name, samples)) {
            return new OutOfFold(samples, folds, options, watcher).probabilities();
        }
        var second = SecondOpinion.of(samples, folds, watcher); // first: it is quick, and the time left is then right
        return second.isEmpty()
                ? second
                : new OutOfFold(samples, folds, options, watcher)
                        .probabilities()
                        .map(first -> together(first, second.get()));
    }

    /// The geometric mean: a label is likely where both find it so.
    private static double[][] together(double[][] first, double[][] second) {
        var rows = new double[first.length][];
        Arrays.setAll(rows, i -> {
            var logs = new double[first[i].length];
            Arrays.setAll(logs, c -> Math.log(first[i][c] * second[i][c] + 1e-12) / 2);
            return logs.length == 0 ? logs : SoftmaxRegression.softmaxOf(logs);
        });
        return rows;
    }

    private static Collection<List<Integer>> units(PixelCache pixels, List<List<Integer>> copies) {
        int count = pixels.samples().size();
        var groups = new ArrayList<>(copies);
        groups.addAll(Folds.groups(count, pixels::contentHash));
        return Folds.units(count, groups);
    }

    /// The class of each sample; -1 where there is none, or too few pictures of it.
    private static int[] checkable(
            LabelSet labels, PixelCache pixels, Collection<List<Integer>> units, List<String> notes) {
        var given = pixels.samples().stream().mapToInt(sample -> sample.label()).toArray();
        for (int c = 0; c < labels.size(); c++) {
            int label = c;
            long different = units.stream()
                    .filter(unit -> unit.stream().anyMatch(i -> given[i] == label))
                    .count();
            if (different > 0 && different < FEWEST) {
                Arrays.setAll(given, i -> given[i] == label ? -1 : given[i]);
                notes.add(labels.labels().get(c) + " is not checked: it has " + different
                        + (different == 1 ? " picture" : " different pictures") + ", and " + FEWEST + " are needed");
            }
        }
        return given;
    }
}
