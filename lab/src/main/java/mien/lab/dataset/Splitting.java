package mien.lab.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A split for every sample of a data set, and how it came about.
///
/// @param splits of the samples, in their order; never [Split#NONE] where one was made
/// @param how in a sentence for people
public record Splitting(List<Split> splits, String how) {
    private static final double SHARE = 0.1;

    public Splitting {
        splits = List.copyOf(splits);
    }

    /// The split of the data if it has training and validation; else what is missing is cut from its training part:
    /// 80 % train, 10 % validation, 10 % test if there is no split at all, 10 % validation if there is a test but
    /// no validation.
    public static Splitting complete(PixelCache pixels, long seed) {
        var given = pixels.samples().stream().map(Sample::split).toList();
        var present = EnumSet.noneOf(Split.class);
        present.addAll(given);
        boolean toCut = present.contains(Split.TRAIN) || present.contains(Split.NONE);
        if (present.contains(Split.VALIDATION) || !toCut) {
            var all = given.stream().map(s -> s == Split.NONE ? Split.TRAIN : s).toList();
            return new Splitting(all, "the split of the data");
        }
        boolean test = present.contains(Split.TEST);
        var cut = new ArrayList<>(given);
        var indices = new ArrayList<Integer>();
        for (int i = 0; i < cut.size(); i++) {
            if (cut.get(i) != Split.TEST) {
                indices.add(i);
            }
        }
        var parts = cut(pixels, indices, SHARE, test ? 0 : SHARE, seed);
        for (int k = 0; k < parts.size(); k++) {
            cut.set(indices.get(k), parts.get(k));
        }
        var how = test
                ? "the test of the data; 10 % of its training part for validation, stratified, seed " + seed
                : "none in the data: 80 % train, 10 % validation, 10 % test, stratified, seed " + seed;
        return new Splitting(cut, how);
    }

    /// What several trainings, each with its own seed, have all left alone.
    ///
    /// @param seeds at least one
    public static Splitting complete(PixelCache pixels, List<Long> seeds) {
        var first = complete(pixels, seeds.getFirst());
        var splits = new ArrayList<>(first.splits());
        for (long seed : seeds) {
            var other = complete(pixels, seed).splits();
            for (int i = 0; i < splits.size(); i++) {
                if (other.get(i) == Split.TRAIN) {
                    splits.set(i, Split.TRAIN);
                }
            }
        }
        return splits.equals(first.splits())
                ? first
                : new Splitting(splits, first.how() + ", and left alone with the seeds " + seeds);
    }

    /// Splits all samples at random, each label in the same proportions and identical pictures always on one side.
    /// The same seed gives the same split.
    ///
    /// @param validationShare of all pictures, in `[0, 1)`
    /// @param testShare of all pictures, in `[0, 1)`; what is left is for training
    public static List<Split> stratified(PixelCache pixels, double validationShare, double testShare, long seed) {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < pixels.samples().size(); i++) {
            all.add(i);
        }
        return cut(pixels, all, validationShare, testShare, seed);
    }

    private static List<Split> cut(
            PixelCache pixels, List<Integer> indices, double validationShare, double testShare, long seed) {
        var labels = indices.stream().map(i -> stratum(pixels.samples().get(i))).toList();
        var hashes = indices.stream().map(pixels::contentHash).toList();
        return stratified(labels, hashes, validationShare, testShare, seed);
    }

    /// The same for any items.
    ///
    /// @param labels of the items
    /// @param hashes of the items; those with equal ones stay together
    static List<Split> stratified(
            List<Integer> labels, List<Long> hashes, double validationShare, double testShare, long seed) {
        if (!(validationShare >= 0 && testShare >= 0 && validationShare + testShare < 1)) {
            throw new IllegalArgumentException("split: shares of " + validationShare + " and " + testShare
                    + " leave nothing to train with; their sum must be below 1");
        }
        var splits = new ArrayList<>(Collections.nCopies(labels.size(), Split.TRAIN));
        var random = new Random(seed);
        for (var groups : groupsByLabel(labels, hashes).values()) {
            Collections.shuffle(groups, random);
            int n = groups.stream().mapToInt(List::size).sum();
            fill(groups, Split.TEST, Math.round(n * testShare), splits);
            fill(groups, Split.VALIDATION, Math.round(n * validationShare), splits);
        }
        return List.copyOf(splits);
    }

    /// Moves groups that are still in training to a split until it is as full as it can be; one group always stays.
    private static void fill(List<List<Integer>> groups, Split split, long room, List<Split> splits) {
        long left = room;
        long inTraining = groups.stream()
                .filter(g -> splits.get(g.getFirst()) == Split.TRAIN)
                .count();
        for (var group : groups) {
            if (splits.get(group.getFirst()) == Split.TRAIN && group.size() <= left && inTraining > 1) {
                group.forEach(i -> splits.set(i, split));
                left -= group.size();
                inTraining--;
            }
        }
    }

    /// Groups of identical pictures, under the label that most of a group have (the lowest of equals).
    private static Map<Integer, List<List<Integer>>> groupsByLabel(List<Integer> labels, List<Long> hashes) {
        var groups = new LinkedHashMap<Long, List<Integer>>();
        for (int i = 0; i < labels.size(); i++) {
            groups.computeIfAbsent(hashes.get(i), _ -> new ArrayList<>(1)).add(i);
        }
        var byLabel = new TreeMap<Integer, List<List<Integer>>>();
        for (var group : groups.values()) {
            byLabel.computeIfAbsent(commonest(group, labels), _ -> new ArrayList<>())
                    .add(group);
        }
        return byLabel;
    }

    private static int commonest(List<Integer> group, List<Integer> labels) {
        var counts = new TreeMap<Integer, Integer>();
        group.forEach(i -> counts.merge(labels.get(i), 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    /// Pictures without a label count by the majority of their votes.
    private static int stratum(Sample sample) {
        return sample.label() >= 0
                ? sample.label()
                : sample.votes().map(votes -> votes.majority().orElse(-1)).orElse(-1);
    }
}
