package mien.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {
    private static final List<String> LABELS = List.of("angry", "happy", "sad", "neutral");
    private static final double[] SHARES = {0.1, 0.4, 0.2, 0.3};

    /// Pictures of four labels from a model that gives the true label an advantage.
    private static Predictions drawn(SplittableRandom random, int pictures, double advantage) {
        var truth = new int[pictures];
        var rows = new float[pictures * LABELS.size()];
        for (int i = 0; i < pictures; i++) {
            double at = random.nextDouble();
            while (truth[i] < 3 && at > SHARES[truth[i]]) {
                at -= SHARES[truth[i]++];
            }
            double sum = 0;
            var row = new double[LABELS.size()];
            for (int label = 0; label < row.length; label++) {
                row[label] = Math.exp(random.nextGaussian() + (label == truth[i] ? advantage : 0));
                sum += row[label];
            }
            for (int label = 0; label < row.length; label++) {
                rows[i * row.length + label] = (float) (row[label] / sum);
            }
        }
        return new Predictions(LABELS, truth, rows);
    }

    @Test
    void theIntervalsHoldTheTrueFigureNineteenTimesInTwenty() {
        var random = new SplittableRandom(20);
        var exact = new PictureScores(drawn(random, 200_000, 1.5)).all();
        int runs = 300;
        Map<Figure, Integer> held = new EnumMap<>(Figure.class);
        for (int run = 0; run < runs; run++) {
            var headline =
                    Resampling.of(drawn(random, 250, 1.5), true, run, 400).headline();
            headline.figures().forEach((figure, estimate) -> {
                double value = exact.getOrDefault(figure, Double.NaN);
                held.merge(figure, estimate.low() <= value && value <= estimate.high() ? 1 : 0, Integer::sum);
            });
        }
        held.remove(Figure.ECE); // its own value is too high on few pictures
        assertThat(held.values())
                .allSatisfy(count -> assertThat(count / (double) runs).isBetween(0.91, 0.985));
    }

    @Test
    void theIntervalsOfOneLabelHoldItsTrueFiguresNineteenTimesInTwenty() {
        var random = new SplittableRandom(30);
        var exact = classes(drawn(random, 200_000, 1.5));
        int runs = 600;
        var held = new int[3];
        for (int run = 0; run < runs; run++) {
            var own = classes(drawn(random, 120, 1.5)).getFirst(); // a dozen pictures of the label
            held[0] += holds(own.precision(), exact.getFirst().precision());
            held[1] += holds(own.recall(), exact.getFirst().recall());
            held[2] += holds(own.f1(), exact.getFirst().f1());
        }
        for (int count : held) {
            assertThat(count / (double) runs).isBetween(0.92, 0.99);
        }
    }

    private static List<ClassFigures> classes(Predictions predictions) {
        return ClassFigures.of(Evaluation.of(predictions).confusion());
    }

    private static int holds(Estimate estimate, Estimate truth) {
        return estimate.low() <= truth.value() && truth.value() <= estimate.high() ? 1 : 0;
    }

    @Test
    void theIntervalOfTheDifferenceOfTwoModelsHoldsTheTrueOne() {
        var random = new SplittableRandom(40);
        int runs = 200;
        int held = 0;
        double difference = accuracy(drawn(random, 200_000, 1.5)) - accuracy(drawn(random, 200_000, 1.2));
        for (int run = 0; run < runs; run++) {
            long seed = random.nextLong(); // the same pictures for both
            var better = Resampling.of(drawn(new SplittableRandom(seed), 300, 1.5), true, run, 400);
            var worse = Resampling.of(drawn(new SplittableRandom(seed), 300, 1.2), true, run, 400);
            var estimate = better.lessThoseOf(worse).getOrDefault(Figure.ACCURACY, Estimate.UNDEFINED);
            held += estimate.low() <= difference && difference <= estimate.high() ? 1 : 0;
        }
        assertThat(held / (double) runs).isBetween(0.90, 0.99);
    }

    private static double accuracy(Predictions predictions) {
        return Evaluation.of(predictions).accuracy();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedGivesTheSameIntervals(long seed) {
        var predictions = drawn(new SplittableRandom(seed), 100, 1);

        assertThat(Resampling.of(predictions, true, seed).headline())
                .isEqualTo(Resampling.of(predictions, true, seed).headline())
                .isNotEqualTo(Resampling.of(predictions, true, seed + 1).headline());
    }

    @Test
    void twoModelsThatSayTheSameDifferByNothing() {
        var predictions = drawn(new SplittableRandom(5), 100, 1);
        var one = Resampling.of(predictions, true, 1);

        assertThat(one.lessThoseOf(Resampling.of(predictions, true, 1)))
                .containsKeys(Figure.values())
                .allSatisfy((_, difference) -> assertThat(difference).isEqualTo(new Estimate(0, 0, 0)));
    }

    @Test
    void allRightOfFewPicturesIsNotCertainToBeRightOfMany() {
        var right = new Predictions(LABELS, new int[] {0, 1}, new float[] {1, 0, 0, 0, 0, 1, 0, 0});

        var accuracy = Resampling.of(right, true, 1).headline().of(Figure.ACCURACY);

        assertThat(accuracy).isEqualTo(Estimate.share(2, 2));
        assertThat(accuracy.low()).isBetween(0.3, 0.4);
    }

    @Test
    void leavesOutWhatCannotBeMeasured() {
        var onlyHappy = new BitSet();
        var predictions = drawn(new SplittableRandom(6), 200, 1);
        for (int i = 0; i < predictions.size(); i++) {
            onlyHappy.set(i, predictions.truth()[i] == 1);
        }

        var one = Resampling.of(predictions, true, 1).only(onlyHappy).headline();
        assertThat(one.of(Figure.MATTHEWS)).isEqualTo(Estimate.UNDEFINED);
        assertThat(one.of(Figure.KAPPA)).isEqualTo(Estimate.UNDEFINED);
        assertThat(one.of(Figure.BALANCED_ACCURACY)).isEqualTo(Estimate.UNDEFINED);
        assertThat(one.of(Figure.ACCURACY).isDefined()).isTrue();

        var bare = Resampling.of(predictions, false, 1).headline();
        assertThat(bare.figures().entrySet())
                .filteredOn(entry -> !entry.getValue().isDefined())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(Figure.TOP3, Figure.LOG_LOSS, Figure.BRIER, Figure.ECE);
    }
}
