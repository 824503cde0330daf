package mien.lab.report.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

    @Test
    void equalValuesLieInOneInterval() {
        assertThat(Histogram.of(new double[] {48, 48, 48}, true))
                .isEqualTo(new Histogram(List.of(48.0, 49.0), List.of(3)));
    }

    @Test
    void intervalsAreRoundAndHoldTheirLowerEdge() {
        assertThat(Histogram.of(new double[] {0, 10, 19, 20, 240}, false).edges())
                .startsWith(0.0, 10.0, 20.0)
                .endsWith(240.0, 250.0);
        assertThat(Histogram.of(new double[] {0, 10, 19, 20, 240}, false).counts())
                .startsWith(1, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyValueIsCountedOnceWhateverTheRange(long seed) {
        var random = new Random(seed);
        double range = Math.pow(10, random.nextInt(5));
        var values = random.doubles(200, 1, 1 + range).map(Math::rint).toArray();
        var histogram = Histogram.of(values, true);

        assertThat(histogram.counts().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(200);
        assertThat(histogram.edges()).isSorted().doesNotHaveDuplicates();
        assertThat(histogram.edges()).hasSize(histogram.counts().size() + 1).hasSizeLessThan(60);
    }

    @Test
    void nothingHasNoIntervals() {
        assertThat(Histogram.of(new double[0], false)).isEqualTo(new Histogram(List.of(), List.of()));
    }
}
