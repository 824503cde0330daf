package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import mien.image.Preprocessing;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Sample.Origin;
import mien.lab.dataset.Split;
import mien.lab.evaluation.Circumstances.Group;
import mien.lab.evaluation.Circumstances.Masked;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.Contestant.Told;
import mien.lab.evaluation.Performance.WithoutCopies;
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
    private static final ScoredModel ALWAYS_HAPPY = new ScoredModel(
            "m.onnx",
            Preprocessing.GREY_48,
            List.of(MOOD),
            (inputs, _) -> inputs.stream().map(_ -> row(0, 3)).toArray(double[][]::new));

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
        noise(Split.TEST, 6);
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

        var copies = copies(assess(test, Request.DEFAULT.withTrainingData(training.data(MOODS)), ALWAYS_HAPPY));

        assertThat(copies.exact()).isEqualTo(1);
        assertThat(copies.near()).isEqualTo(1);
        assertThat(Objects.requireNonNull(copies.headline()).n()).isEqualTo(4);
    }

    @Test
    void correctionsDoNotShiftTheTrainingPicturesOfTheSameData() {
        noise(Split.TRAIN, 2);
        noise(Split.TEST, 2);
        pixels.put("2.png", pixels.getOrDefault("1.png", new byte[0]));
        var all = data(MOODS);
        var drop = new Line(0, "0.png", Action.DROP, "", "no face");

        var copies = copies(assess(
                new Corrections(List.of(drop)).applyTo(all), Request.DEFAULT.withTrainingData(all), ALWAYS_HAPPY));

        assertThat(copies.exact()).isEqualTo(1);
        assertThat(copies.near()).isZero();
    }

    @Test
    void saysWhereAllPicturesAreCopiesAndWhereNoneIs() {
        noise(Split.TEST, 2);
        var test = data(MOODS);
        var others = new Assessing();
        others.add(Split.NONE, 0, null, 0, 0);
        others.pixels.put("0.png", new byte[48 * 48]);

        var same = assess(test, Request.DEFAULT.withTrainingData(test), ALWAYS_HAPPY);
        var none = assess(test, Request.DEFAULT.withTrainingData(others.data(MOODS)), ALWAYS_HAPPY);

        assertThat(same.notes())
                .contains("All 2 pictures are copies of training pictures in faces.zip: the figures say nothing about"
                        + " new ones.");
        assertThat(MetricsJson.of(same)).contains("""
                    "deduplicated" : {
                      "training" : "faces.zip",
                      "exactCopies" : 2,
                      "nearCopies" : 0
                    },
                """);
        assertThat(none.notes()).contains("No picture is a copy of a training picture in faces.zip.");
        assertThat(MetricsJson.of(none)).contains("\"exactCopies\" : 0,");
        assertThat(AssessmentText.of(none)).doesNotContain("without copies");
        assertThat(MetricsJson.of(assess(test, Request.DEFAULT, ALWAYS_HAPPY))).contains("\"deduplicated\" : null");
    }

    private static WithoutCopies copies(Assessment assessment) {
        return Objects.requireNonNull(performance(assessment).withoutCopies());
    }

    /// Adds pictures that have nothing in common.
    private void noise(Split split, int pictures) {
        var random = new SplittableRandom(samples.size() + 1);
        for (int i = 0; i < pictures; i++) {
            add(split, 0, null, 0, 0);
            var noise = new byte[48 * 48];
            random.nextBytes(noise);
            pixels.put((samples.size() - 1) + ".png", noise);
        }
    }

    @Test
    void theAnswersOfAToolAreNotScoredAsIfItHadSeenMasks() {
        add(Split.TEST, 0, null, 0, 1);
        var tool = new Told(AnswersFile.parse("tool.csv", "file,label\n0.png,happy\n", MOODS));
        var both = List.<Contestant>of(new Network(brightnessOnTheLeft()), tool);

        assertThatThrownBy(() -> assess(both, new Conditions(Occlusion.LEFT, List.of(), null)))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("tool.csv: its answers are to pictures as they are, so they cannot be scored under mask"
                        + " left; leave out the csv or the mask");
        var table = assess(both, new Conditions(null, List.of(Occlusion.LEFT), null));
        assertThat(table.notes())
                .contains("tool.csv answered to pictures as they are, so it has no figures under masks.");
        assertThat(table.models().getFirst().circumstances().robustness()).hasSize(1);
        assertThat(table.models().getLast().circumstances().robustness()).isEmpty();
    }

    private Assessment assess(List<Contestant> contestants, Conditions conditions) {
        return Assessor.assess(contestants, data(MOODS), Request.DEFAULT.withConditions(conditions), cache);
    }
}
