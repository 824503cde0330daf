package mien.lab.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import mien.lab.training.Batches;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.Examples;
import mien.lab.training.Targets;

/// How the averaged weights do on pictures that they were not trained on.
///
/// @param score loss and the first head's accuracy
/// @param figures per head `NAME.accuracy` and `NAME.macroF1`, in `[0, 1]`
record Validation(Score score, Map<String, Double> figures) {
    private static final int BATCH = 256;

    static Validation of(Trainer trainer, Examples examples) {
        if (examples.count() == 0) {
            return new Validation(Score.NONE, Map.of());
        }
        double loss = 0;
        var confusions = examples.targets().stream()
                .map(targets ->
                        new int[targets.labels().size()][targets.labels().size()])
                .toList();
        for (int from = 0; from < examples.count(); from += BATCH) {
            var batch = Batches.plain(examples, from, Math.min(from + BATCH, examples.count()));
            var logits = new ArrayList<float[]>();
            loss += trainer.judge(batch, logits).loss() * batch.size();
            for (int h = 0; h < logits.size(); h++) {
                count(confusions.get(h), logits.get(h), batch.truths().get(h));
            }
        }
        var figures = new LinkedHashMap<String, Double>();
        for (int h = 0; h < confusions.size(); h++) {
            Targets targets = examples.targets().get(h);
            figures.put(targets.head() + ".accuracy", accuracy(confusions.get(h)));
            figures.put(targets.head() + ".macroF1", macroF1(confusions.get(h)));
        }
        double first = accuracy(confusions.getFirst());
        return new Validation(new Score(loss / examples.count(), first), figures);
    }

    private static void count(int[][] confusion, float[] logits, int[] truths) {
        for (int i = 0; i < truths.length; i++) {
            if (truths[i] >= 0) {
                confusion[truths[i]][Trainer.argmax(logits, i * confusion.length, confusion.length)]++;
            }
        }
    }

    private static double accuracy(int[][] confusion) {
        long right = 0;
        long all = 0;
        for (int t = 0; t < confusion.length; t++) {
            right += confusion[t][t];
            for (int n : confusion[t]) {
                all += n;
            }
        }
        return (double) right / all;
    }

    private static double macroF1(int[][] confusion) {
        double sum = 0;
        int classes = 0;
        for (int c = 0; c < confusion.length; c++) {
            long row = 0;
            long column = 0;
            for (int i = 0; i < confusion.length; i++) {
                row += confusion[c][i];
                column += confusion[i][c];
            }
            if (row + column > 0) {
                sum += 2.0 * confusion[c][c] / (row + column);
                classes++;
            }
        }
        return sum / classes;
    }
}
