package mien.lab.tune;

import java.util.List;
import java.util.Locale;

/// Something that a search may vary. Every value has a place in `[0, 1]`, in which samplers work, and a text, which
/// is what recipes, networks and records show.
public sealed interface Parameter {

    /// Where the value goes: `optimizer.learningRate` in the recipe, `network`, or `network.width` for `${width}`.
    String name();

    /// The value at a place.
    ///
    /// @param place in `[0, 1]`
    String at(double place);

    /// The place of a value, in `[0, 1]`; the middle of its share for whole numbers and choices.
    double place(String value);

    /// A number from a range.
    ///
    /// @param scale whether equal steps add or multiply
    record Real(String name, double from, double to, Scale scale) implements Parameter {
        public Real {
            range(name, from, to, scale);
        }

        /// Four significant digits: more are noise to a reader and to a training.
        @Override
        public String at(double place) {
            double value = scale.between(from, to, place);
            double rounded = Double.parseDouble(String.format(Locale.ROOT, "%.3e", value));
            return Double.toString(Math.clamp(rounded, from, to));
        }

        @Override
        public double place(String value) {
            return Math.clamp(scale.place(from, to, Double.parseDouble(value)), 0, 1);
        }
    }

    /// A whole number from a range, both ends included.
    ///
    /// @param scale whether equal steps add or multiply
    record Whole(String name, int from, int to, Scale scale) implements Parameter {
        public Whole {
            range(name, from, to, scale);
        }

        @Override
        public String at(double place) {
            double value = scale.between(low(), to + 0.5, place);
            return Long.toString(Math.clamp(Math.round(value), from, to));
        }

        @Override
        public double place(String value) {
            return Math.clamp(scale.place(low(), to + 0.5, Double.parseDouble(value)), 0, 1);
        }

        private double low() {
            return from - 0.5;
        }
    }

    /// One of some values without an order.
    record Choice(String name, List<String> values) implements Parameter {
        public Choice {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
                throw new IllegalArgumentException(
                        name + ": choices must be there, and different from each other, got " + values);
            }
        }

        @Override
        public String at(double place) {
            return values.get(Math.min(values.size() - 1, (int) (place * values.size())));
        }

        @Override
        public double place(String value) {
            return (values.indexOf(value) + 0.5) / values.size();
        }
    }

    /// How a range is walked through.
    enum Scale {
        LINEAR,
        LOG;

        double between(double from, double to, double place) {
            return switch (this) {
                case LINEAR -> from + place * (to - from);
                case LOG -> from * Math.pow(to / from, place);
            };
        }

        double place(double from, double to, double value) {
            return switch (this) {
                case LINEAR -> (value - from) / (to - from);
                case LOG -> Math.log(value / from) / Math.log(to / from);
            };
        }
    }

    private static void range(String name, double from, double to, Scale scale) {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw new IllegalArgumentException(
                    name + ": 'from' must be below 'to', both finite, got " + from + " and " + to);
        }
        if (scale == Scale.LOG && !(from > 0)) {
            throw new IllegalArgumentException(name + ": a log scale needs 'from' above 0, got " + from);
        }
    }
}
