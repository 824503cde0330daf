package mien.lab.metrics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How far chance could have moved the figures of a model: they are computed again on pictures drawn with replacement
/// (Efron, "Bootstrap Methods", 1979).
///
/// With the same seed, the same pictures are drawn for every model, so that differences between models are those on
/// the same pictures.
public final class Resampling {
    /// How often pictures are drawn.
    public static final int DRAWS = 2000;

    private static final double TAIL = 0.025;

    private final Predictions predictions;
    private final boolean probabilities;
    private final long seed;
    private final Set<Figure> defined;
    private final Map<Figure, Double> values;
    private final List<Map<Figure, Double>> drawn;

    private Resampling(Predictions predictions, boolean probabilities, long seed, int draws) {
        if (predictions.size() == 0) {
            throw new EvaluationException("evaluation: there are no samples to score; give at least one");
        }
        this.predictions = predictions;
        this.probabilities = probabilities;
        this.seed = seed;
        defined = defined(predictions, probabilities);
        var scores = new PictureScores(predictions);
        values = scores.all();
        drawn = drawn(scores, seed, draws);
    }

    /// @param predictions of at least one picture
    /// @param probabilities whether they hold probabilities, not bare labels
    public static Resampling of(Predictions predictions, boolean probabilities, long seed) {
        return of(predictions, probabilities, seed, DRAWS);
    }

    static Resampling of(Predictions predictions, boolean probabilities, long seed, int draws) {
        return new Resampling(predictions, probabilities, seed, draws);
    }

    /// The same for some of the pictures.
    public Resampling only(BitSet pictures) {
        return of(predictions.only(pictures), probabilities, seed, drawn.size());
    }

    private static List<Map<Figure, Double>> drawn(PictureScores scores, long seed, int draws) {
        var random = new SplittableRandom(seed);
        var randoms = Stream.generate(random::split).limit(draws).toList();
        return randoms.parallelStream()
                .map(one -> {
                    var chosen = new int[scores.size()];
                    for (int i = 0; i < chosen.length; i++) {
                        chosen[i] = one.nextInt(chosen.length);
                    }
                    return scores.new Sums().of(chosen);
                })
                .toList();
    }

    private static Set<Figure> defined(Predictions predictions, boolean probabilities) {
        boolean one = Arrays.stream(predictions.truth()).distinct().count() < 2;
        return Arrays.stream(Figure.values())
                .filter(figure -> probabilities || !figure.needsProbabilities())
                .filter(figure -> !one || !figure.needsTwoLabels())
                .filter(figure -> figure != Figure.TOP3 || predictions.labels().size() > 3)
                .collect(Collectors.toSet());
    }

    /// All figures with their intervals.
    public Headline headline() {
        var figures = new EnumMap<Figure, Estimate>(Figure.class);
        defined.forEach(figure -> figures.put(figure, estimate(figure)));
        return new Headline(predictions.size(), figures);
    }

    private Estimate estimate(Figure figure) {
        double value = values.getOrDefault(figure, Double.NaN);
        boolean share = figure == Figure.ACCURACY || figure == Figure.TOP3;
        if (share && (value == 0 || value == 1)) { // all draws are alike and say nothing
            return Estimate.share(value == 0 ? 0 : predictions.size(), predictions.size());
        }
        var sorted = sorted(draw -> value(draw, figure));
        double low = quantile(sorted, TAIL);
        double high = quantile(sorted, 1 - TAIL);
        if (figure == Figure.ECE) { // draws exaggerate it as much as it exaggerates itself: mirror them
            return new Estimate(value, Math.clamp(2 * value - high, 0, value), Math.max(value, 2 * value - low));
        }
        return new Estimate(value, Math.min(low, value), Math.max(high, value));
    }

    /// This model's figures less those of another on the same pictures, where both are defined.
    ///
    /// @param first drawn with the same seed
    public Map<Figure, Estimate> lessThoseOf(Resampling first) {
        if (first.predictions.size() != predictions.size() || first.drawn.size() != drawn.size()) {
            throw new IllegalArgumentException("resampling: models are compared on the same pictures, got "
                    + first.predictions.size() + " and " + predictions.size());
        }
        var differences = new EnumMap<Figure, Estimate>(Figure.class);
        for (var figure : Figure.values()) {
            if (defined.contains(figure) && first.defined.contains(figure)) {
                var sorted = sorted(draw -> value(draw, figure) - first.value(draw, figure));
                differences.put(
                        figure,
                        new Estimate(
                                values.getOrDefault(figure, Double.NaN) - first.values.getOrDefault(figure, Double.NaN),
                                quantile(sorted, TAIL),
                                quantile(sorted, 1 - TAIL)));
            }
        }
        return differences;
    }

    /// The difference of a figure between two sets of pictures.
    ///
    /// @param other on other pictures; drawn with another seed
    public Estimate less(Resampling other, Figure figure) {
        var sorted = sorted(draw -> value(draw, figure) - other.value(draw, figure));
        return new Estimate(
                values.getOrDefault(figure, Double.NaN) - other.values.getOrDefault(figure, Double.NaN),
                quantile(sorted, TAIL),
                quantile(sorted, 1 - TAIL));
    }

    private double value(int draw, Figure figure) {
        return drawn.get(draw).getOrDefault(figure, Double.NaN);
    }

    private double[] sorted(IntToDoubleFunction value) {
        return IntStream.range(0, drawn.size())
                .mapToDouble(value)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
    }

    /// Between the two values next to it, in proportion.
    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
