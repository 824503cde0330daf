package mien.lab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts examples together into a [Batch]: augments the pictures, smooths and weighs the targets.
final class BatchMaker {
    private final Examples examples;
    private final Augmenter augmenter;
    private final Augmentation.Mixup mixup;
    private final long seed;
    private final int epoch;
    private final double smoothing;
    private final List<float[]> classWeights;

    BatchMaker(Examples examples, Recipe recipe, long seed, int epoch) {
        this.examples = examples;
        this.augmenter = new Augmenter(recipe.augmentation(), examples.size(), seed, examples.placements());
        this.mixup = recipe.augmentation().mixup();
        this.seed = seed;
        this.epoch = epoch;
        this.smoothing = recipe.objective().labelSmoothing();
        this.classWeights = examples.targets().stream()
                .map(targets -> recipe.objective().balance() == Balance.WEIGHTS
                        ? inverseFrequencies(targets.support())
                        : new float[0])
                .toList();
    }

    Batch make(int[] numbers) {
        List<float[]> rows = new ArrayList<>();
        List<int[]> truths = new ArrayList<>();
        for (int h = 0; h < examples.targets().size(); h++) {
            var targets = examples.targets().get(h);
            rows.add(rows(targets, numbers, smoothing, classWeights.get(h)));
            truths.add(Arrays.stream(numbers).map(i -> targets.truths()[i]).toArray());
        }
        var images = images(numbers, augmenter::apply);
        mix(numbers, images, rows);
        return new Batch(numbers.length, images, rows, truths, taught(numbers, images));
    }

    /// One way to change a picture.
    private interface Change {
        void apply(byte[] original, int epoch, int picture, float[] out, int offset);
    }

    private float[] images(int[] numbers, Change change) {
        int bytes = examples.size().bytes();
        var pixels = new byte[bytes];
        var images = new float[numbers.length * bytes];
        for (int i = 0; i < numbers.length; i++) {
            int picture = examples.pictures()[numbers[i]];
            examples.pixels().read(picture, pixels);
            change.apply(pixels, epoch, picture, images, i * bytes);
        }
        return images;
    }

    /// What the teacher says of the pictures without their masks.
    private List<float[]> taught(int[] numbers, float[] images) {
        var teacher = examples.teacher();
        if (teacher == null) {
            return List.of();
        }
        if (!augmenter.masks()) {
            return teacher.answers(images, examples.targets());
        }
        var unmasked = images(numbers, augmenter::applyUnmasked);
        mix(numbers, unmasked, List.of());
        return teacher.answers(unmasked, examples.targets());
    }

    private void mix(int[] numbers, float[] images, List<float[]> targets) {
        if (mixup.alpha() == 0) {
            return;
        }
        var pictures = Arrays.stream(numbers).map(i -> examples.pictures()[i]).toArray();
        var mixing = Mixing.drawn(mixup, seed, epoch, pictures);
        mixing.mix(images);
        targets.forEach(mixing::mix);
    }

    /// The targets of some examples, `[N, classes]`.
    ///
    /// @param smoothing share of single labels that is spread over all classes
    /// @param weights per class, or empty for 1 each
    static float[] rows(Targets targets, int[] numbers, double smoothing, float[] weights) {
        int classes = targets.labels().size();
        var rows = new float[numbers.length * classes];
        for (int i = 0; i < numbers.length; i++) {
            if (!targets.known(numbers[i])) {
                continue;
            }
            var row = targets.rows()[numbers[i]];
            double weight = weights.length == 0 ? 1 : weightOf(row, weights);
            double spread = targets.smoothed()[numbers[i]] ? smoothing : 0;
            for (int c = 0; c < classes; c++) {
                rows[i * classes + c] = (float) (weight * (row[c] * (1 - spread) + spread / classes));
            }
        }
        return rows;
    }

    private static double weightOf(float[] row, float[] weights) {
        double weight = 0;
        for (int c = 0; c < row.length; c++) {
            weight += row[c] * weights[c];
        }
        return weight;
    }

    /// `n / (classes * n_c)`, scikit-learn's "balanced"; 0 for a class that does not occur.
    private static float[] inverseFrequencies(int[] support) {
        long total = Arrays.stream(support).asLongStream().sum();
        var weights = new float[support.length];
        for (int c = 0; c < support.length; c++) {
            weights[c] = support[c] == 0 ? 0 : (float) ((double) total / ((long) support.length * support[c]));
        }
        return weights;
    }
}
