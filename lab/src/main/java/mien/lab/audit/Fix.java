package mien.lab.audit;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which kinds of findings [Suggestions] puts right.
public enum Fix {
    /// Of exact copies under one label all but one are dropped.
    EXACT_COPIES,
    /// Of near copies under one label all but the largest are dropped.
    NEAR_COPIES,
    /// Exact copies under different labels are dropped, all of them; where votes decide, one is kept.
    CONFLICTS,
    /// Copies, exact and near, of pictures of the test or validation split are dropped from the other splits.
    LEAKS,
    BLANK,
    UNREADABLE,
    SMALL,
    DARK,
    BRIGHT,
    BLURRED,
    /// Pictures without a face, with several, with a part of one or a tiny one are dropped.
    FACES,
    /// Suspected labels are changed to what they look like.
    SUSPECTS;

    /// What hardly anyone will miss: `exact-copies`, `conflicts`, `leaks`, `blank`, `unreadable`.
    public static final Set<Fix> CAUTIOUS =
            Collections.unmodifiableSet(EnumSet.of(EXACT_COPIES, CONFLICTS, LEAKS, BLANK, UNREADABLE));

    /// `exact-copies`.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Fix> named(String title) {
        return Arrays.stream(values())
                .filter(fix -> fix.title().equalsIgnoreCase(title.strip()))
                .findFirst();
    }
}
