package mien.lab.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Network.Step;
import mien.lab.network.Shape.FeatureMap;
import org.jspecify.annotations.Nullable;

/// Which of a network's values a file of weights has, by name and shape.
///
/// @param weights what is taken, under the network's names
/// @param table a line for each layer of the network that has values, saying where they come from, and lines for what
///     the file has beyond them
public record WeightMatch(Map<String, Weights.Array> weights, List<String> table) {
    private static final int COLOURS = 3;
    private static final int LISTED = 8;

    public WeightMatch {
        weights = Map.copyOf(weights);
        table = List.copyOf(table);
    }

    /// Looks for each array of the network under its own name, under that in a checkpoint of Mien, and under that
    /// which torchvision gives it.
    ///
    /// The first convolution of a network for grey pictures takes one for colour pictures, summed over the colours,
    /// which answers the same on grey. A linear layer takes a 1 x 1 convolution, as ONNX files of Mien have it in
    /// squeeze-and-excitation. Frozen batch norm that the file does not have was folded into the
    /// convolution before it, and is set to pass on what comes, plus the folded shift.
    ///
    /// @param found the arrays of the file by name
    public static WeightMatch of(Network network, Map<String, Weights.Array> found, Frozen frozen) {
        return new Search(network, found, frozen).match();
    }

    /// Where the values of one array come from.
    ///
    /// @param from name in the file; empty if it has none that fits
    /// @param remark what was done to them, or why none fits
    private record Origin(String from, String remark) {}

    private static final class Search {
        private final Network network;
        private final Map<String, Weights.Array> found;
        private final Frozen frozen;
        private final Map<String, String> published;
        private final Map<String, Weights.Array> taken = new HashMap<>();
        private final Map<String, Origin> origins = new LinkedHashMap<>();
        private final Set<String> used = new LinkedHashSet<>();

        Search(Network network, Map<String, Weights.Array> found, Frozen frozen) {
            this.network = network;
            this.found = found;
            this.frozen = frozen;
            this.published = PublishedNames.of(network, found.keySet());
        }

        WeightMatch match() {
            var shapes = ParameterShapes.of(network);
            shapes.forEach(this::find);
            int fromFile = taken.size();
            unfold();
            var table = new ArrayList<String>();
            table.add(fromFile + " of " + shapes.size() + " arrays taken");
            rows(table);
            leftOver(table);
            return new WeightMatch(taken, table);
        }

        private void find(String name, long[] shape) {
            var other = "";
            for (var candidate : candidates(name)) {
                var array = found.get(candidate);
                if (array == null) {
                    continue;
                }
                var fitting = fitted(name, array, shape);
                if (fitting != null) {
                    taken.put(name, fitting);
                    used.add(candidate);
                    boolean summed = fitting.values().length != array.values().length;
                    origins.put(name, new Origin(candidate, summed ? "summed over the 3 colours" : ""));
                    return;
                }
                other = candidate + " is " + Arrays.toString(array.shape()) + ", not " + Arrays.toString(shape);
            }
            origins.put(name, new Origin("", other));
        }

        private List<String> candidates(String name) {
            int dot = name.lastIndexOf('.');
            var theirs = published.get(name.substring(0, dot));
            return Stream.concat(
                            Stream.of(name, "trainer/average/" + name),
                            Stream.ofNullable(theirs).map(path -> path + name.substring(dot)))
                    .toList();
        }

        private Weights.@Nullable Array fitted(String name, Weights.Array array, long[] shape) {
            if (Arrays.equals(array.shape(), shape)) {
                return array;
            }
            if (isPointwise(array.shape(), shape)) {
                return new Weights.Array(array.values(), shape);
            }
            var colour = shape.clone();
            boolean first = name.equals(network.steps().getFirst().path() + ".weight");
            if (!first || shape.length != 4 || shape[1] != 1) {
                return null;
            }
            colour[1] = COLOURS;
            return Arrays.equals(array.shape(), colour) ? new Weights.Array(summed(array, shape), shape) : null;
        }

        /// Whether a 1 x 1 convolution of a file does what a linear layer of the network does.
        private static boolean isPointwise(long[] theirs, long[] ours) {
            return ours.length == 2 && Arrays.equals(theirs, new long[] {ours[0], ours[1], 1, 1});
        }

