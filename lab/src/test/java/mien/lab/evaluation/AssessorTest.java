package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.lab.evaluation.Assessment.Setting;
import mien.lab.metrics.ConfusionMatrix;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Part;
import mien.lab.metrics.ScoredModel;
import mien.model.Head;
import mien.model.LabelSet;
import org.junit.jupiter.api.Test;

class AssessorTest extends Assessing {

    @Test
    void scoresTheHeldOutPartAndOnceMoreWithoutCopiesOfTrainingPictures() {
        add(Split.TRAIN, 0, null, 0, 1);
        add(Split.TEST, 0, null, 0, 1); // a copy, right
        add(Split.TEST, 1, null, 1, 2);
        add(Split.TEST, 1, null, 0, 3); // wrong
        add(Split.VALIDATION, 2, null, 0, 4);

        var result = assess(data(MOODS), Part.HELD_OUT, null, MOOD);

        assertThat(result.setting()).isEqualTo(new Setting("faces.zip", Part.TEST, "", "label of the data", null, 1));
        assertThat(result.samples()).extracting(Sample::file).containsExactly("1.png", "2.png", "3.png");
        assertThat(performance(result).confusion())
                .isEqualTo(new ConfusionMatrix(
                        MOODS.labels(), List.of(List.of(1, 0, 0), List.of(1, 1, 0), List.of(0, 0, 0))));
        var fresh = Objects.requireNonNull(performance(result).withoutCopies());
        assertThat(fresh.exact()).isEqualTo(1);
        assertThat(fresh.near()).isEqualTo(-1);
        var headline = Objects.requireNonNull(fresh.headline());
        assertThat(headline.n()).isEqualTo(2);
        assertThat(headline.value(Figure.ACCURACY)).isEqualTo(0.5);
        assertThat(result.notes()).containsExactly("No picture shows sleepy: no ROC or precision-recall curve for it.");
    }

    @Test
    void leavesOutLabelsThatOnlyOneSideHasAndSaysSo() {
        var data = data(new LabelSet("labels", List.of("bored", "joy", "sadness")));
        add(Split.NONE, 0, null, 0, 1);
        add(Split.NONE, 1, null, 0, 2);
        add(Split.NONE, 2, null, 2, 3); // "sleepy", which is no answer here: both others are equal, the first wins
        add(Split.NONE, 2, null, 1, 4);
        data = data(data.labels());

        var result = assess(data, Part.HELD_OUT, null, MOOD);

        assertThat(performance(result).confusion())
                .isEqualTo(new ConfusionMatrix(List.of("happy", "sad"), List.of(List.of(1, 0), List.of(1, 1))));
        assertThat(result.notes())
                .containsExactly(
                        "The model does not know the label bored of the data; its 1 picture was left out.",
                        "The data never shows sleepy; what the model gave to it was shared out among the other labels.");
    }

    @Test
    void judgesAHeadOfFerPlusByTheMajorityOfTheVotes() {
        add(Split.TEST, 3, new Votes(List.of(0, 8, 2, 0, 0, 0, 0, 0), 0, 0), 1, 1); // happy, right
        add(Split.TEST, 3, new Votes(List.of(5, 5, 0, 0, 0, 0, 0, 0), 0, 0), 1, 2); // no majority
        add(Split.TEST, -1, new Votes(List.of(1, 0, 0, 0, 0, 0, 0, 9), 0, 0), 0, 3); // contempt, wrong
        add(Split.TEST, 4, null, 3, 4); // no votes: the folder says sad, right

        var result = assess(data(LabelSet.FER7), Part.TEST, "ferplus8", Head.of("fer7", LabelSet.FER7), FERPLUS);

        assertThat(result.setting().truth())
                .isEqualTo("FER+ majority (single votes dropped, more than half of the rest, not unknown or no face)");
        assertThat(result.samples().size()).isEqualTo(3);
        assertThat(performance(result).confusion().correct()).isEqualTo(2);
        assertThat(performance(result).confusion().count(7, 0)).isEqualTo(1);
        assertThat(result.notes())
                .containsExactly(
                        "1 picture was left out because the taggers of FER+ agree on no emotion.",
                        "No picture shows neutral, surprise, angry, disgust, fear: no ROC or precision-recall curve for"
                                + " them.");
    }

