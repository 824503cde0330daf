package mien.lab.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import mien.lab.metrics.ConfusionMatrix;
import mien.lab.training.Batches;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.Examples;
import mien.lab.training.FigureName;
import mien.lab.training.Targets;

/// How the averaged weights do on pictures that they were not trained on.
///
/// @param score loss and the first head's accuracy
/// @param figures by [FigureName], in `[0, 1]`: per head `accuracy` and `macroF1`, then `recall` and `f1` of each
///     label that has them
record Validation(Score score, Map<String, Double> figures) {
    private static final int BATCH = 256;

    static Validation of(Trainer trainer, Examples examples) {
        if (examples.count() == 0) {
            return new Validation(Score.NONE, Map.of());
        }
        double loss = 0;
        var predicted =
                examples.targets().stream().map(_ -> new int[examples.count()]).toList();
        for (int from = 0; from < examples.count(); from += BATCH) {
            var batch = Batches.plain(examples, from, Math.min(from + BATCH, examples.count()));
            var logits = new ArrayList<float[]>();
            loss += trainer.judge(batch, logits).loss() * batch.size();
            for (int h = 0; h < logits.size(); h++) {
                int classes = examples.targets().get(h).labels().size();
                for (int i = 0; i < batch.size(); i++) {
                    predicted.get(h)[from + i] = Trainer.argmax(logits.get(h), i * classes, classes);
                }
            }
        }
        var figures = new LinkedHashMap<String, Double>();
        for (int h = 0; h < predicted.size(); h++) {
            var targets = examples.targets().get(h);
            var confusion = confusion(targets, predicted.get(h));
            figures.put(
                    FigureName.of(targets.head(), FigureName.ACCURACY).toString(),
                    (double) confusion.correct() / confusion.total());
            figures.put(FigureName.of(targets.head(), FigureName.MACRO_F1).toString(), macroF1(confusion));
            ofLabels(figures, targets.head(), confusion);
        }
        double first = figures.getOrDefault(examples.targets().getFirst().head() + ".accuracy", Double.NaN);
        return new Validation(new Score(loss / examples.count(), first), figures);
    }

    private static void ofLabels(Map<String, Double> figures, String head, ConfusionMatrix confusion) {
        for (int c = 0; c < confusion.size(); c++) {
            var name = FigureName.of(head, FigureName.RECALL, confusion.labels().get(c));
            put(figures, name, confusion.count(c, c), confusion.support(c));
        }
        for (int c = 0; c < confusion.size(); c++) {
            var name = FigureName.of(head, FigureName.F1, confusion.labels().get(c));
            put(figures, name, 2 * confusion.count(c, c), confusion.support(c) + confusion.predicted(c));
        }
    }

    /// Leaves out what nothing can be said of.
    private static void put(Map<String, Double> figures, FigureName name, int part, int whole) {
        if (whole > 0) {
            figures.put(name.toString(), (double) part / whole);
        }
    }

    /// Of the examples that have a truth.
    private static ConfusionMatrix confusion(Targets targets, int[] predicted) {
        var judged = IntStream.range(0, predicted.length)
                .filter(i -> targets.truths()[i] >= 0)
                .toArray();
        return ConfusionMatrix.of(
                targets.labels().labels(),
                IntStream.of(judged).map(i -> targets.truths()[i]).toArray(),
                IntStream.of(judged).map(i -> predicted[i]).toArray());
    }

    /// Over the classes that occur, as truth or as answer.
    private static double macroF1(ConfusionMatrix confusion) {
        return IntStream.range(0, confusion.size())
                .filter(c -> confusion.support(c) + confusion.predicted(c) > 0)
                .mapToDouble(c -> 2.0 * confusion.count(c, c) / (confusion.support(c) + confusion.predicted(c)))
                .average()
                .orElse(Double.NaN);
    }
}
