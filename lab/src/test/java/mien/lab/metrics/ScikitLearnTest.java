package mien.lab.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mien's figures against those of scikit-learn and SciPy, kept in `sklearn.json`; `docs/evaluate.md` has the script
/// that made it.
class ScikitLearnTest {
    private static final Offset<Double> EXACTLY = within(1e-12);
    private static final JsonNode GOLDEN = golden();

    private static JsonNode golden() {
        try (var in = Objects.requireNonNull(ScikitLearnTest.class.getResourceAsStream("sklearn.json"))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] ints(JsonNode numbers) {
        return IntStream.range(0, numbers.size())
                .map(i -> numbers.get(i).asInt())
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void theFiguresOfAConfusionAreThoseOfScikitLearn(int number) {
        var given = GOLDEN.get("cases").get(number);
        int labels = given.get("labels").asInt();
        var truth = ints(given.get("truth"));
        var answers = ints(given.get("answers"));
        var rows = new float[truth.length * labels];
        for (int i = 0; i < truth.length; i++) {
            rows[i * labels + answers[i]] = 1;
        }
        var names = IntStream.range(0, labels).mapToObj(Integer::toString).toList();

        sameConfusion(new Predictions(names, truth, rows), given.get("expected"));
    }

    private static Predictions predictions() {
        var given = GOLDEN.get("predictions");
        var labels = new ArrayList<String>();
        given.get("labels").forEach(label -> labels.add(label.asText()));
        var rows = new float[given.get("truth").size() * labels.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) given.get("probabilities")
                    .get(i / labels.size())
                    .get(i % labels.size())
                    .asDouble();
        }
        return new Predictions(labels, ints(given.get("truth")), rows);
    }

    @Test
    void theFiguresOfRealPredictionsAreThoseOfScikitLearn() {
        var predictions = predictions();
        var expected = GOLDEN.get("predictions").get("expected");

        sameConfusion(predictions, expected);

        var headline = Resampling.of(predictions, true, 1, 20).headline();
        for (var figure : List.of(Figure.LOG_LOSS, Figure.BRIER, Figure.ECE)) {
            assertThat(headline.value(figure))
                    .as(figure.key())
                    .isCloseTo(expected.get(figure.key()).asDouble(), EXACTLY);
        }
        assertThat(headline.value(Figure.TOP3))
                .isCloseTo(expected.get("top_k").get(2).asDouble(), EXACTLY);
        var ranking = Ranking.of(predictions);
        assertThat(ranking.rocAuc()).isCloseTo(expected.get("roc_auc_score").asDouble(), EXACTLY);
        assertThat(ranking.averagePrecision())
                .isCloseTo(expected.get("average_precision_score").asDouble(), EXACTLY);
        for (int label = 0; label < predictions.labels().size(); label++) {
            assertThat(ranking.topK().get(label))
                    .isCloseTo(expected.get("top_k").get(label).asDouble(), EXACTLY);
            assertThat(ranking.roc().get(label).area())
                    .isCloseTo(expected.get("roc_auc").get(label).asDouble(), EXACTLY);
            assertThat(ranking.precisionRecall().get(label).area())
                    .isCloseTo(expected.get("average_precision").get(label).asDouble(), EXACTLY);
        }
    }

    private static void sameConfusion(Predictions predictions, JsonNode expected) {
        var evaluation = Evaluation.of(predictions);
        assertThat(new ObjectMapper()
                        .valueToTree(evaluation.confusion().counts())
                        .toString())
                .isEqualTo(expected.get("confusion_matrix").toString());
        var headline = Resampling.of(predictions, true, 1, 20).headline();
        for (var figure :
                List.of(Figure.ACCURACY, Figure.MACRO_F1, Figure.BALANCED_ACCURACY, Figure.MATTHEWS, Figure.KAPPA)) {
            assertThat(headline.value(figure))
                    .as(figure.key())
                    .isCloseTo(expected.get(figure.key()).asDouble(), EXACTLY);
        }
        sameReport(evaluation, expected.get("classification_report"));
    }

    private static void sameReport(Evaluation evaluation, JsonNode report) {
        var classes = ClassFigures.of(evaluation.confusion());
        for (int label = 0; label < classes.size(); label++) {
            var own = classes.get(label);
            var row = report.get(Integer.toString(label));
            assertThat(row == null).isEqualTo(own.support() + own.predicted() == 0);
            if (row != null) {
                assertThat(own.precision().value())
                        .isCloseTo(row.get("precision").asDouble(), EXACTLY);
                assertThat(own.recall().value()).isCloseTo(row.get("recall").asDouble(), EXACTLY);
                assertThat(own.f1().value()).isCloseTo(row.get("f1-score").asDouble(), EXACTLY);
                assertThat(own.support()).isEqualTo(row.get("support").asInt());
            }
        }
        for (var mean : List.of("macro avg", "weighted avg")) {
            var row = report.get(mean);
            boolean macro = mean.startsWith("macro");
            assertThat(macro ? evaluation.macro(c -> c.precision()) : evaluation.weighted(c -> c.precision()))
                    .isCloseTo(row.get("precision").asDouble(), EXACTLY);
            assertThat(macro ? evaluation.macro(c -> c.recall()) : evaluation.weighted(c -> c.recall()))
                    .isCloseTo(row.get("recall").asDouble(), EXACTLY);
            assertThat(macro ? evaluation.macroF1() : evaluation.weighted(c -> c.f1()))
                    .isCloseTo(row.get("f1-score").asDouble(), EXACTLY);
        }
    }

    @Test
    void mcNemarsTestIsThatOfSciPy() {
        for (var row : GOLDEN.get("mcnemar")) {
            var test = McNemar.of(
                    row.get("onlyFirst").asInt(), row.get("onlySecond").asInt());
            assertThat(test.statistic()).isCloseTo(row.get("statistic").asDouble(), EXACTLY);
            double p = row.get("p").asDouble();
            assertThat(test.p()).as(row.toString()).isCloseTo(p, within(1e-12 * p));
        }
    }

    @Test
    void theIntervalOfAShareIsWilsons() {
        for (var row : GOLDEN.get("wilson")) {
            var share = Estimate.share(row.get("hits").asInt(), row.get("of").asInt());
            assertThat(share.low()).isCloseTo(row.get("low").asDouble(), EXACTLY);
            assertThat(share.high()).isCloseTo(row.get("high").asDouble(), EXACTLY);
        }
    }
}
