package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import mien.image.Preprocessing;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Sample.Origin;
import mien.lab.dataset.Split;
import mien.lab.evaluation.Circumstances.Group;
import mien.lab.evaluation.Circumstances.Masked;
import mien.lab.evaluation.Request.Conditions;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.lab.occlusion.Occlusion;
import org.junit.jupiter.api.Test;

/// Masks, groups, and copies of training pictures.
class ConditionsTest extends Assessing {

    @Test
    void scoresPicturesOnceMoreWithTheirLeftHalvesHidden() {
        for (int i = 0; i < 40; i++) {
            add(Split.TEST, 0, null, 0, i); // the answer is in the left half
        }
        var kinds = List.of(Occlusion.LEFT, Occlusion.RIGHT);
        var request = Request.DEFAULT.withConditions(new Conditions(null, kinds, null));

        var result = assess(data(MOODS), request, brightnessOnTheLeft());

        assertThat(performance(result).headline().value(Figure.ACCURACY)).isEqualTo(1);
        var masked = result.models().getFirst().circumstances().robustness();
        assertThat(masked).extracting(Masked::kind).isEqualTo(kinds);
        assertThat(masked.getFirst().accuracy().value()).isBetween(0.0, 0.2);
        assertThat(masked.getLast().accuracy()).isEqualTo(Estimate.share(40, 40));
        assertThat(result.notes())
                .contains("Masks placed by the eyes in 0 pictures, by the face's box in 0, by the usual proportions in"
                        + " 40.");

        var left = assess(
                data(MOODS),
                Request.DEFAULT.withConditions(new Conditions(Occlusion.LEFT, List.of(), null)),
                brightnessOnTheLeft());
        assertThat(performance(left).headline().of(Figure.ACCURACY))
                .isEqualTo(masked.getFirst().accuracy());
        assertThat(left.setting()).hasToString("faces.zip, test split, mask left");
    }

    /// Says "happy" where the first pixel is black, and "sad" where it is not.
    private static ScoredModel brightnessOnTheLeft() {
        return new ScoredModel(
                "m.onnx",
                TINY,
                List.of(MOOD),
                (inputs, head) -> inputs.stream()
                        .map(input -> row(input[0] == 0 ? 0 : 1, 3))
                        .toArray(double[][]::new));
    }

    @Test
    void picturesAreGroupedByAColumnAndTheGapIsTold() {
        for (int i = 0; i < 120; i++) {
            boolean old = i % 2 == 0;
            add(Split.TEST, 0, null, old && i % 3 == 0 ? 1 : 0, i);
            if (i < 110) {
                group("Age", old ? "old" : "young");
            }
        }
        var request = Request.DEFAULT.withConditions(new Conditions(null, List.of(), "age"));

        var groups = Objects.requireNonNull(assess(data(MOODS), request, model(MOOD))
                .models()
                .getFirst()
                .circumstances()
                .groups());

        assertThat(groups.column()).isEqualTo("Age");
        assertThat(groups.groups()).extracting(Group::value).containsExactly("old", "young", "(none)");
        assertThat(groups.groups()).extracting(Group::n).containsExactly(55, 55, 10);
        var gap = Objects.requireNonNull(groups.gap());
        assertThat(gap.best()).isEqualTo("young");
        assertThat(gap.worst()).isEqualTo("old");
        assertThat(gap.accuracy().value()).isCloseTo(19 / 55.0, within(1e-12));
        assertThat(gap.accuracy().low()).isBetween(0.2, 0.3);
        assertThatThrownBy(() -> assess(
                        data(MOODS),
                        Request.DEFAULT.withConditions(new Conditions(null, List.of(), "sex")),
                        model(MOOD)))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("faces.zip: its pictures have no column 'sex'; choose one of Age");
    }

    /// Gives the last sample a column.
    private void group(String column, String value) {
        var s = samples.removeLast();
        samples.add(
                new Sample(s.file(), s.split(), s.label(), s.voted(), new Origin("faces.csv", Map.of(column, value))));
    }

    @Test
    void hasNoDeduplicatedFigureForTrainPicturesOrWithoutATrainSplit() {
        add(Split.TRAIN, 0, null, 0, 1);
        assertThat(performance(assess(data(MOODS), Part.TRAIN, null, MOOD)).withoutCopies())
                .isNull();
        assertThat(performance(assess(data(MOODS), Part.ALL, null, MOOD)).withoutCopies())
                .isNull();
    }

    @Test
    void copiesOfTheTrainingPicturesOfOtherDataAreLeftOutOnceMore() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 6; i++) {
            add(Split.TEST, 0, null, i < 2 ? 1 : 0, i);
            var noise = new byte[48 * 48];
            random.nextBytes(noise);
            pixels.put(i + ".png", noise);
        }
        var test = data(MOODS);
        var brighter = pixels.getOrDefault("1.png", new byte[0]).clone();
        for (int i = 0; i < brighter.length; i++) {
            brighter[i] = (byte) (20 + (brighter[i] & 255) * 3 / 4);
        }
        var training = new Assessing();
        training.add(Split.NONE, 0, null, 0, 0);
        training.add(Split.NONE, 0, null, 0, 0);
        training.pixels.put("0.png", pixels.getOrDefault("0.png", new byte[0]));
        training.pixels.put("1.png", brighter);
        var always = new ScoredModel(
                "m.onnx",
                Preprocessing.GREY_48,
                List.of(MOOD),
                (inputs, _) -> inputs.stream().map(_ -> row(0, 3)).toArray(double[][]::new));

        var copies = Objects.requireNonNull(
                performance(assess(test, Request.DEFAULT.withTrainingData(training.data(MOODS)), always))
                        .withoutCopies());

        assertThat(copies.exact()).isEqualTo(1);
        assertThat(copies.near()).isEqualTo(1);
        assertThat(copies.headline().n()).isEqualTo(4);
    }
}
