package mien.lab.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import mien.lab.dataset.Split;
import mien.lab.prepare.Division.Shares;

/// Cuts a data set anew so that no group is torn apart and each split has its share of each label.
///
/// The groups go one by one, the largest first, to where the squared distance from the wanted numbers, over these
/// numbers, grows least: a group that is too large for a small split stays in training. Groups can hold several
/// labels, as those of people do, which [mien.lab.dataset.Splitting] does not expect.
final class GroupedSplit {
    private static final List<Split> SPLITS = List.of(Split.TRAIN, Split.TEST, Split.VALIDATION);

    private final double[][] wanted; // [split, label]
    private final int[][] counts;

    private GroupedSplit(List<Integer> labels, Shares shares) {
        int classes = labels.stream().mapToInt(label -> label).max().orElse(0) + 1;
        wanted = new double[SPLITS.size()][classes];
        counts = new int[SPLITS.size()][classes];
        var share = List.of(shares.train(), shares.test(), shares.validation());
        for (int s = 0; s < SPLITS.size(); s++) {
            for (int label : labels) {
                wanted[s][label] += share.get(s) / 100;
            }
        }
    }

    /// The split of each item.
    ///
    /// @param labels of the items, from 0
    /// @param groups all items, each in one group
    static List<Split> cut(List<Integer> labels, List<List<Integer>> groups, Shares shares, long seed) {
        var grouped = new GroupedSplit(labels, shares);
        var order = new ArrayList<>(groups);
        Collections.shuffle(order, new Random(seed));
        order.sort(Comparator.comparingInt((List<Integer> group) -> -group.size()));
        var splits = new ArrayList<>(Collections.nCopies(labels.size(), Split.TRAIN));
        for (var group : order) {
            var split = grouped.place(group, labels);
            group.forEach(i -> splits.set(i, split));
        }
        return List.copyOf(splits);
    }

    private Split place(List<Integer> group, List<Integer> labels) {
        var members = new TreeMap<Integer, Integer>();
        group.forEach(i -> members.merge(labels.get(i), 1, Integer::sum));
        int best = 0;
        for (int s = 1; s < SPLITS.size(); s++) {
            best = cost(s, members) < cost(best, members) ? s : best;
        }
        int chosen = best;
        members.forEach((label, n) -> counts[chosen][label] += n);
        return SPLITS.get(chosen);
    }

    /// By how much the distance from the wanted numbers grows if these come to split `s`.
    private double cost(int s, Map<Integer, Integer> members) {
        double cost = 0;
        for (var member : members.entrySet()) {
            double target = wanted[s][member.getKey()];
            if (target <= 0) {
                return Double.POSITIVE_INFINITY;
            }
            double n = member.getValue();
            cost += n * (2 * (counts[s][member.getKey()] - target) + n) / target;
        }
        return cost;
    }
}
