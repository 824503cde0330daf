package mien.lab.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import mien.lab.dataset.Corrections.Action;

/// What is to become of a picture.
public enum Verdict {
    /// Nothing: it is right as it is.
    KEEP,
    /// It gets another label.
    RELABEL,
    /// It is left out.
    DROP,
    /// Nobody has decided, or a decision was taken back.
    OPEN;

    /// `keep`.
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Verdict> named(String title) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.title().equals(title))
                .findFirst();
    }

    static Verdict of(Action action) {
        return switch (action) {
            case KEEP -> KEEP;
            case RELABEL -> RELABEL;
            case DROP -> DROP;
        };
    }

    /// What a file of corrections says for it; nothing is said of what is open.
    Optional<Action> action() {
        return switch (this) {
            case KEEP -> Optional.of(Action.KEEP);
            case RELABEL -> Optional.of(Action.RELABEL);
            case DROP -> Optional.of(Action.DROP);
            case OPEN -> Optional.empty();
        };
    }
}
