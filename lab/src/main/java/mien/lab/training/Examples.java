package mien.lab.training;

import java.util.List;
import mien.image.Preprocessing;
import mien.lab.occlusion.Placements;

/// Pictures with what should be said of them.
///
/// @param size shape of each picture
/// @param pixels where the pictures come from
/// @param pictures number of each example's picture there
/// @param targets one per head, in the network's order
/// @param placements where eyes and mouth are in the pictures, for masks
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record Examples(
        Preprocessing size, Pixels pixels, int[] pictures, List<Targets> targets, Placements placements) {


    /// Gives the raw pixels of a picture, `[C, H, W]`, unsigned bytes. Safe for several threads.
    @FunctionalInterface
    public interface Pixels {
        void read(int picture, byte[] into);
    }

    public Examples(Preprocessing size, Pixels pixels, int[] pictures, List<Targets> targets) {
        this(size, pixels, pictures, targets, Placements.USUAL);
    }

    public Examples {
        targets = List.copyOf(targets);
        for (var target : targets) {
            if (target.count() != pictures.length) {
                throw new IllegalArgumentException("examples: " + pictures.length + " pictures, but " + target.count()
                        + " targets for " + target.head());
            }
        }
    }

    public Examples withPlacements(Placements changed) {
        return new Examples(size, pixels, pictures, targets, changed);
    }

    public int count() {
        return pictures.length;
    }
}
