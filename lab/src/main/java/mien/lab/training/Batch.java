package mien.lab.training;

import java.util.List;

/// One step's worth of examples, ready for the network.
///
/// @param size pictures in the batch, `N`
/// @param images `[N, C, H, W]`, in `[0, 255]`
/// @param targets per head `[N, classes]`: each row a distribution times the example's weight, or zeros
/// @param truths per head `[N]`: class numbers, or -1
/// @param taught per head `[N, classes]`: what teachers say of the same pictures, each row a distribution, or all
///     zeros for a head that none answers; empty without teachers
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record Batch(int size, float[] images, List<float[]> targets, List<int[]> truths, List<float[]> taught) {
    public Batch {
        targets = List.copyOf(targets);
        truths = List.copyOf(truths);
        taught = List.copyOf(taught);
    }

    /// A batch that nobody taught.
    public Batch(int size, float[] images, List<float[]> targets, List<int[]> truths) {
        this(size, images, targets, truths, List.of());
    }
}
