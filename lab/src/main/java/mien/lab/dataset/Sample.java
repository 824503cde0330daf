package mien.lab.dataset;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One labelled picture.
///
/// @param file its name inside the data set, unique there; for a row of a pixel csv `fer2013.csv:17`
/// @param split where the data puts it
/// @param label class number in the data set's labels, or -1 if only votes say what it shows
/// @param voted what the taggers said, or null
/// @param origin who says so, and what else the data says of it
public record Sample(
        String file, Split split, int label, @Nullable Votes voted, Origin origin) {

    /// A sample of which nothing else is known.
    public Sample(String file, Split split, int label, @Nullable Votes voted) {
        this(file, split, label, voted, Origin.UNKNOWN);
    }

    /// Where a label comes from.
    ///
    /// @param source `folder`, `votes`, or the csv that gave the label
    /// @param columns the other columns of the csv's row, by name: `subject`, `age`
    public record Origin(String source, Map<String, String> columns) {
        public static final Origin UNKNOWN = new Origin("", Map.of());

        public Origin {
            columns = Map.copyOf(columns);
        }
    }

    public Optional<Votes> votes() {
        return Optional.ofNullable(voted);
    }
}
