package mien.lab.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import mien.image.Picture;

/// What the faces of one data set have in common, learned from those that a cascade found in it, against what
/// [Distortions] make of them. No faces from elsewhere are needed, and tight crops are held against tight crops.
/// Safe for many threads; the same pictures give the same result whatever their order.
final class Resemblance {
    private static final int MOST = 4000; // pictures to learn from
    private static final int FEWEST = 40; // with fewer, nothing is learned
    private static final double DEVIATIONS = 4; // below the mean of the faces

    private record Known(int i, long order, Picture thumbnail) {}

    private final PriorityQueue<Known> known =
            new PriorityQueue<>(Comparator.comparingLong(Known::order).reversed());

    /// Remembers a face, or one in so many.
    ///
    /// @param thumbnail grey, [Gradients#SIDE] x [Gradients#SIDE]
    synchronized void learn(int i, Picture thumbnail) {
        known.add(new Known(i, new SplittableRandom(i).nextLong(), thumbnail));
        if (known.size() > MOST) {
            known.remove();
        }
    }

    /// Tells by the gradients of a picture whether it is unlike the faces: 4 standard deviations below their
    /// mean, in which those are taken that nothing was learned from. With fewer than 40 faces, everything is
    /// unlike them.
    Predicate<byte[]> strangers() {
        if (known.size() < FEWEST) {
            return _ -> true;
        }
        var faces = known.stream().sorted(Comparator.comparingInt(Known::i)).toList();
        var random = new SplittableRandom(1);
        var high = new ArrayList<byte[]>();
        var low = new ArrayList<byte[]>();
        var others = new ArrayList<byte[]>();
        for (int k = 0; k < faces.size(); k++) {
            var gradients = Gradients.of(faces.get(k).thumbnail());
            if (k % 2 == 0) {
                high.add(gradients);
                low.add(Gradients.of(Distortions.of(faces.get(k).thumbnail(), random)));
                low.add(Gradients.of(Distortions.of(faces.get(k).thumbnail(), random)));
            } else {
                others.add(gradients);
            }
        }
        var discriminant = Discriminant.between(low, high);
        double least =
                least(others.stream().mapToDouble(discriminant::score).boxed().toList());
        return gradients -> discriminant.score(gradients) < least;
    }

    private static double least(List<Double> scores) {
        double mean = scores.stream().mapToDouble(s -> s).average().orElse(0);
        double variance = scores.stream()
                .mapToDouble(s -> (s - mean) * (s - mean))
                .average()
                .orElse(0);
        return mean - DEVIATIONS * Math.sqrt(variance);
    }
}
