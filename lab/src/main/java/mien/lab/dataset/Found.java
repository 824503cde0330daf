package mien.lab.dataset;

import java.util.ArrayList;
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
    ///
    /// @param where what gave it the label: the picture itself, or the row of a csv
    record Labelled(
            String file,
            String where,
            Split split,
            @Nullable String label,
            @Nullable Votes votes) {
        Labelled(String file, Split split, @Nullable String label) {
            this(file, file, split, label, null);
        }

        Optional<String> name() {
            return Optional.ofNullable(label);
        }
    }

    Found with(List<Problem> more) {
        var all = new ArrayList<>(problems);
        all.addAll(more);
        return new Found(form, pictures, all);
    }
}
