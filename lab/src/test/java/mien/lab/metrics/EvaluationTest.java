package mien.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mien.lab.metrics.Evaluation.ClassScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {

    private static final double EXACT = 1e-12;

    /// The example of scikit-learn's `classification_report`: truth 0 1 2 2 2, answers 0 0 2 2 1.
    static final Predictions EXAMPLE =
            new Predictions(List.of("class 0", "class 1", "class 2"), new int[] {0, 1, 2, 2, 2}, new float[] {
                0.75f, 0.125f, 0.125f, 0.5f, 0.25f, 0.25f, 0, 0.25f, 0.75f, 0.25f, 0.25f, 0.5f, 0.125f, 0.625f, 0.25f
            });

    private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");

    private static Predictions random(long seed, int labels) {
        var random = new Random(seed);
        int n = 1 + random.nextInt(200);
        var truth = random.ints(n, 0, labels).toArray();
        var rows = new float[n * labels];
        for (int i = 0; i < n; i++) {
            float sum = 0;
            for (int j = 0; j < labels; j++) {
                rows[i * labels + j] = random.nextInt(10) + (j == truth[i] ? random.nextInt(10) : 0.01f);
                sum += rows[i * labels + j];
            }
            for (int j = 0; j < labels; j++) {
                rows[i * labels + j] /= sum;
            }
        }
        return new Predictions(FIVE.subList(0, labels), truth, rows);
    }

    @Test
    void givesTheFiguresOfScikitLearnsExample() {
        var evaluation = Evaluation.of(EXAMPLE);

        assertThat(evaluation.confusion())
                .isEqualTo(new ConfusionMatrix(
                        EXAMPLE.labels(), List.of(List.of(1, 0, 0), List.of(1, 0, 0), List.of(0, 1, 2))));
        assertThat(evaluation.classes())
                .containsExactly(
                        new ClassScore("class 0", 0.5, 1, 2.0 / 3, 1, 2),
                        new ClassScore("class 1", 0, 0, 0, 1, 1),
                        new ClassScore("class 2", 1, 2.0 / 3, 0.8, 3, 2));
        assertThat(evaluation.n()).isEqualTo(5);
        assertThat(evaluation.accuracy()).isEqualTo(0.6);
        assertThat(evaluation.top3()).isEqualTo(1);
        assertThat(evaluation.macroF1()).isCloseTo((2.0 / 3 + 0.8) / 3, within(EXACT));
        assertThat(evaluation.balancedAccuracy()).isCloseTo(5.0 / 9, within(EXACT));
        assertThat(evaluation.weighted(ClassScore::precision)).isCloseTo(0.7, within(EXACT));
        assertThat(evaluation.weighted(ClassScore::f1)).isCloseTo((2.0 / 3 + 3 * 0.8) / 5, within(EXACT));
    }

    @Test
    void givesTheCalibrationErrorAndLogLossOfTheExampleByHand() {
        var evaluation = Evaluation.of(EXAMPLE);

        // Bins of width 1/15: 0.75 -> (11/15, 12/15], 0.5 -> (7/15, 8/15], 0.625 -> (9/15, 10/15].
        // 0.75 twice, both right: |1.5 - 2|; 0.5 twice, one right: |1 - 1|; 0.625 once, wrong: 0.625.
        assertThat(evaluation.ece()).isCloseTo((0.5 + 0 + 0.625) / 5, within(EXACT));
        double sum = -2 * Math.log(0.75) - Math.log(0.5) - 2 * Math.log(0.25);
        assertThat(evaluation.logLoss()).isCloseTo(sum / 5, within(EXACT));
    }

    @Test
    void leavesLabelsThatNeverOccurOutOfTheMacroAverages() {
        var evaluation = Evaluation.of(new Predictions(
                List.of("a", "b", "never"), new int[] {0, 1, 1}, new float[] {1, 0, 0, 0, 1, 0, 0, 1, 0}));

        assertThat(evaluation.macroF1()).isEqualTo(1);
        assertThat(evaluation.classes().get(2)).isEqualTo(new ClassScore("never", 0, 0, 0, 0, 0));
    }

    @Test
    void countsALabelThatWasOnlyAnsweredInTheMacroAverageButNotInTheBalancedAccuracy() {
        var evaluation = Evaluation.of(new Predictions(List.of("a", "b"), new int[] {0, 0}, new float[] {1, 0, 0, 1}));

        assertThat(evaluation.macroF1()).isCloseTo(1.0 / 3, within(EXACT));
        assertThat(evaluation.balancedAccuracy()).isEqualTo(0.5);
    }

    @Test
    void boundsTheLogLossOfAnswersThatWereCertainAndWrong() {
        var evaluation = Evaluation.of(new Predictions(List.of("a", "b"), new int[] {0}, new float[] {0, 1}));

        assertThat(evaluation.logLoss()).isCloseTo(23 * Math.log(2), within(EXACT));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void itsFiguresAgreeWithEachOther(long seed) {
        var predictions = random(seed, 5);
        var e = Evaluation.of(predictions);
        var confusion = e.confusion();
        int trace = IntStream.range(0, 5).map(i -> confusion.count(i, i)).sum();

        assertThat(e.n()).isEqualTo(predictions.size());
        assertThat(e.accuracy()).isEqualTo((double) trace / e.n());
        assertThat(e.weighted(ClassScore::recall)).isCloseTo(e.accuracy(), within(EXACT));
        assertThat(e.top3()).isBetween(e.accuracy(), 1.0);
        assertThat(e.ece()).isBetween(0.0, 1.0);
        assertThat(e.classes()).allSatisfy(c -> {
            assertThat(c.f1())
                    .isBetween(
                            Math.min(c.precision(), c.recall()) - EXACT, Math.max(c.precision(), c.recall()) + EXACT);
        });
        assertThat(e.classes().stream().mapToInt(ClassScore::predicted).sum()).isEqualTo(e.n());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void doesNotDependOnTheOrderOfTheSamples(long seed) {
        var predictions = random(seed, 4);
        var order =
                new ArrayList<>(IntStream.range(0, predictions.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        var truth = order.stream().mapToInt(i -> predictions.truth()[i]).toArray();
        var rows = new float[4 * truth.length];
        for (int i = 0; i < truth.length; i++) {
            System.arraycopy(predictions.probabilities(), 4 * order.get(i), rows, 4 * i, 4);
        }
        var shuffled = Evaluation.of(new Predictions(predictions.labels(), truth, rows));
        var straight = Evaluation.of(predictions);

        assertThat(shuffled.classes()).isEqualTo(straight.classes());
        assertThat(shuffled.top3()).isEqualTo(straight.top3());
        assertThat(shuffled.ece()).isCloseTo(straight.ece(), within(1e-9));
        assertThat(shuffled.logLoss()).isCloseTo(straight.logLoss(), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void placesEveryTruthAmongTheFirstThreeOfThreeLabels(long seed) {
        assertThat(Evaluation.of(random(seed, 3)).top3()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itsAnswerIsTheLabelOfRankZero(long seed) {
        var predictions = random(seed, 5);
        for (int i = 0; i < predictions.size(); i++) {
            assertThat(predictions.rank(i, predictions.answer(i))).isZero();
        }
    }

    @Test
    void scoresOnlyTheChosenSamples() {
        var chosen = new BitSet();
        chosen.set(1);
        chosen.set(4);

        assertThat(EXAMPLE.only(chosen))
                .isEqualTo(new Predictions(
                        EXAMPLE.labels(), new int[] {1, 2}, new float[] {0.5f, 0.25f, 0.25f, 0.125f, 0.625f, 0.25f}));
    }

    @Test
    void refusesValuesThatAreNoProbabilities() {
        assertThatThrownBy(() -> new Predictions(List.of("a", "b"), new int[] {0}, new float[] {0, Float.NaN}))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("predictions: the model gave sample 0 the value NaN for b, which is no probability; "
                        + "retrain or re-export the model");
    }

    @Test
    void refusesToScoreNothing() {
        assertThatThrownBy(() -> Evaluation.of(new Predictions(FIVE, new int[0], new float[0])))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("evaluation: there are no samples to score; give at least one");
    }
}
