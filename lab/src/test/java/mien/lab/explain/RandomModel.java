package mien.lab.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import mien.image.Preprocessing;
import mien.lab.network.Architecture;
import mien.lab.network.Network;
import mien.lab.network.Weights;
import mien.lab.onnx.OnnxWriter;
import mien.lab.torch.Precision;
import mien.lab.torch.TorchNetwork;
import mien.model.Contract;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.Training;
import mien.model.TrainingData;

/// A model file of one of the built-in networks with random weights.
record RandomModel(Network network, Weights weights, long seed) {

    static RandomModel of(Architecture architecture, long seed) {
        var classes = new LinkedHashMap<String, Integer>();
        classes.put("fer7", 7);
        classes.put("ferplus8", 8);
        return of(architecture.build(classes), seed);
    }

    static RandomModel of(Network network, long seed) {
        try (var torch = new TorchNetwork(network, Precision.FP32, seed)) {
            return new RandomModel(network, torch.weights(), seed);
        }
    }

    Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("model.onnx"), bytes());
    }

    byte[] bytes() {
        return OnnxWriter.toOnnx(
                network, weights, Map.of(Contract.KEY, contract().toJson()));
    }

    /// Noise, the same for the same seed.
    List<byte[]> faces(int count) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    var pixels = new byte[contract().input().bytes()];
                    random.nextBytes(pixels);
                    return pixels;
                })
                .toList();
    }

    /// What a head adds to its logits everywhere; zeros where that is in a convolution.
    double[] biases(String head) {
        var array = weights.byName().get("heads." + head + ".0.bias");
        var weight = weights.byName().get("heads." + head + ".0.weight");
        boolean dense = weight != null && weight.shape().length == 2;
        return IntStream.range(0, head.equals("fer7") ? 7 : 8)
                .mapToDouble(i -> dense && array != null ? array.values()[i] : 0)
                .toArray();
    }

    private static Head head(mien.lab.network.Head head) {
        return Head.of(head.name(), head.name().equals("fer7") ? LabelSet.FER7 : LabelSet.FERPLUS8);
    }

    Contract contract() {
        var in = network.input();
        return new Contract(
                network.name(),
                new Preprocessing(in.channels(), in.height(), in.width(), 1),
                network.heads().stream().map(RandomModel::head).toList(),
                new mien.model.Architecture(network.name(), network.parameters(), network.macs()),
                new Training(new TrainingData("noise", "sha256:0", "free"), "test", seed, 0, null, Map.of()),
                Map.of());
    }
}
