package mien.lab.pack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mien.image.Preprocessing;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.dataset.Split;
import mien.lab.onnx.OnnxModel;
import mien.model.Engine;
import mien.model.Probe;

/// Arithmetic in 8 bits, and what its ranges are learned from.
///
/// @param pictures typical inputs, `[C, H, W]` raw pixels each; a few hundred training pictures
/// @param rule how ranges are chosen
/// @param source where the pictures come from, for the model's account of itself
public record Integers(List<byte[]> pictures, RangeRule rule, String source) {
    private static final int BATCH = 16;

    public Integers {
        pictures = List.copyOf(pictures);
        if (pictures.isEmpty()) {
            throw new PackException(source + ": there are no pictures to learn the ranges of int8 from; give some");
        }
    }

    /// A fixed choice of a data set's training pictures; of all if it has no split.
    ///
    /// @param count how many to take, if there are as many
    /// @throws mien.error.MienException if there are none
    public static Integers from(Dataset data, Preprocessing input, RangeRule rule, int count, long seed) {
        var pictures = drawn(data, input, 0, count, seed);
        if (pictures.isEmpty()) {
            throw new PackException(data.name() + ": it has no pictures to learn the ranges of int8 from; give data"
                    + " with a train split, or without any");
        }
        var source = pictures.size() + " training pictures of " + data.name() + ", seed " + seed;
        return new Integers(pictures, rule, source);
    }

    /// As many further training pictures, none of which [#from] takes; fewer, or none, if the data has no more.
    public static List<byte[]> others(Dataset data, Preprocessing input, int count, long seed) {
        return drawn(data, input, count, count, seed);
    }

    /// @param from how many of the shuffled pictures to leave out
    private static List<byte[]> drawn(Dataset data, Preprocessing input, int from, int count, long seed) {
        try (var pixels = PixelCache.open(data, input)) {
            var samples = pixels.samples();
            var indices = new ArrayList<Integer>();
            for (int i = 0; i < samples.size(); i++) {
                if (samples.get(i).split() == Split.TRAIN || samples.get(i).split() == Split.NONE) {
                    indices.add(i);
                }
            }
            Collections.shuffle(indices, new Random(seed));
            return indices.stream()
                    .skip(from)
                    .limit(count)
                    .map(i -> {
                        var picture = new byte[input.bytes()];
                        pixels.read(i, picture);
                        return picture;
                    })
                    .toList();
        }
    }

    @Override
    public String toString() {
        return "ranges by " + rule.toString() + " of " + source;
    }

    /// The same graph in 8 bits.
    OnnxModel applied(OnnxModel model, Preprocessing input) {
        if (model.nodes().stream().anyMatch(node -> node.op().equals("QuantizeLinear"))) {
            throw new PackException("int8: a model already calculates in int8; give the one that it was made from");
        }
        var reordered = Quantization.reordered(model);
        var values = new Wiring(reordered).quantized();
        if (values.isEmpty()) {
            throw new PackException("int8: the model has no convolution or dense layer that could calculate in int8");
        }
        return Quantization.of(reordered, ranges(reordered, values, input));
    }

    private Map<String, Range> ranges(OnnxModel model, List<String> values, Preprocessing input) {
        var names = new LinkedHashSet<>(values);
        var histograms = new HashMap<String, Histogram>();
        names.forEach(name -> histograms.put(name, new Histogram()));
        var bytes = model.showing(names).toBytes("ranges", Map.of());
        try (var probe = new Probe(source, bytes, input, Engine.DEFAULT.withGpu(false))) {
            for (int from = 0; from < pictures.size(); from += BATCH) {
                probe.run(
                        batch(from),
                        names,
                        (name, seen) -> known(histograms, name).extend(seen));
            }
            for (int from = 0; from < pictures.size() && rule != RangeRule.MIN_MAX; from += BATCH) {
                probe.run(
                        batch(from),
                        names,
                        (name, seen) -> known(histograms, name).count(seen));
            }
        }
        var ranges = new HashMap<String, Range>();
        histograms.forEach((name, histogram) -> ranges.put(name, histogram.range(rule)));
        return ranges;
    }

    private List<byte[]> batch(int from) {
        return pictures.subList(from, Math.min(pictures.size(), from + BATCH));
    }

    private static Histogram known(Map<String, Histogram> histograms, String name) {
        var histogram = histograms.get(name);
        if (histogram == null) {
            throw new IllegalStateException("nobody asked for " + name);
        }
        return histogram;
    }
}
