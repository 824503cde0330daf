package mien.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import mien.lab.dataset.Votes;
import mien.lab.labels.Witnesses.Testimony;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;

class WitnessesTest {
    private static final LabelSet LABELS = new LabelSet("three", List.of("happy", "sad", "neutral"));
    private static final int[] NO_COPIES = {0, 0, 0};

    private final Witnesses witnesses = new Witnesses(LABELS);

    @Test
    void withoutVotesAndCopiesTheNetworkDecidesAlone() {
        var testimony = new Testimony(new double[] {0.7, 0.2, 0.1}, Optional.empty(), NO_COPIES);

        assertThat(witnesses.verdict(testimony)).containsExactly(new double[] {0.7, 0.2, 0.1}, within(1e-12));
        assertThat(witnesses.sentence(testimony, 1, 0))
                .isEqualTo("networks that did not learn from it see happy with 70 %, sad with 20 %");
    }

    @Test
    void tenTaggersOverruleTheNetworkThatCountsAsTwo() {
        // FER+ order: neutral, happy, surprise, sad, angry, disgust, fear, contempt
        var votes = new Votes(List.of(2, 0, 0, 8, 0, 0, 0, 0), 0, 0);
        var testimony = new Testimony(new double[] {0.9, 0.05, 0.05}, Optional.of(votes), NO_COPIES);

        assertThat(witnesses.verdict(testimony))
                .containsExactly(new double[] {1.8 / 12, 8.1 / 12, 2.1 / 12}, within(1e-12));
        assertThat(witnesses.sentence(testimony, 0, 1))
                .isEqualTo("networks that did not learn from it see sad with 5 %, happy with 90 %;"
                        + " votes: 8 sad, 2 neutral");
    }

    @Test
    void singleVotesCountHalfAndVotesForOtherEmotionsLeaveMoreToTheNetwork() {
        var votes = new Votes(List.of(0, 1, 0, 0, 4, 0, 0, 0), 3, 2);
        var testimony = new Testimony(new double[] {0.5, 0.3, 0.2}, Optional.of(votes), NO_COPIES);

        assertThat(witnesses.verdict(testimony))
                .containsExactly(new double[] {1.5 / 2.5, 0.6 / 2.5, 0.4 / 2.5}, within(1e-12));
        assertThat(witnesses.sentence(testimony, 1, 0)).endsWith("; votes: 4 angry, 1 happy, 3 unknown, 2 no face");
    }

    @Test
    void theLabelsOfCopiesCountAsOneVoteEach() {
        var testimony = new Testimony(new double[] {0.5, 0.25, 0.25}, Optional.empty(), new int[] {2, 1, 0});

        assertThat(witnesses.verdict(testimony))
                .containsExactly(new double[] {3.0 / 5, 1.5 / 5, 0.5 / 5}, within(1e-12));
        assertThat(witnesses.sentence(testimony, 1, 0)).endsWith("; copies of it are labelled happy (2), sad (1)");
    }
}
