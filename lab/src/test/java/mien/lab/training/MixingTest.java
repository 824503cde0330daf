package mien.lab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import mien.lab.training.Augmentation.Mixup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixingTest {
    private static final int[] MANY = IntStream.range(0, 20_000).toArray();

    @Test
    void eachRowShinesThroughTheOneBeforeItAndTheFirstThroughTheLast() {
        var rows = new float[] {1, 0, 0, 10, 4, 4};

        new Mixing(new float[] {0.5f, 0.75f, 1 / 2f}).mix(rows);

        assertThat(rows).containsExactly(0.5f, 5, 1, 8.5f, 2.5f, 2);
    }

    @Test
    void noAlphaMixesNothing() {
        assertThat(Mixing.drawn(Mixup.NONE, 1, 1, new int[] {3, 4}).shares()).containsExactly(1, 1);
    }

    /// The mean of `max(x, 1 - x)` is 3/4 for the even distribution, and nears 1 for small alpha.
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.2})
    void sharesFollowTheBetaDistribution(double alpha) {
        var shares = Mixing.drawn(new Mixup(alpha), 7, 3, MANY).shares();

        double mean = IntStream.range(0, shares.length)
                .mapToDouble(i -> shares[i])
                .peek(share -> assertThat(share).isBetween(0.5, 1.0))
                .average()
                .orElseThrow();
        // E|x - 1/2| of Beta(0.2, 0.2) is 2^(-2a) / (a B(a, a)) = 0.399
        assertThat(mean).isCloseTo(alpha == 1 ? 0.75 : 0.899, within(0.005));
    }

    @Test
    void theDrawDependsOnSeedEpochAndPictureAlone() {
        var some = Mixing.drawn(new Mixup(1), 7, 3, new int[] {5, 6}).shares();

        assertThat(Mixing.drawn(new Mixup(1), 7, 3, new int[] {9, 5}).shares()[1])
                .isEqualTo(some[0]);
        assertThat(Mixing.drawn(new Mixup(1), 7, 4, new int[] {5, 6}).shares()).isNotEqualTo(some);
        assertThat(Mixing.drawn(new Mixup(1), 8, 3, new int[] {5, 6}).shares()).isNotEqualTo(some);
    }
}
