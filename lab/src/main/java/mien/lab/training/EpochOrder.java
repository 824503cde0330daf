package mien.lab.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/// In which order an epoch shows the examples.
final class EpochOrder {
    private EpochOrder() {}

    /// A shuffled list of example numbers that depends on seed and epoch alone. With [Balance#DOWNSAMPLE] and
    /// [Balance#OVERSAMPLE] every class that occurs fills the same number of places; examples without a truth are
    /// not shown then.
    static int[] of(Targets targets, Balance balance, long seed, int epoch) {
        var random = new SplittableRandom(Augmenter.mix(seed, -1 - epoch));
        return switch (balance) {
            case NONE, WEIGHTS -> shuffled(all(targets.count()), random);
            case DOWNSAMPLE -> balanced(targets, random, smallest(targets.support()));
            case OVERSAMPLE ->
                balanced(targets, random, Arrays.stream(targets.support()).max().orElse(0));
        };
    }

    /// How many examples every epoch shows: the length of each order.
    static int length(Targets targets, Balance balance) {
        var support = targets.support();
        int classes = (int) Arrays.stream(support).filter(n -> n > 0).count();
        return switch (balance) {
            case NONE, WEIGHTS -> targets.count();
            case DOWNSAMPLE -> classes * smallest(support);
            case OVERSAMPLE -> classes * Arrays.stream(support).max().orElse(0);
        };
    }

    private static int smallest(int[] support) {
        return Arrays.stream(support).filter(n -> n > 0).min().orElse(0);
    }

    private static int[] balanced(Targets targets, SplittableRandom random, int perClass) {
        var order = new int[targets.labels().size() * perClass];
        int filled = 0;
        for (int c = 0; c < targets.labels().size(); c++) {
            int label = c;
            var members = Arrays.stream(all(targets.count()))
                    .filter(i -> targets.truths()[i] == label)
                    .toArray();
            for (int taken = 0; taken < perClass && members.length > 0; taken++) {
                if (taken % members.length == 0) {
                    members = shuffled(members, random);
                }
                order[filled++] = members[taken % members.length];
            }
        }
        return shuffled(Arrays.copyOf(order, filled), random);
    }

    private static int[] all(int count) {
        var numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }

    private static int[] shuffled(int[] numbers, SplittableRandom random) {
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swap;
        }
        return numbers;
    }
}
