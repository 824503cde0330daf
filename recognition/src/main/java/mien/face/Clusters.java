package mien.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import mien.image.Box;

/// Groups overlapping windows, with the same result whatever their order.
final class Clusters {
    private static final double SAME = 0.4; // intersection over union

    private Clusters() {}

    static List<List<Box>> of(List<Box> hits) {
        var sorted = new ArrayList<>(hits);
        sorted.sort(Comparator.comparingInt(Box::width).thenComparingInt(Box::x).thenComparingInt(Box::y));
        var parent = new int[sorted.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
            for (int j = 0; j < i; j++) {
                if (sorted.get(i).iou(sorted.get(j)) > SAME) {
                    parent[root(parent, i)] = root(parent, j);
                }
            }
        }
        var groups = new TreeMap<Integer, List<Box>>();
        for (int i = 0; i < parent.length; i++) {
            groups.computeIfAbsent(root(parent, i), _ -> new ArrayList<>()).add(sorted.get(i));
        }
        return List.copyOf(groups.values());
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            at = parent[at];
        }
        return at;
    }
}