        private static float[] summed(Weights.Array array, long[] shape) {
            int plane = Math.toIntExact(shape[2] * shape[3]);
            var sums = new float[Math.toIntExact(shape[0]) * plane];
            for (int i = 0; i < array.values().length; i++) {
                sums[i / (COLOURS * plane) * plane + i % plane] += array.values()[i];
            }
            return sums;
        }

        /// Deals with batch norm that the file does not have, though it has the convolution before it.
        private void unfold() {
            var convolution = "";
            for (var step : network.steps()) {
                switch (step.layer()) {
                    case Layer.Conv2d _ -> convolution = step.path();
                    case BatchNorm2d norm -> {
                        if (!convolution.isEmpty() && parent(convolution).equals(parent(step.path()))) {
                            unfold(convolution, norm, step);
                        }
                        convolution = "";
                    }
                    case Layer.MaxPool2d _, Layer.Dropout _ -> {} // batch norm is folded across them
                    case Layer _ -> convolution = "";
                }
            }
        }

        private void unfold(String convolution, BatchNorm2d norm, Step step) {
            var path = step.path();
            if (!taken.containsKey(convolution + ".weight")
                    || !origin(path + ".weight").equals(new Origin("", ""))) {
                return;
            }
            var bias = found.get(convolution + ".bias");
            int channels = ((FeatureMap) step.input()).channels();
            var remark = "folded into " + convolution + " in the file, ";
            if (frozen.layer(path)) {
                boolean shifts = bias != null && !taken.containsKey(convolution + ".bias");
                taken.put(path + ".weight", filled(channels, (float) Math.sqrt(1 + norm.epsilon())));
                taken.put(path + ".bias", shifts ? bias : filled(channels, 0));
                taken.put(path + ".running_mean", filled(channels, 0));
                taken.put(path + ".running_var", filled(channels, 1));
                remark += "passes on what comes";
            } else {
                remark += "starts afresh";
            }
            used.add(convolution + ".bias");
            for (var name : List.of("weight", "bias", "running_mean", "running_var")) {
                origins.put(path + "." + name, new Origin("", remark));
            }
        }

        private static String parent(String path) {
            return path.substring(0, path.lastIndexOf('.'));
        }

        private Origin origin(String name) {
            return origins.getOrDefault(name, new Origin("", ""));
        }

        private static Weights.Array filled(int count, float value) {
            var values = new float[count];
            Arrays.fill(values, value);
            return new Weights.Array(values, count);
        }

        /// One line for the arrays of a layer that have the same story.
        private void rows(List<String> table) {
            var lines = new LinkedHashMap<List<String>, List<String>>();
            origins.forEach((name, origin) -> {
                int dot = name.lastIndexOf('.');
                var from = origin.from().isEmpty()
                        ? "-"
                        : origin.from().substring(0, origin.from().lastIndexOf('.'));
                var remark = origin.from().isEmpty() && origin.remark().isEmpty()
                        ? "not in the file, starts afresh"
                        : origin.remark();
                lines.computeIfAbsent(List.of(name.substring(0, dot), from, remark), _ -> new ArrayList<>())
                        .add(name.substring(dot + 1));
            });
            int path = lines.keySet().stream()
                    .mapToInt(key -> key.get(0).length())
                    .max()
                    .orElse(1);
            int from = lines.keySet().stream()
                    .mapToInt(key -> key.get(1).length())
                    .max()
                    .orElse(1);
            lines.forEach((key, names) -> table.add(String.format(
                    Locale.ROOT,
                    "  %-" + path + "s  %-" + from + "s  %s%s",
                    key.get(0),
                    key.get(1),
                    String.join(", ", names),
                    key.get(2).isEmpty() ? "" : ": " + key.get(2))));
        }

        /// Single numbers are none of anybody's weights but constants of a graph.
        private void leftOver(List<String> table) {
            var rest = found.entrySet().stream()
                    .filter(array -> array.getValue().values().length > 1)
                    .map(Map.Entry::getKey)
                    .filter(name -> !used.contains(name))
                    .sorted()
                    .toList();
            if (!rest.isEmpty()) {
                table.add("  not used: " + String.join(", ", rest.subList(0, Math.min(LISTED, rest.size())))
                        + (rest.size() > LISTED ? " and " + (rest.size() - LISTED) + " more" : ""));
            }
        }
    }
}
