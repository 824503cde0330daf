package mien.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelMatchingTest {

    private static final LabelSet MODEL = new LabelSet("m", List.of("sad", "happy", "sleepy"));

    @Test
    void matchesByNameAndAliasInTheModelsOrder() {
        var matching = LabelMatching.of(MODEL, new LabelSet("d", List.of("Joy", "bored", "sadness")));

        assertThat(matching.common()).containsExactly("sad", "happy");
        assertThat(matching.modelOnly()).containsExactly("sleepy");
        assertThat(matching.dataOnly()).containsExactly("bored");
    }

    @Test
    void sharesTheProbabilityOfForeignLabelsOutInProportion() {
        var out = new float[3];
        LabelMatching.of(MODEL, new LabelSet("d", List.of("happy", "sad")))
                .project(new float[] {0.1f, 0.3f, 0.6f}, out, 1);

        assertThat(out).containsExactly(new float[] {0, 0.25f, 0.75f}, within(1e-6f));
    }

    @Test
    void callsCommonLabelsEqualWhenTheModelRulesThemAllOut() {
        var out = new float[2];
        LabelMatching.of(MODEL, new LabelSet("d", List.of("happy", "sad"))).project(new float[] {0, 0, 1}, out, 0);

        assertThat(out).containsExactly(0.5f, 0.5f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsTheOrderOfTheCommonLabelsProbabilities(long seed) {
        var random = new Random(seed);
        var row = new float[8];
        float sum = 0;
        for (int i = 0; i < 8; i++) {
            row[i] = random.nextFloat();
            sum += row[i];
        }
        for (int i = 0; i < 8; i++) {
            row[i] /= sum;
        }
        var out = new float[7];
        LabelMatching.of(LabelSet.FERPLUS8, LabelSet.FER7).project(row, out, 0);

        float total = 0;
        for (int i = 0; i < 7; i++) {
            total += out[i];
            assertThat(out[i] / out[0]).isCloseTo(row[i] / row[0], within(1e-4f));
        }
        assertThat(total).isCloseTo(1, within(1e-6f));
    }

    @Test
    void saysWhenThereIsNothingInCommon() {
        assertThatThrownBy(() -> LabelMatching.of(MODEL, new LabelSet("d", List.of("cat", "dog"))))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(
                        "labels: the model knows sad, happy, sleepy and the data cat, dog, which have none in common; "
                                + "give a data set with at least one of the model's labels");
    }
}
