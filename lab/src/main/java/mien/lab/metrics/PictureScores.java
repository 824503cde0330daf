package mien.lab.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// What each picture adds to each [Figure], so that figures of any resample of the pictures are sums.
final class PictureScores {
    private static final double SMALLEST = Math.ulp(1f);

    private final Predictions predictions;
    private final int[] cell;
    private final boolean[] inTop3;
    private final double[] loss;
    private final double[] brier;
    private final int[] bin;
    private final double[] surplus;

    PictureScores(Predictions predictions) {
        this.predictions = predictions;
        int n = predictions.size();
        cell = new int[n];
        inTop3 = new boolean[n];
        loss = new double[n];
        brier = new double[n];
        bin = new int[n];
        surplus = new double[n];
        for (int i = 0; i < n; i++) {
            take(i);
        }
    }

    private void take(int i) {
        int truth = predictions.truth()[i];
        int answer = predictions.answer(i);
        double confidence = Math.min(1, predictions.probability(i, answer));
        cell[i] = truth * predictions.labels().size() + answer;
        inTop3[i] = predictions.rank(i, truth) < 3;
        loss[i] = logLoss(predictions, i);
        brier[i] = brier(predictions, i);
        bin[i] = Reliability.bin(confidence);
        surplus[i] = confidence - (answer == truth ? 1 : 0);
    }

    static double logLoss(Predictions predictions, int i) {
        return -Math.log(Math.clamp(predictions.probability(i, predictions.truth()[i]), SMALLEST, 1.0));
    }

    /// Squared distance of the probabilities from the truth; halved for two labels.
    static double brier(Predictions predictions, int i) {
        int labels = predictions.labels().size();
        double sum = 0;
        for (int label = 0; label < labels; label++) {
            double off =
                    predictions.probability(i, label) - (label == predictions.truth()[i] ? 1.0 : 0.0);
            sum += off * off;
        }
        return labels == 2 ? sum / 2 : sum;
    }

    int size() {
        return cell.length;
    }

    /// The figures of all pictures, each once.
    Map<Figure, Double> all() {
        var every = new int[size()];
        for (int i = 0; i < every.length; i++) {
            every[i] = i;
        }
        return new Sums().of(every);
    }

    /// Figures of one resample after another; one for each thread.
    final class Sums {
        private final double[] cells =
                new double[predictions.labels().size() * predictions.labels().size()];
        private final double[] surpluses = new double[Reliability.BINS];
        private final CellCounts counts = new CellCounts(predictions.labels().size());

        /// @param chosen picture numbers, any number of times each
        Map<Figure, Double> of(int[] chosen) {
            Arrays.fill(cells, 0);
            Arrays.fill(surpluses, 0);
            int top3 = 0;
            double losses = 0;
            double distances = 0;
            for (int i : chosen) {
                cells[cell[i]]++;
                top3 += inTop3[i] ? 1 : 0;
                losses += loss[i];
                distances += brier[i];
                surpluses[bin[i]] += surplus[i];
            }
            counts.fill(cells);
            double n = chosen.length;
            var values = new EnumMap<Figure, Double>(Figure.class);
            values.put(Figure.ACCURACY, counts.accuracy());
            values.put(Figure.TOP3, top3 / n);
            values.put(Figure.MACRO_F1, counts.macroF1());
            values.put(Figure.BALANCED_ACCURACY, counts.balancedAccuracy());
            values.put(Figure.MATTHEWS, counts.matthews());
            values.put(Figure.KAPPA, counts.kappa());
            values.put(Figure.LOG_LOSS, losses / n);
            values.put(Figure.BRIER, distances / n);
            values.put(Figure.ECE, Arrays.stream(surpluses).map(Math::abs).sum() / n);
            return values;
        }
    }
}
