package mien.lab.dataset;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What one reader found in a [FileTree], labels still by name.
///
/// @param form in words
/// @param pictures in a stable order
record Found(String form, List<Labelled> pictures, List<Problem> problems) {
    Found {
        pictures = List.copyOf(pictures);
        problems = List.copyOf(problems);
    }

    /// A picture with the name of its label, or null if only votes can say.
    record Labelled(
            String file,
            Split split,
            @Nullable String label,
            @Nullable Votes votes) {
        Labelled(String file, Split split, @Nullable String label) {
            this(file, split, label, null);
        }

        Optional<String> name() {
            return Optional.ofNullable(label);
        }
    }
}
