package mien.lab.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import mien.lab.dataset.Split;

/// Draws from the training part, or repeats it, until each label has its number of pictures.
///
/// @param entries in the order of their samples, repetitions behind their picture
/// @param omitted what was not drawn
record Balancing(List<Entry> entries, List<Omitted> omitted) {

    static Balancing of(List<Entry> entries, Balance balance, long seed) {
        var byLabel = new TreeMap<String, List<Entry>>();
        var kept = new ArrayList<Entry>();
        for (var entry : entries) {
            if (entry.split() == Split.TRAIN || entry.split() == Split.NONE) {
                byLabel.computeIfAbsent(entry.label(), _ -> new ArrayList<>()).add(entry);
            } else {
                kept.add(entry);
            }
        }
        var sizes = byLabel.values().stream().mapToInt(List::size).summaryStatistics();
        var random = new Random(seed);
        var omitted = new ArrayList<Omitted>();
        byLabel.forEach((label, all) -> {
            int wanted = switch (balance) {
                case Balance.None _ -> all.size();
                case Balance.Downsample _ -> sizes.getMin();
                case Balance.Oversample _ -> sizes.getMax();
                case Balance.Each(int pictures) -> pictures;
            };
            draw(all, wanted, random, kept, omitted);
        });
        kept.sort(Comparator.comparingInt(Entry::index).thenComparingInt(Entry::repeat));
        return new Balancing(List.copyOf(kept), List.copyOf(omitted));
    }

    /// Each picture as often as any other, give or take one.
    private static void draw(List<Entry> all, int wanted, Random random, List<Entry> kept, List<Omitted> omitted) {
        var order = new ArrayList<>(all);
        if (wanted != all.size()) {
            Collections.shuffle(order, random);
        }
        for (int k = 0; k < wanted; k++) {
            kept.add(order.get(k % order.size()).repeated(k / order.size()));
        }
        for (int k = wanted; k < order.size(); k++) {
            var entry = order.get(k);
            var detail = "drawn out: " + wanted + " of " + all.size() + " " + entry.label() + " are kept";
            omitted.add(new Omitted(entry.sample().file(), Omitted.Reason.BALANCE, detail));
        }
    }
}
