package mien.lab.report.evaluation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import mien.lab.metrics.Curve;
import mien.lab.metrics.Estimate;
import mien.lab.metrics.Figure;
import mien.lab.metrics.Headline;

/// Numbers as data of a page: rounded to what can be seen, null where nothing was measured.
final class Written {
    private static final double FINEST = 1e5;

    private Written() {}

    static void number(ArrayNode list, double value) {
        if (Double.isFinite(value)) {
            list.add(Math.round(FINEST * value) / FINEST);
        } else {
            list.addNull();
        }
    }

    static void number(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, Math.round(FINEST * value) / FINEST);
        } else {
            json.putNull(name);
        }
    }

    static void numbers(ArrayNode list, List<Double> values) {
        values.forEach(value -> number(list, value));
    }

    /// `[value, low, high]`.
    static void estimate(ObjectNode json, String name, Estimate estimate) {
        if (estimate.isDefined()) {
            estimate(json.putArray(name), estimate);
        } else {
            json.putNull(name);
        }
    }

    private static void estimate(ArrayNode list, Estimate estimate) {
        number(list, estimate.value());
        number(list, estimate.low());
        number(list, estimate.high());
    }

    /// By the order of [Figure]: `[value, low, high]` or null.
    static void headline(ArrayNode list, Headline headline) {
        for (var figure : Figure.values()) {
            var estimate = headline.of(figure);
            if (estimate.isDefined()) {
                estimate(list.addArray(), estimate);
            } else {
                list.addNull();
            }
        }
    }

    /// `{area, x: [...], y: [...]}`.
    static void curve(ObjectNode json, Curve curve) {
        number(json, "area", curve.area());
        var xs = json.putArray("x");
        var ys = json.putArray("y");
        curve.points().forEach(point -> {
            xs.add(Math.round(1000 * point.x()) / 1000.0);
            ys.add(Math.round(1000 * point.y()) / 1000.0);
        });
    }
}
