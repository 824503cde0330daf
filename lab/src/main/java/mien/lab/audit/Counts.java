package mien.lab.audit;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.model.LabelSet;

/// How many pictures there are of what, unreadable ones included.
///
/// @param classes by name, in the order of the labels; last [#UNLABELLED], if there are any
/// @param splits the same for each split that occurs
/// @param sources number of labels by where they come from, see [Sample.Origin#source]; the largest first
public record Counts(
        SequencedMap<String, Integer> classes,
        Map<Split, SequencedMap<String, Integer>> splits,
        SequencedMap<String, Integer> sources) {
    /// The class of pictures that have votes of which none wins.
    public static final String UNLABELLED = "no majority of votes";

    public Counts {
        classes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(classes));
        var copies = new EnumMap<Split, SequencedMap<String, Integer>>(Split.class);
        splits.forEach((split, counts) ->
                copies.put(split, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts))));
        splits = Collections.unmodifiableMap(copies);
        sources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sources));
    }

    /// Counts samples; pictures that only have votes count as what their majority says.
    public static Counts of(LabelSet labels, List<Sample> samples) {
        var splits = new EnumMap<Split, SequencedMap<String, Integer>>(Split.class);
        var sources = new LinkedHashMap<String, Integer>();
        for (var sample : samples) {
            splits.computeIfAbsent(sample.split(), _ -> new LinkedHashMap<>())
                    .merge(name(labels, sample).orElse(UNLABELLED), 1, Integer::sum);
            sources.merge(sample.origin().source(), 1, Integer::sum);
        }
        sources.remove("");
        var classes = new LinkedHashMap<String, Integer>();
        splits.values().forEach(counts -> counts.forEach((name, count) -> classes.merge(name, count, Integer::sum)));
        splits.replaceAll((_, counts) -> ordered(labels, counts));
        return new Counts(ordered(labels, classes), splits, largestFirst(sources));
    }

    /// The label of a sample by name: the given one, else what most taggers say; nothing if they do not agree.
    public static Optional<String> name(LabelSet labels, Sample sample) {
        if (sample.label() >= 0) {
            return Optional.of(labels.labels().get(sample.label()));
        }
        var majority = sample.votes().map(votes -> votes.majority());
        return majority.isPresent() && majority.get().isPresent()
                ? Optional.of(LabelSet.FERPLUS8.labels().get(majority.get().getAsInt()))
                : Optional.empty();
    }

    private static SequencedMap<String, Integer> ordered(LabelSet labels, Map<String, Integer> counts) {
        var ordered = new LinkedHashMap<String, Integer>();
        for (var label : labels.labels()) {
            if (counts.containsKey(label)) {
                ordered.put(label, counts.get(label));
            }
        }
        counts.forEach((name, count) -> {
            if (!name.equals(UNLABELLED)) {
                ordered.putIfAbsent(name, count);
            }
        });
        counts.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static SequencedMap<String, Integer> largestFirst(Map<String, Integer> counts) {
        var ordered = new LinkedHashMap<String, Integer>();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    public int images() {
        return classes.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// How many pictures the commonest class has for one of the rarest; 1 for equal classes, or fewer than two.
    public double imbalance() {
        var named = classes.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(UNLABELLED))
                .map(Map.Entry::getValue)
                .toList();
        return named.size() < 2 ? 1 : (double) Collections.max(named) / Collections.min(named);
    }
}