    @Test
    void scoresTheHeadThatFitsTheDataBest() {
        var fer7 = Head.of("fer7", LabelSet.FER7);
        var twin = Head.of("twin", LabelSet.FER7);
        add(Split.NONE, 0, null, 0, 1);

        assertThat(head(assess(data(LabelSet.FER7), Part.ALL, null, FERPLUS, fer7, twin)))
                .isEqualTo(fer7);
        assertThat(head(assess(data(LabelSet.FERPLUS8), Part.ALL, null, fer7, FERPLUS)))
                .isEqualTo(FERPLUS);
    }

    private static Head head(Assessment assessment) {
        return assessment.models().getFirst().facts().head();
    }

    @Test
    void saysWhichSplitsAndHeadsThereAre() {
        add(Split.TRAIN, 0, null, 0, 1);
        add(Split.VALIDATION, 0, null, 0, 2);
        var data = data(MOODS);

        assertThatThrownBy(() -> assess(data, Part.TEST, null, MOOD))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("faces.zip: it has no test split; choose one of train, validation, all");
        assertThatThrownBy(() -> assess(data, Part.ALL, "fer9", MOOD, FERPLUS))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("model m.onnx: it has no head 'fer9'; choose one of mood, ferplus8");
    }

    @Test
    void saysWhenNothingOfTheSplitCanBeScored() {
        add(Split.NONE, -1, new Votes(List.of(5, 5, 0, 0, 0, 0, 0, 0), 0, 0), 1, 1);

        assertThatThrownBy(() -> assess(data(LabelSet.FER7), Part.ALL, "ferplus8", FERPLUS))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(
                        "faces.zip: none of its pictures in the chosen split (all) can be scored with head ferplus8; "
                                + "1 picture was left out because the taggers of FER+ agree on no emotion.");
    }

    @Test
    void scoresMoreSamplesThanABatchHolds() {
        for (int i = 0; i < 700; i++) {
            add(Split.NONE, i % 3, null, i % 7 == 0 ? (i + 1) % 3 : i % 3, i);
        }

        assertThat(performance(assess(data(MOODS), Part.ALL, null, MOOD))
                        .headline()
                        .value(Figure.ACCURACY))
                .isEqualTo(600 / 700.0);
    }

    @Test
    void oneLabelInTheTruthLeavesOutWhatNeedsTwoAndSaysSo() {
        add(Split.TEST, 0, null, 0, 1);
        add(Split.TEST, 0, null, 1, 2);

        var result = assess(data(MOODS), Part.TEST, null, MOOD);

        assertThat(result.notes())
                .containsExactly("All pictures show happy: balanced accuracy, MCC, kappa, ROC and precision-recall"
                        + " curves need two labels and are left out.");
        assertThat(performance(result).headline().value(Figure.ACCURACY)).isEqualTo(0.5);
        assertThat(performance(result).headline().of(Figure.KAPPA)).isEqualTo(Estimate.UNDEFINED);
        assertThat(MetricsJson.of(result)).contains("\"cohen_kappa_score\" : null", "\"roc_auc_score\" : null");
    }

    @Test
    void labelsThatDoNotMatchAtAllAreAnError() {
        add(Split.TEST, 0, null, 0, 1);

        assertThatThrownBy(() -> assess(data(new LabelSet("labels", List.of("cat", "dog"))), Part.TEST, null, MOOD))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("labels: the model knows happy, sad, sleepy and the data cat, dog, which have none in"
                        + " common; give a data set with at least one of the model's labels");
    }

    @Test
    void aModelThatDoesNotAnswerWithProbabilitiesIsAnError() {
        add(Split.TEST, 0, null, 0, 1);
        var broken = new ScoredModel("m.onnx", TINY, List.of(MOOD), (_, _) -> new double[][] {{Double.NaN, 0, 0}});

        assertThatThrownBy(() -> assess(data(MOODS), Request.DEFAULT, broken))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("predictions: the model gave sample 0 the value NaN for happy, which is no probability;"
                        + " retrain or re-export the model");
    }
}
