package mien.lab.tune;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import mien.lab.tune.Parameter.Choice;

/// How dense trials lie along one parameter, on `[0, 1]`.
sealed interface Density {

    double at(double place);

    double draw(RandomGenerator random);

    static Density of(Parameter parameter, List<Trial> trials) {
        var places = trials.stream()
                .mapToDouble(t -> parameter.place(t.value(parameter)))
                .sorted()
                .toArray();
        return parameter instanceof Choice choice
                ? Steps.of(choice.values().size(), places)
                : new Kernels(places, Kernels.widths(places));
    }

    /// A constant for each of equal parts of `[0, 1]`: how often each choice was taken, and once more.
    ///
    /// @param shares of the parts, of sum 1
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Steps(double[] shares) implements Density {
        static Steps of(int parts, double[] places) {
            var shares = new double[parts];
            Arrays.fill(shares, 1.0 / (parts + places.length));
            for (double place : places) {
                shares[part(place, parts)] += 1.0 / (parts + places.length);
            }
            return new Steps(shares);
        }

        private static int part(double place, int parts) {
            return Math.min(parts - 1, (int) (place * parts));
        }

        @Override
        public double at(double place) {
            return shares[part(place, shares.length)] * shares.length;
        }

        @Override
        public double draw(RandomGenerator random) {
            double left = random.nextDouble();
            int part = 0;
            while (part < shares.length - 1 && left >= shares[part]) {
                left -= shares[part];
                part++;
            }
            return (part + 0.5) / shares.length;
        }
    }

    /// A normal curve around each trial and a flat one, all of equal weight.
    ///
    /// @param centres ascending
    /// @param widths standard deviations
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kernels(double[] centres, double[] widths) implements Density {
        private static final int TRIES = 100;

        /// The distance to the farther neighbour, as in the paper, within bounds that get narrower with more trials.
        static double[] widths(double[] centres) {
            var widths = new double[centres.length];
            double narrowest = 1.0 / Math.min(100, 2.0 * (centres.length + 1));
            for (int i = 0; i < centres.length; i++) {
                double below = i == 0 ? 0 : centres[i] - centres[i - 1];
                double above = i == centres.length - 1 ? 0 : centres[i + 1] - centres[i];
                widths[i] = Math.clamp(Math.max(below, above), narrowest, 0.5);
            }
            return widths;
        }

        @Override
        public double at(double place) {
            double sum = 1;
            for (int i = 0; i < centres.length; i++) {
                double z = (place - centres[i]) / widths[i];
                sum += Math.exp(-z * z / 2) / (widths[i] * Math.sqrt(2 * Math.PI));
            }
            return sum / (centres.length + 1);
        }

        @Override
        public double draw(RandomGenerator random) {
            int i = random.nextInt(centres.length + 1);
            if (i == centres.length) {
                return random.nextDouble();
            }
            for (int k = 0; k < TRIES; k++) {
                double place = random.nextGaussian(centres[i], widths[i]);
                if (place >= 0 && place <= 1) {
                    return place;
                }
            }
            return centres[i];
        }
    }
}
