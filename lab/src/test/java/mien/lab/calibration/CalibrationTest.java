package mien.lab.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.lab.calibration.RiskCoverage.Point;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Predictions;
import mien.model.Head;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final LabelSet LABELS = new LabelSet("three", List.of("happy", "sad", "angry"));

    /// Truth is drawn from the probabilities, which are then made too sure or too unsure.
    @ParameterizedTest
    @ValueSource(doubles = {0.4, 1, 2.5})
    void theTemperatureThatSpoiledTheAnswersIsFound(double temperature) {
        var spoiled = TemperatureScaling.scaled(honest(20_000), 1 / temperature);

        assertThat(TemperatureScaling.fit(spoiled)).isCloseTo(temperature, within(0.05 * temperature));
    }

    /// Half of the pictures are answered too sure and half too unsure, so the log loss is a compromise, flat around
    /// it.
    @Test
    void ofTemperaturesThatFitAlikeTheOneWithTheLowestErrorIsTaken() {
        var sure = TemperatureScaling.scaled(honest(400, 5), 0.6);
        var unsure = TemperatureScaling.scaled(honest(400, 6), 1.4);
        var rows = Arrays.copyOf(sure.probabilities(), 2400);
        System.arraycopy(unsure.probabilities(), 0, rows, 1200, 1200);
        var truth = Arrays.copyOf(sure.truth(), 800);
        System.arraycopy(unsure.truth(), 0, truth, 400, 400);
        var mixed = new Predictions(LABELS.labels(), truth, rows);

        var fitted = Evaluation.of(TemperatureScaling.scaled(mixed, TemperatureScaling.fit(mixed)));

        var all = IntStream.rangeClosed(-200, 200)
                .mapToObj(i -> Evaluation.of(TemperatureScaling.scaled(mixed, Math.exp(i / 400.0))))
                .toList();
        double lowestLoss = all.stream().mapToDouble(Evaluation::logLoss).min().orElseThrow();
        assertThat(fitted.logLoss()).isBetween(lowestLoss, lowestLoss * 1.00101);
        var alike =
                all.stream().filter(one -> one.logLoss() <= lowestLoss * 1.0009).toList();
        assertThat(alike).hasSizeGreaterThan(5);
        var likeliest = all.stream()
                .min(Comparator.comparingDouble(Evaluation::logLoss))
                .orElseThrow();
        assertThat(fitted.ece()).isLessThan(likeliest.ece());
        assertThat(alike).allSatisfy(one -> assertThat(fitted.ece()).isLessThanOrEqualTo(one.ece() + 0.003));
    }

    @Test
    void calibrationLowersTheErrorToNothingAndLeavesTheAnswers() {
        var spoiled = TemperatureScaling.scaled(honest(20_000), 0.4);

        var result = Calibrator.calibrate(Head.of("three", LABELS), spoiled, 0.2);

        assertThat(result.before().ece()).isGreaterThan(0.1);
        assertThat(result.after().ece()).isLessThan(0.02);
        assertThat(result.after().accuracy()).isEqualTo(result.before().accuracy());
    }

    /// Of answers that are honest already, what a fit finds is often chance.
    @Test
    void aTemperatureThatDoesNotHelpOtherPicturesIsNotTaken() {
        int kept = 0;
        for (int seed = 0; seed < 20; seed++) {
            var answers = honest(300, seed);

            var result = Calibrator.calibrate(Head.of("three", LABELS), answers, 0.2);

            boolean untouched = result.head().temperature() == 1;
            assertThat(result.after().ece() < result.before().ece()).isEqualTo(!untouched);
            assertThat(TemperatureScaling.fit(answers)).isNotEqualTo(1);
            kept += untouched ? 1 : 0;
        }
        assertThat(kept).isBetween(5, 19);
    }

    @Test
    void theThresholdKeepsTheTargetErrorAndAnswersAsMuchAsItCan() {
        var result = Calibrator.calibrate(Head.of("three", LABELS), honest(20_000), 0.2);

        var point = result.answered().orElseThrow();
        assertThat(point.risk()).isCloseTo(0.2, within(0.001));
        assertThat(result.head().threshold()).isCloseTo(point.threshold(), within(2e-4));
        assertThat(result.curve().atCoverage(point.coverage() + 0.01).risk()).isGreaterThan(0.2);
    }

    @Test
    void aTargetThatIsMetAnywayNeedsNoThreshold() {
        var result = Calibrator.calibrate(Head.of("three", LABELS), honest(1000), 0.9);

        assertThat(result.head().threshold()).isZero();
    }

    @Test
    void riskAndCoverageOfThreeSamplesAreWhatTheyAre() {
        var predictions = new Predictions(
                List.of("a", "b"), new int[] {0, 1, 0}, new float[] {0.9f, 0.1f, 0.75f, 0.25f, 0.625f, 0.375f});

        var curve = RiskCoverage.of(predictions);

        assertThat(curve.points())
                .containsExactly(
                        new Point(0.9f, 1 / 3.0, 0), new Point(0.75, 2 / 3.0, 0.5), new Point(0.625, 1, 1 / 3.0));
        assertThat(curve.atRisk(0.4)).contains(new Point(0.625, 1, 1 / 3.0));
        assertThat(curve.atRisk(0.1)).contains(new Point(0.9f, 1 / 3.0, 0));
        assertThat(curve.at(0.95)).isEqualTo(Optional.empty());
    }

    @Test
    void equallySureAnswersAreGivenTogether() {
        var predictions =
                new Predictions(List.of("a", "b"), new int[] {0, 1}, new float[] {0.75f, 0.25f, 0.75f, 0.25f});

        assertThat(RiskCoverage.of(predictions).points()).containsExactly(new Point(0.75, 1, 0.5));
    }

    @Test
    void aHandfulOfPicturesIsRefused() {
        assertThatThrownBy(() -> Calibrator.calibrate(Head.of("three", LABELS), honest(49), 0.2))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("calibration of head three: 49 pictures can be scored; give at least 50");
    }

    private static Predictions honest(int n) {
        return honest(n, 3);
    }

    private static Predictions honest(int n, long seed) {
        var random = new SplittableRandom(seed);
        var rows = new float[3 * n];
        var truth = new int[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int c = 0; c < 3; c++) {
                rows[3 * i + c] = (float) Math.exp(3 * random.nextDouble());
                sum += rows[3 * i + c];
            }
            double draw = random.nextDouble() * sum;
            truth[i] = draw < rows[3 * i] ? 0 : draw < rows[3 * i] + rows[3 * i + 1] ? 1 : 2;
            for (int c = 0; c < 3; c++) {
                rows[3 * i + c] /= (float) sum;
            }
        }
        return new Predictions(LABELS.labels(), truth, rows);
    }
}
