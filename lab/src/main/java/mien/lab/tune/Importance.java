package mien.lab.tune;

import java.util.Arrays;
import java.util.List;
import mien.lab.tune.Parameter.Choice;

/// How much a parameter matters to the rank of trials.
public final class Importance {
    private static final int PARTS = 4;

    private Importance() {}

    /// Those that ended alike share the mean of their ranks.
    private static double[] ranks(List<Trial> bestFirst) {
        var ranks = new double[bestFirst.size()];
        int from = 0;
        for (int i = 1; i <= ranks.length; i++) {
            if (i == ranks.length || !alike(bestFirst.get(i), bestFirst.get(from))) {
                Arrays.fill(ranks, from, i, (from + i - 1) / 2.0);
                from = i;
            }
        }
        return ranks;
    }

    private static boolean alike(Trial a, Trial b) {
        return a.verdict() == b.verdict()
                && Double.compare(a.score(), b.score()) == 0
                && (a.verdict() == Trial.Verdict.FINISHED
                        || a.epochs().size() == b.epochs().size());
    }

    /// The share of the variance of ranks that lies between the choices, or the quarters of a range, and not within
    /// them (omega squared, which does not grow by chance with few trials), in `[0, 1]`; 0 with nothing to compare.
    public static double of(Parameter parameter, List<Trial> trials) {
        var ended = Ranking.bestFirst(trials).stream()
                .filter(t -> t.verdict() != Trial.Verdict.RUNNING)
                .toList();
        int parts = parameter instanceof Choice choice ? choice.values().size() : PARTS;
        var count = new int[parts];
        var sum = new double[parts];
        double mean = (ended.size() - 1) / 2.0;
        double total = 0;
        var ranks = ranks(ended);
        for (int i = 0; i < ended.size(); i++) {
            double rank = ranks[i];
            var value = ended.get(i).values().getOrDefault(parameter.name(), parameter.at(0.5));
            int part = Math.min(parts - 1, (int) (parameter.place(value) * parts));
            count[part]++;
            sum[part] += rank - mean;
            total += (rank - mean) * (rank - mean);
        }
        double between = 0;
        int groups = 0;
        for (int part = 0; part < parts; part++) {
            if (count[part] > 0) {
                between += sum[part] * sum[part] / count[part];
                groups++;
            }
        }
        if (groups < 2 || ended.size() <= groups || total == 0) {
            return 0;
        }
        double within = (total - between) / (ended.size() - groups);
        return Math.clamp((between - (groups - 1) * within) / (total + within), 0, 1);
    }
}
