package mien.lab.prepare;

import java.util.Optional;
import mien.face.Alignment;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import org.jspecify.annotations.Nullable;

/// One picture of the prepared data set.
///
/// @param sample of the data as corrected
/// @param index of the sample
/// @param label as the prepared data spells it
/// @param split where it goes
/// @param repeat 0, or the how manieth repetition of an over-sampled picture it is
record Entry(Sample sample, int index, String label, Split split, int repeat, Known known) {

    /// What is kept of a picture besides.
    ///
    /// @param person who is on it; empty if nobody known
    /// @param group its group of copies and people
    /// @param face the square cut out; null for all of it
    record Known(String person, int group, @Nullable Alignment face) {
        Optional<Alignment> alignment() {
            return Optional.ofNullable(face);
        }
    }

    Entry in(Split other) {
        return new Entry(sample, index, label, other, repeat, known);
    }

    Entry repeated(int times) {
        return new Entry(sample, index, label, split, times, known);
    }
}
