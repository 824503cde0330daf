package mien.lab.metrics;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;

/// Which part of a data set is scored.
public enum Part {
    /// The test split if there is one, else the validation split, else everything.
    HELD_OUT,
    TRAIN,
    VALIDATION,
    TEST,
    ALL;

    /// The part that people mean by a name: `test`, `PublicTest`, `val`, `all`.
    ///
    /// @throws EvaluationException if the name says nothing
    public static Part named(String name) {
        if (name.strip().equalsIgnoreCase("all")) {
            return ALL;
        }
        var split = Split.named(name)
                .orElseThrow(() -> new EvaluationException("split '" + name
                        + "': no such split; name one of train, validation (public_test), test (private_test), all"));
        return switch (split) {
            case TRAIN -> TRAIN;
            case VALIDATION -> VALIDATION;
            case TEST -> TEST;
            case NONE -> ALL;
        };
    }

    /// This part as these samples have it; never [#HELD_OUT].
    ///
    /// @param data what an error message calls the samples
    /// @throws EvaluationException if they have no such part
    Part in(String data, List<Sample> samples) {
        var present = EnumSet.noneOf(Split.class);
        samples.forEach(sample -> present.add(sample.split()));
        return switch (this) {
            case ALL -> ALL;
            case HELD_OUT ->
                present.contains(Split.TEST) ? TEST : present.contains(Split.VALIDATION) ? VALIDATION : ALL;
            case TRAIN -> required(data, Split.TRAIN, present);
            case VALIDATION -> required(data, Split.VALIDATION, present);
            case TEST -> required(data, Split.TEST, present);
        };
    }

    boolean holds(Sample sample) {
        return switch (this) {
            case ALL, HELD_OUT -> true;
            case TRAIN -> sample.split() == Split.TRAIN;
            case VALIDATION -> sample.split() == Split.VALIDATION;
            case TEST -> sample.split() == Split.TEST;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Part required(String data, Split split, Set<Split> present) {
        if (!present.contains(split)) {
            var there = present.stream()
                    .filter(s -> s != Split.NONE)
                    .map(s -> s.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            throw new EvaluationException(data + ": it has no " + this + " split; "
                    + (there.isEmpty() ? "it has no splits at all, choose all" : "choose one of " + there + ", all"));
        }
        return this;
    }
}
