package mien.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfidentLearningTest {
    /// Three cats of which one is a dog, three dogs, and a picture without a label.
    private static final double[][] PROBABILITIES = {
        {0.9, 0.1}, {0.7, 0.3}, {0.2, 0.8},
        {0.1, 0.9}, {0.2, 0.8}, {0.6, 0.4},
        {},
    };

    private static final int[] GIVEN = {0, 0, 0, 1, 1, 1, -1};

    @Test
    void aThresholdIsTheMeanProbabilityOfItsClassWhereItIsTheLabel() {
        var learning = ConfidentLearning.of(PROBABILITIES, GIVEN, 2);

        assertThat(learning.thresholds()[0]).isEqualTo((0.9 + 0.7 + 0.2) / 3);
        assertThat(learning.thresholds()[1]).isEqualTo((0.9 + 0.8 + 0.4) / 3);
    }

    @Test
    void countsPicturesByLabelAndByWhatTheyShow() {
        var learning = ConfidentLearning.of(PROBABILITIES, GIVEN, 2);

        assertThat(learning.joint()).isDeepEqualTo(new int[][] {{2, 1}, {1, 2}});
        assertThat(learning.share(0, 1)).isEqualTo(1.0 / 3);
    }

    @Test
    void ofSeveralClassesThatReachTheirThresholdsTheLikeliestCounts() {
        var learning = new ConfidentLearning(new double[] {0.2, 0.3, 0.9}, new int[3][3]);

        assertThat(learning.shown(new double[] {0.4, 0.5, 0.1})).isEqualTo(1);
        assertThat(learning.shown(new double[] {0.25, 0.15, 0.6})).isZero();
        assertThat(learning.shown(new double[] {0.1, 0.1, 0.8})).isEqualTo(-1);
    }

    /// Networks that are never sure still tell: everything is measured against what is usual for the class.
    @Test
    void unsureNetworksAreJudgedByWhatIsUsualForThem() {
        double[][] unsure = {{0.45, 0.30, 0.25}, {0.45, 0.30, 0.25}, {0.30, 0.45, 0.25}, {0.30, 0.45, 0.25}};

        var learning = ConfidentLearning.of(unsure, new int[] {0, 0, 1, 0}, 3);

        assertThat(learning.joint()).isDeepEqualTo(new int[][] {{2, 1, 0}, {0, 1, 0}, {0, 0, 0}});
    }

    @Test
    void equalPicturesReachTheirOwnMean() {
        double[][] equal = {{0.1, 0.9}, {0.1, 0.9}, {0.1, 0.9}};

        var learning = ConfidentLearning.of(equal, new int[] {1, 1, 1}, 2);

        assertThat(learning.joint()).isDeepEqualTo(new int[][] {{0, 0}, {0, 3}});
    }

    @Test
    void nothingLooksLikeAClassWithoutPictures() {
        double[][] certain = {{0, 1}, {0, 1}};

        var learning = ConfidentLearning.of(certain, new int[] {0, 0}, 2);

        assertThat(learning.shown(new double[] {0, 1})).isZero();
        assertThat(learning.share(1, 0)).isZero();
    }

    @Test
    void wrongAreAsManyOfAClassAsAreEstimatedThoseThatLookLeastLikeIt() {
        var learning = ConfidentLearning.of(PROBABILITIES, GIVEN, 2);

        assertThat(learning.wrong(PROBABILITIES, GIVEN).stream()).containsExactly(2, 5);
    }

    @Test
    void aLabelThatIsTheLikeliestClassIsNeverWrong() {
        // Half of the first class is estimated to be wrong, but only one of its pictures looks like the second.
        var learning = new ConfidentLearning(new double[] {0.5, 0.5}, new int[][] {{1, 1}, {0, 1}});
        double[][] probabilities = {{0.9, 0.1}, {0.6, 0.4}, {0.8, 0.2}, {0.2, 0.8}};

        assertThat(learning.wrong(probabilities, new int[] {0, 0, 0, 0}).stream())
                .containsExactly(3);
    }

    @Test
    void aWrongLabelIsAmongTheLeastProbableAndAmongThoseThatAnotherClassExceedsMost() {
        // Two of four are estimated to be wrong, one of each other class.
        var learning = new ConfidentLearning(new double[3], new int[][] {{2, 1, 1}, {0, 0, 0}, {0, 0, 0}});
        double[][] probabilities = {{0.1, 0.8, 0.1}, {0.2, 0.7, 0.1}, {0.3, 0.1, 0.6}, {0.8, 0.1, 0.1}};

        // The second looks less like the first class than the third, but less like the next one than the first.
        assertThat(learning.wrong(probabilities, new int[4]).stream()).containsExactly(0);
    }
}
