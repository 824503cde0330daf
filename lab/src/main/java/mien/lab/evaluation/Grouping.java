package mien.lab.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mien.lab.dataset.Sample;
import mien.lab.evaluation.Circumstances.Gap;
import mien.lab.evaluation.Circumstances.Group;
import mien.lab.evaluation.Circumstances.Groups;
import mien.lab.metrics.EvaluationException;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Predictions;
import mien.lab.metrics.Resampling;
import org.jspecify.annotations.Nullable;

/// Pictures divided by a column of the data's table.
///
/// @param members picture numbers by value, the largest group first
record Grouping(String column, List<Members> members) {
    private static final String NONE = "(none)";
    private static final String OTHERS = "(others)";
    private static final int MOST = 20;

    record Members(String value, BitSet pictures) {
        int size() {
            return pictures.cardinality();
        }
    }

    /// @throws EvaluationException if no picture has such a column
    static Grouping of(String data, List<Sample> samples, String wanted) {
        var known = new TreeSet<String>();
        samples.forEach(sample -> known.addAll(sample.origin().columns().keySet()));
        var column = known.stream()
                .filter(name -> name.equalsIgnoreCase(wanted.strip()))
                .findFirst()
                .orElseThrow(() -> new EvaluationException(data + ": its pictures have no column '" + wanted + "'; "
                        + (known.isEmpty()
                                ? "only a csv that lists the pictures gives them columns"
                                : "choose one of " + String.join(", ", known))));
        var byValue = new HashMap<String, BitSet>();
        for (int i = 0; i < samples.size(); i++) {
            var value = samples.get(i).origin().columns().getOrDefault(column, NONE);
            byValue.computeIfAbsent(value, _ -> new BitSet()).set(i);
        }
        return new Grouping(column, largest(byValue));
    }

    private static List<Members> largest(Map<String, BitSet> byValue) {
        var sorted = byValue.entrySet().stream()
                .map(entry -> new Members(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Members::size).reversed().thenComparing(Members::value))
                .toList();
        if (sorted.size() <= MOST + 1) {
            return sorted;
        }
        var others = new BitSet();
        sorted.subList(MOST, sorted.size()).forEach(group -> others.or(group.pictures()));
        var kept = new ArrayList<>(sorted.subList(0, MOST));
        kept.add(new Members(OTHERS, others));
        return kept;
    }

    Groups score(Predictions predictions, long seed) {
        var groups = new ArrayList<Group>();
        var resamplings = new ArrayList<Resampling>();
        for (int i = 0; i < members.size(); i++) {
            var resampling = Resampling.of(predictions.only(members.get(i).pictures()), true, seed + i + 1);
            var headline = resampling.headline();
            resamplings.add(resampling);
            groups.add(new Group(
                    members.get(i).value(), headline.n(), headline.of(Figure.ACCURACY), headline.of(Figure.MACRO_F1)));
        }
        return new Groups(column, groups, gap(groups, resamplings));
    }

    private static @Nullable Gap gap(List<Group> groups, List<Resampling> resamplings) {
        var large = new ArrayList<Integer>();
        for (int i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            if (group.n() >= Groups.FEWEST && !group.value().equals(OTHERS)) {
                large.add(i);
            }
        }
        if (large.size() < 2) {
            return null;
        }
        Comparator<Integer> byAccuracy =
                Comparator.comparingDouble(i -> groups.get(i).accuracy().value());
        int best = large.stream().max(byAccuracy).orElseThrow();
        int worst = large.stream().filter(i -> i != best).min(byAccuracy).orElseThrow();
        return new Gap(
                groups.get(best).value(),
                groups.get(worst).value(),
                resamplings.get(best).less(resamplings.get(worst), Figure.ACCURACY));
    }
}
