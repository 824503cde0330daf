package mien.lab.tune;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which trials are better.
public final class Ranking {
    private static final Comparator<Trial> BEST_FIRST = Comparator.comparing(Trial::verdict, Ranking::finishedFirst)
            .thenComparingInt(t ->
                    -(t.verdict() == Trial.Verdict.FINISHED ? 0 : t.epochs().size()))
            .thenComparingDouble(t -> Double.isNaN(t.score()) ? Double.POSITIVE_INFINITY : -t.score())
            .thenComparingInt(Trial::number);

    private Ranking() {}

    private static int finishedFirst(Trial.Verdict a, Trial.Verdict b) {
        return Integer.compare(place(a), place(b));
    }

    private static int place(Trial.Verdict verdict) {
        return switch (verdict) {
            case FINISHED -> 0;
            case PRUNED, RUNNING -> 1;
            case FAILED -> 2;
        };
    }

    /// Finished ones by score, then those that were stopped, the later the better, then those that failed.
    public static List<Trial> bestFirst(List<Trial> trials) {
        return trials.stream().sorted(BEST_FIRST).toList();
    }

    /// The best finished trial.
    public static Optional<Trial> best(List<Trial> trials) {
        return bestFirst(trials).stream()
                .filter(t -> t.verdict() == Trial.Verdict.FINISHED && !Double.isNaN(t.score()))
                .findFirst();
    }
}
