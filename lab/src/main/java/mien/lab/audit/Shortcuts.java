package mien.lab.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import mien.lab.audit.Finding.Shortcut;

/// Finds properties of the files that give a class away: if all happy pictures are PNGs, a network need not
/// look at faces.
///
/// One property alone is asked which pictures are of a class. It learns on one half of the pictures in which of
/// up to 16 ranges of its values the class is more frequent than the rest, and is scored on the other half,
/// both ways: the strength is the share of the class that is recognised less the share of the rest that is
/// taken for it. It counts if it is at least [#LEAST], and five standard deviations above what the same
/// property reaches for the same number of pictures drawn at random.
final class Shortcuts {
    /// The least strength that is told; 0.3 means right in 65 of 100 where 50 is chance.
    static final double LEAST = 0.3;

    private static final int FEWEST = 20; // pictures of a class
    private static final int RANGES = 16;
    private static final int DRAWS = 50;
    private static final double DEVIATIONS = 5;

    private final List<PictureFacts> pictures;
    private final String[] classes;
    private final int[] order; // at random, so that halves are alike

    private Shortcuts(List<PictureFacts> pictures, String[] classes) {
        this.pictures = pictures;
        this.classes = classes;
        this.order = IntStream.range(0, classes.length).toArray();
        shuffle(order, new SplittableRandom(1));
    }

    /// The strongest shortcut of each property.
    static List<Shortcut> of(Audit audit) {
        var named = audit.pictures().stream()
                .filter(p -> Counts.name(audit.labels(), p.sample()).isPresent())
                .toList();
        var classes = named.stream()
                .map(p -> Counts.name(audit.labels(), p.sample()).orElseThrow())
                .toArray(String[]::new);
        return new Shortcuts(named, classes).all();
    }

    private List<Shortcut> all() {
        var found = new ArrayList<Shortcut>();
        strongest(
                        "size",
                        List.of(
                                ranges(p -> (double) p.width() * p.height()),
                                ranges(p -> (double) p.width() / p.height())))
                .ifPresent(found::add);
        strongest("format", List.of(values(p -> p.encoding().format()))).ifPresent(found::add);
        strongest("colour", List.of(values(PictureFacts::colour))).ifPresent(found::add);
        strongest("border", List.of(ranges(p -> p.light().border()))).ifPresent(found::add);
        strongest("compression", List.of(ranges(p -> p.encoding().bytesPerPixel(p.width(), p.height()))))
                .ifPresent(found::add);
        return found;
    }

    /// A number for each picture, equal for equal values.
    private int[] values(Function<PictureFacts, Object> property) {
        var numbers = new TreeMap<String, Integer>();
        return pictures.stream()
                .mapToInt(p -> numbers.computeIfAbsent(String.valueOf(property.apply(p)), _ -> numbers.size()))
                .toArray();
    }

    /// The range of each picture's value; all ranges have about as many pictures, and equal values are in one
    /// range.
    private int[] ranges(ToDoubleFunction<PictureFacts> property) {
        var values = pictures.stream().mapToDouble(property).toArray();
        var sorted = values.clone();
        Arrays.sort(sorted);
        var limits = IntStream.range(1, RANGES)
                .mapToDouble(r -> sorted.length == 0 ? 0 : sorted[r * sorted.length / RANGES])
                .distinct()
                .toArray();
        return Arrays.stream(values)
                .mapToInt(v ->
                        (int) Arrays.stream(limits).filter(limit -> limit <= v).count())
                .toArray();
    }

    private Optional<Shortcut> strongest(String property, List<int[]> features) {
        return Arrays.stream(classes)
                .distinct()
                .sorted()
                .filter(name -> enough(count(name)))
                .flatMap(name -> features.stream().flatMap(feature -> shortcut(property, name, feature).stream()))
                .max(Comparator.comparingDouble(Shortcut::strength));
    }

    private boolean enough(int count) {
        return count >= FEWEST && classes.length - count >= FEWEST;
    }

    private int count(String name) {
        return (int) Arrays.stream(classes).filter(name::equals).count();
    }

    private Optional<Shortcut> shortcut(String property, String name, int[] ranges) {
        var members = new boolean[classes.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = classes[i].equals(name);
        }
        double strength = strength(ranges, members);
        if (strength < LEAST || strength < chance(ranges, members)) {
            return Optional.empty();
        }
        return Optional.of(new Shortcut(
                property,
                strength,
                String.format(
                        Locale.ROOT,
                        "%s alone tells %s from the other classes: right in %.0f of 100 cases, where 50 is chance",
                        property,
                        name,
                        50 + 50 * strength)));
    }

    /// What is seldom reached for a class drawn at random.
    private double chance(int[] ranges, boolean[] members) {
        var random = new SplittableRandom(2);
        var drawn = IntStream.range(0, members.length).toArray();
        var strengths = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            shuffle(drawn, random);
            var others = new boolean[members.length];
            for (int i = 0; i < others.length; i++) {
                others[i] = members[drawn[i]];
            }
            strengths[draw] = strength(ranges, others);
        }
        double mean = Arrays.stream(strengths).average().orElse(0);
        double variance = Arrays.stream(strengths)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElse(0);
        return mean + DEVIATIONS * Math.sqrt(variance);
    }

    private double strength(int[] ranges, boolean[] members) {
        int most = Arrays.stream(ranges).max().orElse(0) + 1;
        var shares = new double[2][2][most]; // by half, by membership
        for (int half = 0; half < 2; half++) {
            var sizes = new int[2];
            for (int k = half; k < order.length; k += 2) {
                int member = members[order[k]] ? 1 : 0;
                shares[half][member][ranges[order[k]]]++;
                sizes[member]++;
            }
            for (int r = 0; r < most; r++) {
                shares[half][0][r] /= Math.max(1, sizes[0]);
                shares[half][1][r] /= Math.max(1, sizes[1]);
            }
        }
        double strength = 0;
        for (int half = 0; half < 2; half++) {
            for (int r = 0; r < most; r++) {
                if (shares[half][1][r] > shares[half][0][r]) {
                    strength += (shares[1 - half][1][r] - shares[1 - half][0][r]) / 2;
                }
            }
        }
        return strength;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[k];
            values[k] = kept;
        }
    }
}
