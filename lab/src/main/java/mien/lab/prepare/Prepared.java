package mien.lab.prepare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mien.lab.dataset.Split;
import mien.lab.prepare.Omitted.Reason;

/// What a prepared data set holds.
///
/// @param pictures of each label in each split, repetitions counted
/// @param repeats how many of all pictures are repetitions
/// @param omitted how many pictures of the source are missing, by reason
/// @param crops how many squares were placed by `eyes`, by `box`, or are the `whole` picture
/// @param split how it came about, in words
/// @param torn groups of copies and people that lie in more than one split
public record Prepared(
        Map<Split, Map<String, Integer>> pictures,
        int repeats,
        Map<Reason, Integer> omitted,
        Map<String, Integer> crops,
        String split,
        int torn) {

    static Prepared of(Plan plan) {
        var pictures = new EnumMap<Split, Map<String, Integer>>(Split.class);
        var crops = new TreeMap<String, Integer>();
        for (var entry : plan.entries()) {
            pictures.computeIfAbsent(entry.split(), _ -> new LinkedHashMap<>()).merge(entry.label(), 1, Integer::sum);
            crops.merge(entry.known().alignment().map(Tables::how).orElse("whole"), 1, Integer::sum);
        }
        var spelling = plan.naming().spelling();
        pictures.replaceAll((_, counts) -> {
            var sorted = new LinkedHashMap<String, Integer>();
            spelling.stream().filter(counts::containsKey).forEach(label -> sorted.put(label, counts.get(label)));
            return Collections.unmodifiableMap(sorted);
        });
        var omitted = new EnumMap<Reason, Integer>(Reason.class);
        plan.omitted().forEach(one -> omitted.merge(one.reason(), 1, Integer::sum));
        int repeats = (int)
                plan.entries().stream().filter(entry -> entry.repeat() > 0).count();
        return new Prepared(
                Collections.unmodifiableMap(pictures),
                repeats,
                Collections.unmodifiableMap(omitted),
                Collections.unmodifiableMap(crops),
                plan.how(),
                plan.torn());
    }

    /// All pictures, repetitions counted.
    public int total() {
        return pictures.values().stream()
                .flatMap(counts -> counts.values().stream())
                .mapToInt(n -> n)
                .sum();
    }

    /// The same in lines for people.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(number(total())
                + (total() == 1 ? " picture" : " pictures")
                + (repeats > 0 ? ", " + number(repeats) + " of them repeated" : ""));
        pictures.forEach((split, counts) -> {
            int sum = counts.values().stream().mapToInt(n -> n).sum();
            var name = split == Split.NONE ? "no split" : split.title();
            lines.add("  " + name + " " + number(sum) + ": " + parts(counts));
        });
        if (!crops.keySet().equals(Set.of("whole"))) {
            lines.add("  cut out by " + parts(crops));
        }
        if (!omitted.isEmpty()) {
            var named = new LinkedHashMap<String, Integer>();
            omitted.forEach((reason, n) -> named.put(reason.title(), n));
            int sum = omitted.values().stream().mapToInt(n -> n).sum();
            lines.add("  left out " + number(sum) + " (" + Tables.LEFT_OUT + "): " + parts(named));
        }
        lines.add("  split: " + split);
        if (torn > 0) {
            lines.add("  warning: " + number(torn) + " groups of copies or of one person's pictures lie in more than"
                    + " one split; --split 80,10,10 cuts anew and keeps them together");
        }
        return lines;
    }

    private static String parts(Map<String, Integer> counts) {
        var parts = new ArrayList<String>();
        counts.forEach((name, n) -> parts.add(name + " " + number(n)));
        return String.join(", ", parts);
    }

    private static String number(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
