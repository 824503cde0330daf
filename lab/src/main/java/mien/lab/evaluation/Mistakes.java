package mien.lab.evaluation;

import java.util.List;

/// The pictures that say most about a model, by number, at most [#MOST] each, the most telling first.
///
/// @param worst wrong, and the true label held for the least likely
/// @param doubtful the two likeliest labels closest together, right or wrong
/// @param confident wrong, and the surest of it: candidates for another label
public record Mistakes(List<Integer> worst, List<Integer> doubtful, List<Integer> confident) {
    public static final int MOST = 60;

    public Mistakes {
        worst = List.copyOf(worst);
        doubtful = List.copyOf(doubtful);
        confident = List.copyOf(confident);
    }
}
