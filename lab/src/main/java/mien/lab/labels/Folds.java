package mien.lab.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/// Parts of a data set that take turns at being held out: each with the same proportions of labels, and all
/// copies of a picture in one part, so that no network knows a picture by its copy.
///
/// @param of the part of each sample, in `[0, count)`, or -1 for a sample that is left out
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
record Folds(int count, int[] of) {

    /// Deals the pictures out; the same seed deals the same way.
    ///
    /// @param given class of each sample, or -1 to leave it out
    /// @param units samples that show the same, as [#units] makes them
    static Folds deal(int[] given, Collection<List<Integer>> units, int wanted, long seed) {
        var byLabel = new TreeMap<Integer, List<List<Integer>>>();
        for (var unit : units) {
            var labelled = unit.stream().filter(i -> given[i] >= 0).toList();
            if (!labelled.isEmpty()) {
                byLabel.computeIfAbsent(commonest(labelled, given), _ -> new ArrayList<>())
                        .add(labelled);
            }
        }
        int count =
                Math.min(wanted, byLabel.values().stream().mapToInt(List::size).sum());
        var of = new int[given.length];
        Arrays.fill(of, -1);
        var sizes = new int[count];
        var random = new Random(seed);
        for (var sameLabel : byLabel.values()) {
            Collections.shuffle(sameLabel, random);
            sameLabel.sort(Comparator.comparingInt(unit -> -unit.size())); // large ones first: they fill up more evenly
            var sizesOfLabel = new int[count];
            for (var unit : sameLabel) {
                int fold = emptiest(sizesOfLabel, sizes);
                unit.forEach(i -> of[i] = fold);
                sizesOfLabel[fold] += unit.size();
                sizes[fold] += unit.size();
            }
        }
        return new Folds(count, of);
    }

    /// By the first sizes, of equals by the second.
    private static int emptiest(int[] sizes, int[] next) {
        return IntStream.range(0, sizes.length)
                .boxed()
                .min(Comparator.<Integer>comparingInt(f -> sizes[f]).thenComparingInt(f -> next[f]))
                .orElse(0);
    }

    private static int commonest(List<Integer> samples, int[] given) {
        var counts = new TreeMap<Integer, Integer>();
        samples.forEach(i -> counts.merge(given[i], 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    /// Every sample once, together with those that show the same: members of one group, directly or through a
    /// chain of groups.
    ///
    /// @param count of samples
    /// @param groups of copies, by number
    static Collection<List<Integer>> units(int count, Collection<List<Integer>> groups) {
        var parent = IntStream.range(0, count).toArray();
        for (var group : groups) {
            for (int member : group) {
                parent[root(parent, member)] = root(parent, group.getFirst());
            }
        }
        var units = new LinkedHashMap<Integer, List<Integer>>();
        for (int i = 0; i < count; i++) {
            units.computeIfAbsent(root(parent, i), _ -> new ArrayList<>(1)).add(i);
        }
        return units.values();
    }

    private static int root(int[] parent, int i) {
        int root = i;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /// The numbers of equal keys, for groups of exact copies by hash.
    static Collection<List<Integer>> groups(int count, IntToLongFunction key) {
        var groups = new HashMap<Long, List<Integer>>();
        for (int i = 0; i < count; i++) {
            groups.computeIfAbsent(key.applyAsLong(i), _ -> new ArrayList<>(1)).add(i);
        }
        return groups.values();
    }

    int[] heldOut(int fold) {
        return IntStream.range(0, of.length).filter(i -> of[i] == fold).toArray();
    }

    int[] learnedFrom(int fold) {
        return IntStream.range(0, of.length)
                .filter(i -> of[i] >= 0 && of[i] != fold)
                .toArray();
    }
}
