package mien.lab.faces;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Aligns pictures to their own running mean, round by round: the mean gets sharper, and with it the alignment.
final class Congealing {
    private static final int COMMON_ROUNDS = 5;
    private static final int OWN_ROUNDS = 4;
    private static final double KEPT_A_ROUND = 0.7; // share of the pictures that make the next mean
    private static final double COARSE = 1.5; // blur of the first rounds, in 48ths of the frame
    private static final double FINE = 0.8;
    private static final double FINEST = 0.5;

    private final Pictures pictures;

    Congealing(Pictures pictures) {
        this.pictures = pictures;
    }

    /// @param map from the frame of the mean to that of the picture
    /// @param correlation with the mean
    record Aligned(int picture, Similarity map, double correlation) {}

    /// The mean of all kinds of faces, upright and in the middle, to start from.
    Plane common(List<Integer> some) {
        var template = mean(
                some.stream().map(i -> new Aligned(i, Similarity.IDENTITY, 0)).toList());
        var maps = new HashMap<Integer, Similarity>();
        for (int round = 0; round < COMMON_ROUNDS; round++) {
            var fits = fit(some, maps, template, round < 2 ? COARSE : FINE);
            var best = nearest(fits, Math.max(1, some.size() / 2));
            var back = average(best).inverse(); // else the mean would shrink and wander
            maps.clear();
            fits.forEach(fit -> maps.put(fit.picture, fit.map.after(back)));
            template = mean(best.stream()
                    .map(fit -> new Aligned(fit.picture, fit.map.after(back), fit.correlation))
                    .toList());
        }
        return template;
    }

    /// The `wanted` pictures that come nearest to their own mean, the nearest first.
    List<Aligned> nearest(List<Integer> candidates, Plane start, int wanted) {
        var template = start;
        var maps = new HashMap<Integer, Similarity>();
        var best = List.<Aligned>of();
        double share = 1;
        for (int round = 0; round < OWN_ROUNDS; round++) {
            var fits = fit(candidates, maps, template, round == 0 ? COARSE : FINE);
            fits.forEach(fit -> maps.put(fit.picture, fit.map));
            share *= KEPT_A_ROUND;
            int kept = round == OWN_ROUNDS - 1 ? wanted : Math.max(wanted, (int) (candidates.size() * share));
            best = nearest(fits, kept);
            template = mean(best);
        }
        return best;
    }

    private static List<Aligned> nearest(List<Aligned> fits, int count) {
        return fits.stream()
                .sorted(Comparator.comparingDouble((Aligned fit) -> -fit.correlation))
                .limit(count)
                .toList();
    }

    private List<Aligned> fit(List<Integer> some, Map<Integer, Similarity> starts, Plane template, double blur) {
        var registration = new Registration(template, pictures.face());
        return some.parallelStream()
                .map(i -> {
                    var start = starts.getOrDefault(i, Similarity.IDENTITY);
                    var fit = registration.fit(pictures.features(i, blur), start);
                    var map = fit.correlation() < 0 ? Similarity.IDENTITY : fit.similarity();
                    return new Aligned(i, map, fit.correlation());
                })
                .toList();
    }

    /// The features of a picture in the frame of the mean.
    Plane features(Aligned aligned) {
        return aligned.map.of(pictures.features(aligned.picture, FINEST));
    }

    /// Left and right are made equal, as if each picture were there mirrored, too.
    private Plane mean(List<Aligned> aligned) {
        var sum = Plane.zero(pictures.side(), pictures.side());
        for (var one : aligned) {
            sum = sum.plus(1.0 / aligned.size(), features(one).standardised(pictures.face()));
        }
        return sum.symmetric();
    }

    private static Similarity average(List<Aligned> aligned) {
        double a = 0;
        double b = 0;
        double dx = 0;
        double dy = 0;
        for (var one : aligned) {
            a += one.map.a() / aligned.size();
            b += one.map.b() / aligned.size();
            dx += one.map.dx() / aligned.size();
            dy += one.map.dy() / aligned.size();
        }
        return new Similarity(a, b, dx, dy);
    }
}
