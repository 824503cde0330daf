package mien.lab.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.lab.metrics.Predictions;

/// What a model gains by keeping silent where it is least sure (El-Yaniv and Wiener, "On the Foundations of Noise-
/// free Selective Classification", 2010).
///
/// @param points by falling threshold: fewer answers first
public record RiskCoverage(List<Point> points) {
    public RiskCoverage {
        points = List.copyOf(points);
    }

    /// @param threshold answers at least this sure are given, in `[0, 1]`
    /// @param coverage share of the samples that get an answer, in `(0, 1]`
    /// @param risk share of wrong ones among the answers, in `[0, 1]`
    public record Point(double threshold, double coverage, double risk) {}

    /// One point for each confidence that occurs.
    public static RiskCoverage of(Predictions predictions) {
        int n = predictions.size();
        var confidence = new float[n];
        for (int i = 0; i < n; i++) {
            confidence[i] = predictions.probability(i, predictions.answer(i));
        }
        var order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -confidence[i]))
                .toList();
        var points = new ArrayList<Point>();
        int wrong = 0;
        for (int k = 0; k < n; k++) {
            int i = order.get(k);
            wrong += predictions.answer(i) == predictions.truth()[i] ? 0 : 1;
            if (k == n - 1 || confidence[order.get(k + 1)] < confidence[i]) {
                points.add(new Point(confidence[i], (k + 1.0) / n, wrong / (k + 1.0)));
            }
        }
        return new RiskCoverage(points);
    }

    /// The most answers that are wrong at most this often; empty if even the surest are wrong more often.
    ///
    /// @param risk in `[0, 1]`
    public Optional<Point> atRisk(double risk) {
        return points.stream().filter(point -> point.risk() <= risk).max(Comparator.comparingDouble(Point::coverage));
    }

    /// What answering at least this share costs, in the fewest answers that do.
    ///
    /// @param coverage in `[0, 1]`
    public Point atCoverage(double coverage) {
        return points.stream()
                .filter(point -> point.coverage() >= coverage)
                .findFirst()
                .orElse(points.getLast());
    }

    /// What a threshold does; empty if no answer is that sure.
    public Optional<Point> at(double threshold) {
        return points.stream()
                .filter(point -> point.threshold() >= threshold)
                .max(Comparator.comparingDouble(Point::coverage));
    }
}
