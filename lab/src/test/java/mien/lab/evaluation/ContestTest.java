package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.Contestant.Told;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Figure;
import mien.lab.metrics.McNemar;
import mien.lab.metrics.Ranking;
import mien.lab.metrics.ScoredModel;
import mien.model.Head;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;

/// Several models, and answers of other tools.
class ContestTest extends Assessing {

    /// A model that errs on pictures whose look is a multiple of a number.
    private static ScoredModel erring(String name, int every) {
        return new ScoredModel(
                name,
                TINY,
                List.of(MOOD),
                (inputs, _) -> inputs.stream()
                        .map(input -> row((input[0] + (input[1] % every == 0 ? 1 : 0)) % 3, 3))
                        .toArray(double[][]::new));
    }

    @Test
    void twoModelsAreComparedOnTheSamePictures() {
        for (int i = 1; i <= 90; i++) {
            add(Split.TEST, i % 3, null, i % 3, i);
        }

        var result = assess(data(MOODS), Request.DEFAULT, erring("worse.onnx", 3), erring("better.onnx", 9));

        var comparison = result.comparisons().getFirst();
        assertThat(comparison.test()).isEqualTo(McNemar.of(0, 20));
        assertThat(comparison.disagreements().onlySecond()).hasSize(20).startsWith(2);
        assertThat(comparison.disagreements().onlyFirst()).isEmpty();
        assertThat(comparison.disagreements().neither()).isEmpty();
        var difference = Objects.requireNonNull(comparison.differences().get(Figure.ACCURACY));
        assertThat(difference.value()).isCloseTo(20 / 90.0, within(1e-12));
        assertThat(difference.low()).isBetween(0.1, 0.2);
        assertThat(difference.high()).isBetween(0.25, 0.35);
        assertThat(AssessmentText.of(result))
                .startsWith("2 models on faces.zip, test split\ntruth: label of the data\n\nn 90\n")
                .contains(
                        "\nbetter.onnx against worse.onnx\n  accuracy +22.2 points (+",
                        "  right only in worse.onnx: 0 pictures; only in better.onnx: 20; both wrong in different ways: 0\n"
                                + "  McNemar's test (exact): p = less than 0.0001, better.onnx is better by more than"
                                + " chance\n");
    }

    @Test
    void onlyLabelsThatEveryModelKnowsCount() {
        var narrow = Head.of("few", new LabelSet("few", List.of("happy", "sad")));
        add(Split.TEST, 0, null, 0, 1);
        add(Split.TEST, 1, null, 1, 2);
        add(Split.TEST, 2, null, 0, 3);

        var result = assess(data(MOODS), Request.DEFAULT, model(MOOD), model(narrow));

        assertThat(result.labels()).containsExactly("happy", "sad");
        assertThat(result.samples()).extracting(Sample::file).containsExactly("0.png", "1.png");
        assertThat(result.models().getFirst().facts().shared()).containsExactly("sleepy");
        assertThat(result.notes())
                .containsExactly(
                        "Not every model knows the label sleepy of the data; its 1 picture was left out.",
                        "The data never shows, or not every model knows, sleepy; what a model gave to it was shared out"
                                + " among the other labels.");
    }

    @Test
    void answersOfAnotherToolAreHeldAgainstTheSamePictures() {
        for (int i = 0; i < 4; i++) {
            add(Split.TEST, i % 2, null, 0, i);
        }
        var bare = AnswersFile.parse("tool.csv", "file,label\n0.png,happy\n1.png,sad\n3.png,happy\n", MOODS);

        var result =
                Assessor.assess(List.of(new Network(model(MOOD)), new Told(bare)), data(MOODS), Request.DEFAULT, cache);

        assertThat(result.samples()).extracting(Sample::file).containsExactly("0.png", "1.png", "3.png");
        assertThat(result.notes()).contains("tool.csv has no usable answer to 1 picture, which was left out.");
        var told = result.models().getLast();
        assertThat(told.facts().kind()).isEqualTo(Kind.LABELS);
        assertThat(told.performance().headline().value(Figure.ACCURACY)).isEqualTo(2 / 3.0);
        assertThat(told.performance().headline().of(Figure.LOG_LOSS)).isEqualTo(Estimate.UNDEFINED);
        assertThat(told.performance().ranking()).isEqualTo(Ranking.NONE);
        assertThat(told.calibration()).isNull();
        assertThat(told.mistakes()).isEqualTo(new Mistakes(List.of(2), List.of(), List.of()));
        assertThat(MetricsJson.of(result)).contains("\"log_loss\" : null", "\"kind\" : \"labels\"");
    }

    @Test
    void suggestsOtherLabelsWhereTheModelIsSureAndKeepsWhatAPersonDecided() {
        for (int i = 0; i < 4; i++) {
            add(Split.TEST, 0, null, i < 3 ? 1 : 0, i);
        }
        var sure = new ScoredModel(
                "m.onnx",
                TINY,
                List.of(MOOD),
                (inputs, _) -> inputs.stream()
                        .map(input -> input[1] == 2
                                ? new double[] {0.2, 0.8, 0}
                                : input[0] == 0
                                        ? new double[] {1, 0, 0}
                                        : new double[] {0.02 * input[1], 1 - 0.02 * input[1], 0})
                        .toArray(double[][]::new));
        var kept = new Line(0, "1.png", Action.KEEP, "", "looked at");

        var result = assess(data(MOODS), Request.DEFAULT, sure);

        assertThat(AssessmentFiles.suggestions(result, new Corrections(List.of(kept)))
                        .lines())
                .containsExactly(
                        kept,
                        new Line(
                                0,
                                "0.png",
                                Action.RELABEL,
                                "sad",
                                "m.onnx is 100.0 % sure of sad and gives happy 0.0 %"));
    }

    @Test
    void bareLabelsOfAToolSuggestNothing() {
        add(Split.TEST, 0, null, 0, 1);
        var bare = new Told(AnswersFile.parse("tool.csv", "file,label\n0.png,sad\n", MOODS));

        var result = Assessor.assess(List.of(bare), data(MOODS), Request.DEFAULT, cache);

        assertThatThrownBy(() -> AssessmentFiles.suggestions(result, Corrections.NONE))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("tool.csv: it gives labels without probabilities, so nobody knows where it is sure; name a"
                        + " model with probabilities first, or leave out --suggest");
    }

    @Test
    void thePredictionsItWritesAreReadBackAsTheAnswersOfAnotherTool() throws IOException {
        for (int i = 0; i < 20; i++) {
            add(Split.TEST, i % 3, null, i % 4 == 0 ? 1 : i % 3, i);
        }
        var first = assess(data(MOODS), Request.DEFAULT, model(MOOD));
        AssessmentFiles.write(first, cache.resolve("out"));

        var answers = AnswersFile.read(cache.resolve("out/predictions.csv"), MOODS);
        var second = Assessor.assess(List.of(new Told(answers)), data(MOODS), Request.DEFAULT, cache);

        assertThat(second.models().getFirst().predictions())
                .isEqualTo(first.models().getFirst().predictions());
        assertThat(performance(second).headline()).isEqualTo(performance(first).headline());
        assertThat(cache.resolve("out/metrics.json")).hasContent(MetricsJson.of(first));
        assertThat(cache.resolve("out/evaluation.txt")).hasContent(AssessmentText.of(first));
    }
}
