package mien.lab.tune;

import java.util.List;

/// How much a parameter matters to the rank of trials.
public final class Importance {
    private Importance() {}

    /// The share of the variance of ranks that lies between the parts of a parameter, and not within them (omega
    /// squared, which does not grow by chance with few trials), in `[0, 1]`; 0 with nothing to compare.
    public static double of(Parameter parameter, List<Trial> trials) {
        return of(Part.of(parameter, trials));
    }

    /// The same of all parts of a parameter.
    public static double of(List<Part> parts) {
        int trials = parts.stream().mapToInt(part -> part.trials().size()).sum();
        double mean = (trials + 1) / 2.0;
        double total = parts.stream()
                .flatMap(part -> part.trials().stream())
                .mapToDouble(ranked -> square(ranked.rank() - mean))
                .sum();
        if (parts.size() < 2 || trials <= parts.size() || total == 0) {
            return 0;
        }
        double between = parts.stream()
                .mapToDouble(part -> part.trials().size() * square(part.meanRank() - mean))
                .sum();
        double within = (total - between) / (trials - parts.size());
        return Math.clamp((between - (parts.size() - 1) * within) / (total + within), 0, 1);
    }

    private static double square(double x) {
        return x * x;
    }
}
