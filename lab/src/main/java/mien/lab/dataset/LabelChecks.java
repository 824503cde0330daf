package mien.lab.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import mien.lab.dataset.Found.Labelled;
import mien.lab.dataset.Problem.Kind;
import mien.model.LabelSet;

/// Oddities of the labels as a whole; no picture is left out because of them.
final class LabelChecks {
    /// Of the commonest class.
    private static final double TINY_SHARE = 0.01;

    /// Pictures, if others have ten times as many.
    private static final int TINY = 20;

    private LabelChecks() {}

    /// A spelling of a label: how often, and where first.
    private record Spelt(String name, int count, String where) {
        Spelt again() {
            return new Spelt(name, count + 1, where);
        }

        String times() {
            return String.format(Locale.ROOT, "%s (%,d)", name, count);
        }
    }

    /// Labels that are no emotion among some that are, and labels in several spellings.
    static List<Problem> names(List<Labelled> labelled) {
        var spellings = new LinkedHashMap<String, Map<String, Spelt>>();
        var canonical = new LinkedHashMap<String, String>(); // of the few names that there are
        for (var picture : labelled) {
            picture.name()
                    .ifPresent(name -> spellings
                            .computeIfAbsent(
                                    canonical.computeIfAbsent(name, LabelSet::canonical), _ -> new LinkedHashMap<>())
                            .merge(name, new Spelt(name, 1, picture.where()), (known, _) -> known.again()));
        }
        var problems = new ArrayList<Problem>();
        boolean emotions = spellings.keySet().stream().anyMatch(Names::isEmotion);
        spellings.forEach((label, spelt) -> {
            if (emotions && !Names.isEmotion(label)) {
                var first = spelt.values().iterator().next();
                var what = "'" + first.name() + "' is no known emotion; kept as a label of its own";
                problems.add(new Problem(Kind.UNKNOWN_LABEL, first.where(), what));
            }
        });
        spellings.forEach((label, spelt) -> several(label, spelt).forEach(problems::add));
        return problems;
    }

    private static Stream<Problem> several(String label, Map<String, Spelt> spelt) {
        if (spelt.size() < 2) {
            return Stream.of();
        }
        var byCount = spelt.values().stream()
                .sorted(Comparator.comparingInt(s -> -s.count()))
                .toList();
        var all = String.join(", ", byCount.stream().map(Spelt::times).toList());
        return Stream.of(new Problem(Kind.SPELLING, byCount.get(1).where(), "all of these are " + label + ": " + all));
    }

    /// Classes of which a network learns little: fewer than 1 % of the commonest, or fewer than 20 pictures and
    /// 10 % of it.
    static List<Problem> sizes(LabelSet labels, List<Sample> samples) {
        var counts = new int[labels.size()];
        samples.stream().filter(sample -> sample.label() >= 0).forEach(sample -> counts[sample.label()]++);
        int commonest = 0;
        for (int i = 0; i < counts.length; i++) {
            commonest = counts[i] > counts[commonest] ? i : commonest;
        }
        int most = counts[commonest];
        var problems = new ArrayList<Problem>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0 && (counts[i] < TINY_SHARE * most || (counts[i] < TINY && 10 * counts[i] < most))) {
                var what = String.format(
                        Locale.ROOT,
                        "has %,d %s and %s %,d; a network learns little of so few",
                        counts[i],
                        counts[i] == 1 ? "picture" : "pictures",
                        labels.labels().get(commonest),
                        most);
                problems.add(new Problem(Kind.TINY_CLASS, labels.labels().get(i), what));
            }
        }
        return problems;
    }
}
