package mien.lab.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/// A data set in words: what it is, how much there is of what, and what is wrong with it.
public final class Summary {
    /// Problems of one kind that are told in full; of the others, the number.
    private static final int TOLD = 3;

    private Summary() {}

    /// Lines of text about the index, before any picture is decoded.
    public static List<String> of(Dataset dataset) {
        return lines(dataset, dataset.samples(), dataset.problems());
    }

    /// Lines of text with the unreadable pictures taken into account.
    public static List<String> of(Dataset dataset, PixelCache pixels) {
        var problems = new ArrayList<>(dataset.problems());
        problems.addAll(pixels.problems());
        return lines(dataset, pixels.samples(), problems);
    }

    private static List<String> lines(Dataset dataset, List<Sample> samples, List<Problem> problems) {
        var lines = new ArrayList<String>();
        lines.add(dataset.name() + ": " + dataset.form());
        lines.addAll(counts(dataset, samples));
        lines.addAll(problems(problems));
        return lines;
    }

    /// Problems by kind: the first few of each, and how many more.
    public static List<String> problems(List<Problem> problems) {
        var byKind = new EnumMap<Problem.Kind, List<Problem>>(Problem.Kind.class);
        for (var problem : problems) {
            byKind.computeIfAbsent(problem.kind(), _ -> new ArrayList<>()).add(problem);
        }
        var lines = new ArrayList<String>();
        byKind.forEach((kind, all) -> {
            lines.add(kind.heading() + ": " + number(all.size()));
            all.stream().limit(TOLD).forEach(problem -> lines.add("  " + problem));
            if (all.size() > TOLD) {
                lines.add("  and " + number(all.size() - TOLD) + " more");
            }
        });
        return lines;
    }

    private static List<String> counts(Dataset dataset, List<Sample> samples) {
        var lines = new ArrayList<String>();
        for (var split : Split.values()) {
            var counts = new int[dataset.labels().size() + 1];
            samples.stream()
                    .filter(sample -> sample.split() == split)
                    .forEach(sample -> counts[sample.label() < 0 ? counts.length - 1 : sample.label()]++);
            int total = Arrays.stream(counts).sum();
            if (total > 0) {
                lines.add("  " + name(split) + " " + number(total) + ": " + parts(dataset, counts));
            }
        }
        return lines;
    }

    private static String parts(Dataset dataset, int[] counts) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                var label =
                        i < dataset.labels().size() ? dataset.labels().labels().get(i) : "by votes only";
                parts.add(label + " " + number(counts[i]));
            }
        }
        return String.join(", ", parts);
    }

    private static String name(Split split) {
        return switch (split) {
            case TRAIN -> "train";
            case VALIDATION -> "validation";
            case TEST -> "test";
            case NONE -> "pictures";
        };
    }

    private static String number(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
