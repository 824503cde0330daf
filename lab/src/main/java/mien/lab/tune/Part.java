package mien.lab.tune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import mien.lab.tune.Parameter.Choice;
import mien.lab.tune.Parameter.Real;
import mien.lab.tune.Parameter.Whole;
import mien.lab.tune.Trial.Verdict;

/// The trials that took one of a parameter's choices, one of its few whole numbers, or a value from a quarter of its
/// range.
///
/// @param name the value, or `smallest to largest` of those that were tried
/// @param trials that ended, best first; at least one
public record Part(String name, List<Ranked> trials) {
    private static final int QUARTERS = 4;

    public Part {
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("part " + name + ": there must be a trial in it");
        }
    }

    /// @param rank among all that ended, 1 is the best; those that ended alike share the mean of theirs
    public record Ranked(Trial trial, double rank) {}

    /// The parts that any trial fell into, in the order of the parameter.
    public static List<Part> of(Parameter parameter, List<Trial> trials) {
        var all = new ArrayList<List<Ranked>>();
        for (int i = 0; i < count(parameter); i++) {
            all.add(new ArrayList<>());
        }
        ranked(trials)
                .forEach(r ->
                        all.get(part(parameter, r.trial().value(parameter))).add(r));
        return all.stream()
                .filter(part -> !part.isEmpty())
                .map(part -> new Part(name(parameter, part), part))
                .toList();
    }

    /// All that ended, best first.
    public static List<Ranked> ranked(List<Trial> trials) {
        var ended = Ranking.bestFirst(trials).stream()
                .filter(t -> t.verdict() != Verdict.RUNNING)
                .toList();
        var ranks = new double[ended.size()];
        int from = 0;
        for (int i = 1; i <= ranks.length; i++) {
            if (i == ranks.length || !alike(ended.get(i), ended.get(from))) {
                Arrays.fill(ranks, from, i, (from + 1 + i) / 2.0);
                from = i;
            }
        }
        var ranked = new ArrayList<Ranked>();
        for (int i = 0; i < ranks.length; i++) {
            ranked.add(new Ranked(ended.get(i), ranks[i]));
        }
        return ranked;
    }

    private static boolean alike(Trial a, Trial b) {
        return a.verdict() == b.verdict()
                && Double.compare(a.score(), b.score()) == 0
                && (a.verdict() == Verdict.FINISHED
                        || a.epochs().size() == b.epochs().size());
    }

    private static int count(Parameter parameter) {
        return switch (parameter) {
            case Choice choice -> choice.values().size();
            case Whole whole -> few(whole) ? whole.to() - whole.from() + 1 : QUARTERS;
            case Real _ -> QUARTERS;
        };
    }

    private static int part(Parameter parameter, String value) {
        return switch (parameter) {
            case Choice choice -> choice.values().indexOf(value);
            case Whole whole when few(whole) -> Integer.parseInt(value) - whole.from();
            case Whole _, Real _ -> Math.min(QUARTERS - 1, (int) (parameter.place(value) * QUARTERS));
        };
    }

    private static boolean few(Whole whole) {
        return (long) whole.to() - whole.from() < QUARTERS;
    }

    private static String name(Parameter parameter, List<Ranked> trials) {
        var values = trials.stream()
                .map(r -> r.trial().value(parameter))
                .sorted(Comparator.comparingDouble(parameter::place))
                .toList();
        var smallest = values.getFirst();
        var largest = values.getLast();
        return smallest.equals(largest) ? smallest : smallest + " to " + largest;
    }

    /// Mean over all.
    public double meanRank() {
        return trials.stream().mapToDouble(Ranked::rank).average().orElseThrow();
    }

    /// How many were trained to their end.
    public long finished() {
        return trials.stream()
                .filter(r -> r.trial().verdict() == Verdict.FINISHED)
                .count();
    }

    /// The best score of those that were trained to their end; NaN if there is none.
    public double bestScore() {
        return Arrays.stream(scores()).max().orElse(Double.NaN);
    }

    /// The mean score of those that were trained to their end; NaN if there is none.
    public double meanScore() {
        return Arrays.stream(scores()).average().orElse(Double.NaN);
    }

    private double[] scores() {
        return trials.stream()
                .map(Ranked::trial)
                .filter(t -> t.verdict() == Verdict.FINISHED && !Double.isNaN(t.score()))
                .mapToDouble(Trial::score)
                .toArray();
    }
}
