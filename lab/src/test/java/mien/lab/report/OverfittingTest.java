package mien.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mien.lab.training.History;
import org.junit.jupiter.api.Test;

class OverfittingTest {

    @Test
    void isSeenWhenTheValidationLossRisesWhileTheTrainingLossFalls() {
        var history = Courses.ofLosses(6, e -> 2 - 0.1 * e, e -> e <= 3 ? 1.3 - 0.1 * e : 1 + 0.06 * (e - 3));

        assertThat(Overfitting.seenIn(history))
                .contains(new Overfitting(
                        4,
                        "Overfitting since epoch 4: the validation loss has risen 18 % over its minimum (1.000 in epoch 3)"
                                + " while the training loss still falls; stop earlier, augment more, or use more dropout"
                                + " or weight decay."));
    }

    @Test
    void isNotSeenInTwoEpochsNorInARiseOfFivePercent() {
        assertThat(Overfitting.seenIn(Courses.ofLosses(5, e -> 2 - 0.1 * e, e -> e <= 3 ? 1 : 1.5)))
                .isEmpty();
        assertThat(Overfitting.seenIn(Courses.ofLosses(9, e -> 2 - 0.1 * e, e -> e <= 3 ? 1 : 1.05)))
                .isEmpty();
    }

    @Test
    void isNotSeenWhenBothLossesRise() {
        assertThat(Overfitting.seenIn(Courses.ofLosses(9, e -> 1 + 0.1 * e, e -> 1 + 0.1 * e)))
                .isEmpty();
    }

    @Test
    void isSeenWhenTheTrainingAccuracyRunsTenPointsAhead() {
        var history = Courses.ofAccuracies(List.of(0.5, 0.6, 0.7, 0.8, 0.9), List.of(0.5, 0.55, 0.58, 0.6, 0.6));

        assertThat(Overfitting.seenIn(history))
                .contains(new Overfitting(
                        3,
                        "Overfitting since epoch 3: the training accuracy is 30 points above the validation accuracy;"
                                + " augment more, use more dropout or weight decay, or a smaller network."));
    }

    @Test
    void isNotSeenInAHealthyCourseOrAnEmptyOne() {
        assertThat(Overfitting.seenIn(Courses.healthy())).isEmpty();
        assertThat(Overfitting.seenIn(History.EMPTY)).isEmpty();
    }
}
