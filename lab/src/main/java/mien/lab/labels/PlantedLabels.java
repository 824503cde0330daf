package mien.lab.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.labels.LabelCheck.Options;
import mien.lab.labels.LabelCheck.Progress;

/// How many of the labels that were made wrong on purpose the label check finds. Run by
/// `bench/label-check.sh`.
public final class PlantedLabels {
    private static final double SHARE = 0.05;
    private static final long SHOW_NANOS = 30_000_000_000L;

    private final Dataset data;
    private final BitSet planted;

    private PlantedLabels(Dataset data, BitSet planted) {
        this.data = data;
        this.planted = planted;
    }

    /// @param args data set, seed of the wrong labels (default 1), epochs (default those of the check)
    public static void main(String[] args) throws InterruptedException {
        try (var original = Datasets.open(Path.of(args[0]))) {
            var planted = plant(original, args.length > 1 ? Long.parseLong(args[1]) : 1);
            var options = Options.forPictures(original.samples().size());
            if (args.length > 2) {
                options = new Options(options.folds(), Integer.parseInt(args[2]), options.seed(), options.precision());
            }
            planted.check(options);
        }
    }

    /// Gives 5 % of the pictures another label, each of the others equally likely.
    static PlantedLabels plant(Dataset original, long seed) {
        var random = new SplittableRandom(seed);
        var samples = new ArrayList<>(original.samples());
        var planted = new BitSet();
        int classes = original.labels().size();
        while (planted.cardinality() < Math.round(SHARE * samples.size())) {
            int i = random.nextInt(samples.size());
            var sample = samples.get(i);
            int label = (sample.label() + 1 + random.nextInt(classes - 1)) % classes;
            if (sample.label() >= 0 && !planted.get(i)) {
                samples.set(i, new Sample(sample.file(), sample.split(), label, sample.voted(), sample.origin()));
                planted.set(i);
            }
        }
        var data =
                new Dataset(original.name(), original.form(), original.labels(), samples, List.of(), original.source());
        return new PlantedLabels(data, planted);
    }

    private void check(Options options) throws InterruptedException {
        long start = System.nanoTime();
        try (var pixels = PixelCache.open(data, LabelCheck.INPUT)) {
            if (pixels.samples().size() != data.samples().size()) {
                throw new IllegalStateException("some pictures are not readable, so numbers would be off by some");
            }
            var result = LabelCheck.run(data, pixels, List.of(), options, new Watcher())
                    .orElseThrow();
            print(result, options, (System.nanoTime() - start) / 1e9);
        }
    }

    private void print(LabelCheckResult result, Options options, double seconds) {
        var found = result.suspects().stream()
                .map(suspect -> planted.get(suspect.sample()))
                .toList();
        int top = planted.cardinality();
        System.out.printf(
                Locale.ROOT,
                "%s: %d pictures, %d labels made wrong; %d folds of %d epochs, %.0f s%n",
                data.name(),
                data.samples().size(),
                top,
                options.folds(),
                options.epochs(),
                seconds);
        System.out.printf(Locale.ROOT, "networks agree with %.1f %% of the labels%n", 100 * result.agreement());
        System.out.printf(
                Locale.ROOT,
                "%d suspects; planted among the first %d: %d (%.1f %%); planted among all: %d; average precision %.3f%n",
                found.size(),
                top,
                count(found, top),
                100.0 * count(found, top) / top,
                count(found, found.size()),
                averagePrecision(found, top));
        result.noise()
                .forEach(noise -> System.out.printf(
                        Locale.ROOT,
                        "  %s: %d pictures, %.0f %% look like another class%n",
                        noise.label(),
                        noise.pictures(),
                        100 * noise.wrong()));
        result.notes().forEach(System.out::println);
    }

    private static int count(List<Boolean> found, int top) {
        return (int) found.stream().limit(top).filter(hit -> hit).count();
    }

    /// The mean over all planted labels of the precision at the place where each is found; 0 for one that is
    /// not.
    static double averagePrecision(List<Boolean> found, int planted) {
        double sum = 0;
        int hits = 0;
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i)) {
                hits++;
                sum += (double) hits / (i + 1);
            }
        }
        return sum / planted;
    }

    private static final class Watcher implements LabelCheck.Watcher {
        private long shown = System.nanoTime();

        @Override
        public void stepped(Progress progress) {
            if (System.nanoTime() - shown > SHOW_NANOS) {
                shown = System.nanoTime();
                System.out.printf(
                        "fold %d/%d  epoch %d/%d  %d s left%n",
                        progress.fold(),
                        progress.folds(),
                        progress.epoch(),
                        progress.epochs(),
                        progress.left().toSeconds());
            }
        }

        @Override
        public boolean stopRequested() {
            return false;
        }
    }
}
