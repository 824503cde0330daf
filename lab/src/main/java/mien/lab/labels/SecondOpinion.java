package mien.lab.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.lab.dataset.PixelCache;
import mien.lab.labels.LabelCheck.Watcher;
import mien.lab.labels.OutOfFold.Samples;
import mien.model.Classifier;
import mien.model.Engine;
import mien.model.LabelSet;
import mien.model.ModelFile;

/// What the shipped model makes of faces, for data sets that are too small to learn faces from.
///
/// Its answers are not taken as they are, since other data has other labels and other ideas of them: a
/// softmax regression learns from the other folds, as the networks do, what label goes with what answers.
final class SecondOpinion {
    /// From so many pictures on, networks know faces well enough by themselves. This also keeps the model
    /// away from the 32,298 pictures of FER2013 that it learned from itself, by whatever name they come.
    static final int ENOUGH = 20_000;

    private static final int AT_ONCE = 256;

    private final Samples samples;

    private SecondOpinion(Samples samples) {
        this.samples = samples;
    }

    /// Whether the shipped model has anything to say: most labels are emotions that it knows, the pictures
    /// are few, and they are not from the data that it was trained on.
    static boolean isWanted(String dataName, Samples samples) {
        var contract = ModelFile.shipped().contract();
        var learned = contract.training().data().name().replaceFirst("\\..*", "");
        long known = samples.labels().labels().stream()
                .filter(label -> LabelSet.FERPLUS8.indexOf(label).isPresent())
                .count();
        return 2 * known > samples.labels().size()
                && samples.given().length < ENOUGH
                && contract.input().bytes() == samples.pixels().preprocessing().bytes()
                && !dataName.toLowerCase(Locale.ROOT).contains(learned)
                && samples.pixels().samples().stream()
                        .noneMatch(sample -> sample.votes().isPresent());
    }

    /// `[samples][labels]`; rows of what the folds leave out are empty. Nothing if the watcher asked to stop.
    static Optional<double[][]> of(Samples samples, Folds folds, Watcher watcher) {
        return new SecondOpinion(samples).features(watcher).map(features -> {
            var rows = new double[features.length][0];
            for (int fold = 0; fold < folds.count(); fold++) {
                var learned = folds.learnedFrom(fold);
                var regression = SoftmaxRegression.fit(
                        pick(features, learned),
                        IntStream.of(learned).map(i -> samples.given()[i]).toArray(),
                        samples.labels().size());
                for (int i : folds.heldOut(fold)) {
                    rows[i] = regression.probabilities(features[i]);
                }
            }
            return rows;
        });
    }

    private static double[][] pick(double[][] rows, int[] numbers) {
        return IntStream.of(numbers).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    /// The logarithms of all the model's answers to a picture and its mirror image.
    private Optional<double[][]> features(Watcher watcher) {
        var pixels = samples.pixels();
        var features = new double[samples.given().length][];
        try (var classifier = ModelFile.shipped().open(Engine.DEFAULT)) {
            for (int from = 0; from < features.length; from += AT_ONCE) {
                if (watcher.stopRequested()) {
                    return Optional.empty();
                }
                int to = Math.min(features.length, from + AT_ONCE);
                var rows = features(classifier, pixels, from, to);
                System.arraycopy(rows, 0, features, from, rows.length);
            }
        }
        return Optional.of(features);
    }

    private static double[][] features(Classifier classifier, PixelCache pixels, int from, int to) {
        var inputs = new ArrayList<byte[]>();
        for (int i = from; i < to; i++) {
            var plain = new byte[pixels.preprocessing().bytes()];
            pixels.read(i, plain);
            var mirrored = plain.clone();
            OutOfFold.mirror(mirrored, pixels.preprocessing());
            inputs.addAll(List.of(plain, mirrored));
        }
        var features = new double[to - from][0];
        for (var head : classifier.contract().heads()) {
            var answers = classifier.classify(inputs, head);
            for (int k = 0; k < features.length; k++) {
                features[k] = appended(features[k], answers[2 * k], answers[2 * k + 1]);
            }
        }
        return features;
    }

    private static double[] appended(double[] features, double[] plain, double[] mirrored) {
        var longer = Arrays.copyOf(features, features.length + plain.length);
        for (int c = 0; c < plain.length; c++) {
            longer[features.length + c] = Math.log(Math.max(1e-4, (plain[c] + mirrored[c]) / 2));
        }
        return longer;
    }
}
