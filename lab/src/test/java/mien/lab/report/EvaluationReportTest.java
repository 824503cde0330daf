package mien.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mien.lab.metrics.Evaluation;
import mien.lab.metrics.LeftOut;
import mien.lab.metrics.ModelEvaluation;
import mien.lab.metrics.ModelEvaluation.Subject;
import mien.lab.metrics.Part;
import mien.lab.metrics.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {

    private static final Evaluation HALF = Evaluation.of(
            new Predictions(List.of("happy", "sad"), new int[] {0, 1}, new float[] {0.75f, 0.25f, 0.75f, 0.25f}));
    private static final ModelEvaluation RESULT = new ModelEvaluation(
            new Subject("m.onnx", "faces.zip", "mood", Part.TEST, "label of the data"),
            HALF,
            Evaluation.of(new Predictions(List.of("happy", "sad"), new int[] {0}, new float[] {0.75f, 0.25f})),
            new LeftOut(new TreeMap<>(Map.of("bored", 2)), List.of(), 0, 0, 1),
            4);

    @Test
    void saysInTextWhatWasScoredAndLeftOut() {
        assertThat(EvaluationReport.text(RESULT)).isEqualTo("""
                m.onnx on faces.zip, test split, head mood
                truth: label of the data
                The model does not know the label bored of the data; its 2 pictures were left out.
                1 picture of the data could not be read; the rest was scored.

                n 2   accuracy 50.0 %   top-3 100.0 %   macro-F1 0.333   balanced accuracy 0.500   ECE 0.250   log loss 0.837

                              precision    recall  f1-score   support

                       happy      0.500     1.000     0.667         1
                         sad      0.000     0.000     0.000         1

                    accuracy                          0.500         2
                   macro avg      0.250     0.500     0.333         2
                weighted avg      0.250     0.500     0.333         2

                De-duplicated, without the 1 pictures whose exact pixels are in the train split:
                n 1   accuracy 100.0 %   top-3 100.0 %   macro-F1 1.000   balanced accuracy 1.000   ECE 0.250   log loss 0.288

                Time 4 ms, 500 pictures/s
                """);
    }

    @Test
    void isJsonWithTheAgreedNames() throws IOException {
        var json = new ObjectMapper().readTree(EvaluationReport.json(RESULT));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "model",
                        "data",
                        "head",
                        "split",
                        "splitting",
                        "truth",
                        "mask",
                        "n",
                        "accuracy",
                        "top3",
                        "macroF1",
                        "balancedAccuracy",
                        "ece",
                        "logLoss",
                        "labels",
                        "perClass",
                        "precision",
                        "recall",
                        "f1",
                        "support",
                        "confusion",
                        "deduplicated",
                        "leftOut",
                        "milliseconds");
        assertThat(json.get("n")).hasToString("2");
        assertThat(json.get("accuracy")).hasToString("0.5");
        assertThat(json.get("labels")).hasToString("[\"happy\",\"sad\"]");
        assertThat(json.get("perClass").get("happy"))
                .hasToString("{\"precision\":0.5,\"recall\":1.0,\"f1\":0.6666666666666666,\"support\":1}");
        assertThat(json.get("recall")).hasToString("{\"happy\":1.0,\"sad\":0.0}");
        assertThat(json.get("confusion")).hasToString("[[1,0],[1,0]]");
        assertThat(json.get("deduplicated").get("n")).hasToString("1");
        assertThat(json.get("leftOut").get("dataLabels")).hasToString("{\"bored\":2}");
    }

    @Test
    void writesTextJsonAndPictureIntoAFolderThatIsNew(@TempDir Path folder) throws IOException {
        var out = folder.resolve("a/b");

        assertThat(EvaluationReport.write(RESULT, out)).isEmpty();

        assertThat(out.resolve("evaluation.txt")).hasContent(EvaluationReport.text(RESULT));
        assertThat(out.resolve("evaluation.json")).hasContent(EvaluationReport.json(RESULT));
        assertThat(Files.readAllBytes(out.resolve("confusion.png")))
                .isEqualTo(ConfusionPlot.png(HALF.confusion(), "m.onnx on faces.zip, test split, head mood"));
    }
}
