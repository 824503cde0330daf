package mien.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import mien.lab.metrics.Curve.Point;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void theCurvesOfFourPicturesAreThoseByHand() {
        var predictions = new Predictions(
                List.of("a", "b"), new int[] {0, 0, 1, 1}, new float[] {0.9f, 0.1f, 0.4f, 0.6f, 0.4f, 0.6f, 0.2f, 0.8f
                });

        var ranking = Ranking.of(predictions);

        assertThat(ranking.roc().getFirst().points())
                .containsExactly(new Point(0, 0), new Point(0, 0.5), new Point(0.5, 1), new Point(1, 1));
        assertThat(ranking.roc().getFirst().area()).isEqualTo(0.875);
        assertThat(ranking.precisionRecall().getFirst().points())
                .containsExactly(new Point(0.5, 1), new Point(1, 2 / 3.0), new Point(1, 0.5));
        assertThat(ranking.topK()).containsExactly(0.75, 1.0);
    }

    @Test
    void aLabelThatEveryOrNoPictureHasNoCurve() {
        var ranking =
                Ranking.of(new Predictions(List.of("a", "b", "c"), new int[] {0, 1}, new float[] {1, 0, 0, 0, 1, 0}));

        assertThat(ranking.roc()).element(2).isEqualTo(Curve.UNDEFINED);
        assertThat(ranking.precisionRecall()).element(2).isEqualTo(Curve.UNDEFINED);
        assertThat(ranking.rocAuc()).isEqualTo(1);
    }

    @Test
    void manyPicturesMakeFewPointsFromCornerToCorner() {
        var random = new SplittableRandom(1);
        int n = 20_000;
        var truth = new int[n];
        var rows = new float[2 * n];
        for (int i = 0; i < n; i++) {
            truth[i] = random.nextInt(2);
            rows[2 * i] = (float) Math.clamp(0.5 + 0.2 * random.nextGaussian() + (truth[i] == 0 ? 0.1 : -0.1), 0, 1);
            rows[2 * i + 1] = 1 - rows[2 * i];
        }

        var roc = Ranking.of(new Predictions(List.of("a", "b"), truth, rows))
                .roc()
                .getFirst();

        assertThat(roc.points()).hasSizeLessThan(600).isSortedAccordingTo(Comparator.comparingDouble(Point::x));
        assertThat(roc.points().getFirst()).isEqualTo(new Point(0, 0));
        assertThat(roc.points().getLast()).isEqualTo(new Point(1, 1));
    }
}
