package mien.lab.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mien.image.Picture;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementTest {
    private static final LabelSet LABELS = new LabelSet("two", List.of("happy", "sad"));
    private static final int HAPPY = 0;
    private static final int SAD = 1;

    @TempDir
    private Path cache;

    private final List<Sample> samples = new ArrayList<>();
    private final List<double[]> answers = new ArrayList<>();

    private void add(int label, double happy, @Nullable Votes votes) {
        samples.add(new Sample(samples.size() + ".png", Split.NONE, label, votes));
        answers.add(new double[] {happy, 1 - happy});
    }

    private LabelCheckResult judge(List<List<Integer>> copies) {
        var source = new PictureSource() {
            @Override
            public Picture read(Sample sample) {
                return new Picture(1, 1, 1, new byte[] {(byte) sample.file().charAt(0)});
            }

            @Override
            public String contentKey() {
                return "judgement";
            }

            @Override
            public void close() {}
        };
        try (var data = new Dataset("d", LABELS, samples, List.of(), source);
                var pixels = PixelCache.open(data, LabelCheck.INPUT, cache)) {
            var given = samples.stream().mapToInt(Sample::label).toArray();
            var units = Folds.units(given.length, copies);
            return new Judgement(new OutOfFold.Samples(pixels, LABELS, given), units, answers.toArray(double[][]::new))
                    .result(List.of("a note"));
        }
    }

    private static Votes votes(int happy, int sad) {
        return new Votes(List.of(0, happy, 0, sad, 0, 0, 0, 0), 0, 0);
    }

    @Test
    void suspectsComeWithLabelConfidenceAndEvidenceTheSurestFirst() {
        add(HAPPY, 0.9, null);
        add(HAPPY, 0.8, null);
        add(HAPPY, 0.2, null);
        add(SAD, 0.95, null);
        add(SAD, 0.1, null);
        add(SAD, 0.2, null);

        var result = judge(List.of());

        assertThat(result.suspects().stream().map(Object::toString))
                .containsExactly(
                        "SuspectedLabel[sample=3, given=sad, suggested=happy, confidence=0.95, evidence=networks that"
                                + " did not learn from it see happy with 95 %, sad with 5 %]",
                        "SuspectedLabel[sample=2, given=happy, suggested=sad, confidence=0.8, evidence=networks that"
                                + " did not learn from it see sad with 80 %, happy with 20 %]");
        assertThat(result.agreement()).isEqualTo(4.0 / 6);
        assertThat(result.notes()).containsExactly("a note");
        assertThat(result.noise().getFirst().label()).isEqualTo("happy");
        assertThat(result.noise().getFirst().wrong()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(result.noise().getFirst().instead()).containsOnlyKeys("sad");
    }

    @Test
    void votesOverruleBothLabelAndNetworks() {
        add(HAPPY, 0.9, votes(10, 0));
        add(HAPPY, 0.9, votes(10, 0));
        add(HAPPY, 0.9, votes(0, 10)); // label and networks agree, the taggers do not
        add(SAD, 0.1, votes(2, 8));
        add(SAD, 0.1, votes(2, 8));
        add(SAD, 0.9, votes(2, 8)); // only the networks doubt

        var result = judge(List.of());

        assertThat(result.suspects()).hasSize(1);
        var suspect = result.suspects().getFirst();
        assertThat(suspect.sample()).isEqualTo(2);
        assertThat(suspect.suggested()).isEqualTo("sad");
        assertThat(suspect.confidence()).isCloseTo(1 - 1.8 / 12, within(1e-12));
        assertThat(suspect.evidence())
                .isEqualTo("networks that did not learn from it see sad with 10 %, happy with 90 %; votes: 10 sad");
    }

    @Test
    void copiesUnderAnotherLabelSpeakAgainstTheOddOneOut() {
        add(HAPPY, 0.5, null);
        add(SAD, 0.5, null);
        add(SAD, 0.5, null);
        add(HAPPY, 0.9, null);
        add(HAPPY, 0.9, null);
        add(SAD, 0.2, null);

        var result = judge(List.of(List.of(0, 1, 2)));

        assertThat(result.suspects().stream().map(SuspectedLabel::sample)).containsExactly(0);
        assertThat(result.suspects().getFirst().confidence()).isCloseTo(0.75, within(1e-12));
        assertThat(result.suspects().getFirst().evidence()).endsWith("; copies of it are labelled sad (2)");
    }

    @Test
    void aClassThatNetworksDidNotLearnHasNoSuspects() {
        for (int i = 0; i < 10; i++) {
            add(HAPPY, 0.99, null);
        }
        add(SAD, 0.995, null);
        add(SAD, 0.985, null);
        add(SAD, 0.990, null);

        var result = judge(List.of());

        assertThat(result.suspects()).isEmpty();
        assertThat(result.notes())
                .containsExactly(
                        "a note",
                        "no suspects among sad: even pictures labelled so look like it with only 1.0 % to networks");
    }
}
