package mien.lab.audit;

import java.util.Optional;
import mien.lab.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/// A data set in numbers.
///
/// @param voted what its taggers confuse, or null if it has no votes
public record Overview(Counts counts, Forms forms, @Nullable TaggerConfusion voted) {

    /// @param audit of `data`
    public static Overview of(Dataset data, Audit audit) {
        return new Overview(
                Counts.of(data.labels(), data.samples()),
                Forms.of(audit.pictures()),
                TaggerConfusion.of(data.samples()).orElse(null));
    }

    public Optional<TaggerConfusion> taggers() {
        return Optional.ofNullable(voted);
    }
}
