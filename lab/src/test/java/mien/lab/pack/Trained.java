package mien.lab.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import mien.image.Preprocessing;
import mien.lab.network.Network;
import mien.lab.network.RandomNetworks;
import mien.lab.network.Weights;
import mien.lab.onnx.OnnxWriter;
import mien.lab.training.History;
import mien.model.Architecture;
import mien.model.Contract;
import mien.model.Engine;
import mien.model.Head;
import mien.model.LabelSet;
import mien.model.ModelFile;
import mien.model.Training;
import mien.model.TrainingData;

/// Model files as a training leaves them, of random weights, and what they answer.
final class Trained {
    static final String HISTORY = "epoch,learningRate\n";

    private Trained() {}

    static ModelFile model(String name, Network network, Weights weights, long seed) {
        var in = network.input();
        var heads = network.heads().stream()
                .map(head -> new Head(head.name(), labels(network.classes(head)), 1.5, 0.25))
                .toList();
        var contract = new Contract(
                name,
                new Preprocessing(in.channels(), in.height(), in.width(), 0.9),
                heads,
                new Architecture(network.name(), network.parameters(), network.macs()),
                new Training(
                        new TrainingData("noise-" + seed, "sha256:" + seed, "free"),
                        "0.1.0",
                        seed,
                        10,
                        null,
                        Map.of("seed", seed)),
                Map.of("a.validation.accuracy", 0.5));
        return ModelFile.of(
                name + ".onnx",
                OnnxWriter.toOnnx(network, weights, Map.of(Contract.KEY, contract.toJson(), History.KEY, HISTORY)));
    }

    static ModelFile model(String name, Network network, long seed) {
        return model(name, network, RandomNetworks.weights(network, new SplittableRandom(seed)), seed);
    }

    private static LabelSet labels(int classes) {
        var labels = new ArrayList<String>();
        for (int i = 0; i < classes; i++) {
            labels.add("label-" + i);
        }
        return new LabelSet("labels", labels);
    }

    /// Smooth pictures: noise has the same statistics everywhere, faces do not.
    static List<byte[]> pictures(Preprocessing input, int count, RandomGenerator random) {
        var pictures = new ArrayList<byte[]>();
        for (int n = 0; n < count; n++) {
            var picture = new byte[input.bytes()];
            double x = random.nextDouble(0.1, 1);
            double y = random.nextDouble(0.1, 1);
            for (int i = 0; i < picture.length; i++) {
                double wave = Math.sin(x * (i % input.width())) + Math.cos(y * ((double) i / input.width()));
                picture[i] = (byte) Math.clamp(Math.round(128 + 50 * wave + 10 * random.nextGaussian()), 0, 255);
            }
            pictures.add(picture);
        }
        return pictures;
    }

    /// The same pictures as a mirror shows them.
    static List<byte[]> mirrored(Preprocessing input, List<byte[]> pictures) {
        return pictures.stream()
                .map(picture -> {
                    var mirrored = new byte[picture.length];
                    for (int i = 0; i < picture.length; i++) {
                        int x = i % input.width();
                        mirrored[i - x + input.width() - 1 - x] = picture[i];
                    }
                    return mirrored;
                })
                .toList();
    }

    /// Uncalibrated answers of every head, `[heads][pictures][classes]`.
    static List<double[][]> answers(ModelFile model, List<byte[]> pictures) {
        try (var classifier = model.open(Engine.DEFAULT.withThreads(1).withGpu(false))) {
            var heads = classifier.contract().heads().stream()
                    .map(head -> Head.of(head.name(), head.labels()))
                    .toList();
            return classifier.classify(pictures, heads);
        }
    }
}
