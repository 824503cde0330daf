package mien.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import mien.image.Picture;
import mien.image.Preprocessing;
import mien.lab.dataset.Corrections;
import mien.lab.dataset.Corrections.Action;
import mien.lab.dataset.Corrections.Line;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PictureSource;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Sample.Origin;
import mien.lab.dataset.Split;
import mien.lab.dataset.Votes;
import mien.lab.evaluation.Assessment.Setting;
import mien.lab.evaluation.Circumstances.Group;
import mien.lab.evaluation.Circumstances.Masked;
import mien.lab.evaluation.Contestant.Network;
import mien.lab.evaluation.Contestant.Told;
import mien.lab.evaluation.ModelFacts.Kind;
import mien.lab.evaluation.Request.Conditions;
import mien.lab.metrics.ConfusionMatrix;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Figure;
import mien.lab.metrics.McNemar;
import mien.lab.metrics.Part;
import mien.lab.metrics.Ranking;
import mien.lab.metrics.ScoredModel;
import mien.lab.occlusion.Occlusion;
import mien.model.Head;
import mien.model.LabelSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssessorTest {

    private static final Preprocessing TINY = new Preprocessing(1, 2, 2, 1);
    private static final LabelSet MOODS = new LabelSet("moods", List.of("happy", "sad", "sleepy"));
    private static final Head MOOD = Head.of("mood", MOODS);
    private static final Head FERPLUS = Head.of("ferplus8", LabelSet.FERPLUS8);

    @TempDir
    Path cache;

    private final List<Sample> samples = new ArrayList<>();
    private final Map<String, byte[]> pixels = new HashMap<>();

    /// A model whose answer is written in the first pixel: it is sure of that label by 0.8.
    private static ScoredModel model(Head... heads) {
        return new ScoredModel(
                "m.onnx",
                TINY,
                List.of(heads),
                (inputs, head) -> inputs.stream()
                        .map(input -> row(input[0], head.labels().size()))
                        .toArray(double[][]::new));
    }

    private static double[] row(int answer, int size) {
        var row = new double[size];
        Arrays.fill(row, 0.2 / (size - 1));
        row[answer] = 0.8;
        return row;
    }

    /// @param answer what the model will say
    /// @param look two pictures with the same look and answer are identical
    private void add(Split split, int label, @Nullable Votes votes, int answer, int look) {
        var file = samples.size() + ".png";
        samples.add(new Sample(file, split, label, votes));
        pixels.put(file, new byte[] {(byte) answer, (byte) look, 0, 0});
    }

    private Dataset data(LabelSet labels) {
        var source = new PictureSource() {
            @Override
            public Picture read(Sample sample) {
                var bytes = pixels.getOrDefault(sample.file(), new byte[4]);
                int side = (int) Math.sqrt(bytes.length);
                return new Picture(side, side, 1, bytes);
            }

            @Override
            public String contentKey() {
                return "test "
                        + pixels.values().stream().mapToInt(Arrays::hashCode).sum();
            }

            @Override
            public void close() {}
        };
        return new Dataset("faces.zip", labels, samples, List.of(), source);
    }

    private Assessment assess(Dataset data, Part part, @Nullable String head, Head... heads) {
        return assess(data, Request.DEFAULT.withPart(part).withHead(head), model(heads));
    }

    private Assessment assess(Dataset data, Request request, ScoredModel... models) {
        var contestants = Arrays.stream(models)
                .map(model -> (Contestant) new Network(model))
                .toList();
        return Assessor.assess(contestants, data, request, cache);
    }

    private static Performance performance(Assessment assessment) {
        return assessment.models().getFirst().performance();
    }

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
        assertThat(fresh.headline().n()).isEqualTo(2);
        assertThat(fresh.headline().value(Figure.ACCURACY)).isEqualTo(0.5);
        assertThat(result.notes()).containsExactly("No picture shows sleepy: no ROC or precision-recall curve for it.");
    }

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
    void hasNoDeduplicatedFigureForTrainPicturesOrWithoutATrainSplit() {
        add(Split.TRAIN, 0, null, 0, 1);
        assertThat(performance(assess(data(MOODS), Part.TRAIN, null, MOOD)).withoutCopies())
                .isNull();
        assertThat(performance(assess(data(MOODS), Part.ALL, null, MOOD)).withoutCopies())
                .isNull();
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
        var training = new AssessorTest();
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

    @Test
    void aModelThatDoesNotAnswerWithProbabilitiesIsAnError() {
        add(Split.TEST, 0, null, 0, 1);
        var broken = new ScoredModel("m.onnx", TINY, List.of(MOOD), (_, _) -> new double[][] {{Double.NaN, 0, 0}});

        assertThatThrownBy(() -> assess(data(MOODS), Request.DEFAULT, broken))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("predictions: the model gave sample 0 the value NaN for happy, which is no probability;"
                        + " retrain or re-export the model");
    }

    @Test
    void knowsTheUsualNamesOfSplits() {
        assertThat(List.of("train", "Training", "val", "public_test", "PrivateTest", "test", "ALL"))
                .extracting(Part::named)
                .containsExactly(
                        Part.TRAIN, Part.TRAIN, Part.VALIDATION, Part.VALIDATION, Part.TEST, Part.TEST, Part.ALL);
        assertThatThrownBy(() -> Part.named("tset"))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("split 'tset': no such split; name one of train, validation (public_test), "
                        + "test (private_test), all");
    }
}
