package mien.lab.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.lab.dataset.Sample.Origin;
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

    /// Of pictures that only votes say something of.
    private static final Origin VOTED = new Origin("votes", Map.of());

    /// A picture with the name of its label, or null if only votes can say.
    ///
    /// @param where what gave it the label: the picture itself, or the row of a csv
    /// @param origin shared by all pictures of which it says the same
    record Labelled(
            String file,
            String where,
            Split split,
            @Nullable String label,
            @Nullable Votes votes,
            Origin origin) {
        Labelled withVotes(Split changed, Votes votes) {
            return new Labelled(file, where, changed, label, votes, label == null ? VOTED : origin);
        }

        Labelled withSplit(Split changed) {
            return new Labelled(file, where, changed, label, votes, origin);
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
