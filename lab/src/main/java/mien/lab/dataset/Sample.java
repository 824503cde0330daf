package mien.lab.dataset;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One labelled picture.
///
/// @param file its name inside the data set, unique there; for a row of a pixel csv `fer2013.csv:17`
/// @param split where the data puts it
/// @param label class number in the data set's labels, or -1 if only votes say what it shows
/// @param voted what the taggers said, or null
public record Sample(
        String file, Split split, int label, @Nullable Votes voted) {
    public Optional<Votes> votes() {
        return Optional.ofNullable(voted);
    }
}
