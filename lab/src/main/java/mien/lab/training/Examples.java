package mien.lab.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.occlusion.Placements;
import org.jspecify.annotations.Nullable;

/// Pictures with what should be said of them.
///
/// @param size shape of each picture
/// @param pixels where the pictures come from
/// @param pictures number of each example's picture there
/// @param targets one per head, in the network's order
/// @param placements where eyes and mouth are in the pictures, for masks
/// @param teacher who says what the pictures show besides the targets, or null
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record Examples(
        Preprocessing size,
        Pixels pixels,
        int[] pictures,
        List<Targets> targets,
        Placements placements,
        @Nullable Teacher teacher) {

    /// Gives the raw pixels of a picture, `[C, H, W]`, unsigned bytes. Safe for several threads.
    @FunctionalInterface
    public interface Pixels {
        void read(int picture, byte[] into);
    }

    public Examples(Preprocessing size, Pixels pixels, int[] pictures, List<Targets> targets) {
        this(size, pixels, pictures, targets, Placements.USUAL, null);
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

    public Examples taughtBy(Teacher other) {
        return new Examples(size, pixels, pictures, targets, placements, other);
    }

    /// These examples, then others with the same heads and size; masks go to their usual places.
    public Examples and(Examples more) {
        int first = Arrays.stream(pictures).max().orElse(-1) + 1;
        var numbers = IntStream.concat(
                Arrays.stream(pictures), Arrays.stream(more.pictures).map(i -> first + i));
        Pixels both = (picture, into) -> {
            if (picture < first) {
                pixels.read(picture, into);
            } else {
                more.pixels.read(picture - first, into);
            }
        };
        var joined = new ArrayList<Targets>();
        for (int h = 0; h < targets.size(); h++) {
            joined.add(targets.get(h).and(more.targets.get(h)));
        }
        return new Examples(size, both, numbers.toArray(), joined, Placements.USUAL, teacher);
    }

    public Examples withPlacements(Placements changed) {
        return new Examples(size, pixels, pictures, targets, changed, teacher);
    }

    public int count() {
        return pictures.length;
    }
}
