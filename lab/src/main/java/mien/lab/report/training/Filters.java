package mien.lab.report.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Network;
import mien.lab.network.Weights;

/// The filters of the convolution that sees the picture itself.
///
/// @param channels of a filter: 1 or 3
/// @param kernel side of a filter, in pixels
/// @param weights of each filter, `[channels, kernel, kernel]`, the strongest filter first
public record Filters(int channels, int kernel, List<float[]> weights) {
    public Filters {
        weights = List.copyOf(weights);
    }

    /// Empty if the network does not begin with a convolution.
    public static Optional<Filters> of(Network network, Weights all) {
        var first = network.steps().getFirst();
        if (!(first.layer() instanceof Conv2d conv) || conv.groups() != 1) {
            return Optional.empty();
        }
        var values = all.get(first.path(), "weight").values();
        int length = values.length / conv.outChannels();
        var weights = IntStream.range(0, conv.outChannels())
                .mapToObj(i -> Arrays.copyOfRange(values, i * length, (i + 1) * length))
                .sorted(Comparator.comparingDouble(Filters::norm).reversed())
                .toList();
        return Optional.of(new Filters(network.input().channels(), conv.kernel(), weights));
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }

    /// `{channels, kernel, strengths: [of the strongest, in (0, 1]], weights: [[in [-1, 1]]]}`; each filter on a scale
    /// of its own.
    void into(ObjectNode data) {
        var json = data.putObject("filters").put("channels", channels).put("kernel", kernel);
        var strengths = json.putArray("strengths");
        var filters = json.putArray("weights");
        double strongest = weights.isEmpty() ? 1 : Math.max(norm(weights.getFirst()), Float.MIN_NORMAL);
        for (var filter : weights) {
            strengths.add(rounded(norm(filter) / strongest));
            float most = Float.MIN_NORMAL;
            for (float value : filter) {
                most = Math.max(most, Math.abs(value));
            }
            var row = filters.addArray();
            for (float value : filter) {
                row.add(rounded(value / most));
            }
        }
    }

    private static double rounded(double value) {
        return Math.round(1000 * value) / 1000.0;
    }
}
