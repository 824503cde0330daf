package mien.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftmaxRegressionTest {
    @Test
    void learnsWhatLabelGoesWithWhatFeatures() {
        var random = new SplittableRandom(1);
        var classes = IntStream.range(0, 300).map(i -> i % 3).toArray();
        var rows = new double[300][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {100 * classes[i] + random.nextDouble(60), -7, random.nextDouble()};
        }

        var regression = SoftmaxRegression.fit(rows, classes, 4);

        for (int c = 0; c < 3; c++) {
            var probabilities = regression.probabilities(new double[] {100 * c + 30, -7, 0.5});
            assertThat(probabilities[c]).isGreaterThan(0.7);
            assertThat(IntStream.range(0, 4).mapToDouble(k -> probabilities[k]).sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(probabilities[3]).isLessThan(0.01);
        }
    }

    @Test
    void withoutUsefulFeaturesTheSharesOfTheClassesAreTheAnswer() {
        var rows = new double[][] {{1}, {1}, {1}, {1}};

        var regression = SoftmaxRegression.fit(rows, new int[] {0, 0, 0, 1}, 2);

        assertThat(regression.probabilities(new double[] {1})[0]).isCloseTo(0.75, within(0.01));
    }

    @Test
    void veryDifferentLogitsAreNoTrouble() {
        assertThat(SoftmaxRegression.softmaxOf(new double[] {1000, 0, 1000})).containsExactly(0.5, 0, 0.5);
    }
}
