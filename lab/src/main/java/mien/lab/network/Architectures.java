package mien.lab.network;

import static mien.lab.network.Layer.Activation.RELU;
import static mien.lab.network.Layer.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Dropout;
import mien.lab.network.Layer.Flatten;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.GlobalMaxPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Layer.MaxPool2d;
import mien.lab.network.Layer.Residual;
import mien.lab.network.Layer.Sequential;
import mien.lab.network.Shape.FeatureMap;

/// The layers of the built-in architectures; [Architecture] is their catalogue.
public final class Architectures {
    private Architectures() {}

    /// The `mien` family: a stem, then four stages of convolution, max-pool, convolution, then mean plus maximum
    /// over space.
    ///
    /// @param width channels of the first stage; each further stage doubles them
    /// @param classesByHead classes of each head, by name, in order
    public static Network mien(String name, int width, Map<String, Integer> classesByHead) {
        var layers = new ArrayList<Layer>(List.of(Conv2d.same(16, 3), BatchNorm2d.DEFAULT, RELU));
        for (int stage = 0; stage < 4; stage++) {
            int channels = width << stage;
            layers.addAll(List.of(Conv2d.same(channels, 3), MaxPool2d.by(2), BatchNorm2d.DEFAULT, RELU));
            layers.addAll(List.of(Conv2d.same(channels, 3), BatchNorm2d.DEFAULT, RELU));
        }
        layers.add(new Residual(sequential(new GlobalAvgPool()), sequential(new GlobalMaxPool())));
        layers.add(new Dropout(0.2));
        return new Network(
                name,
                new FeatureMap(1, 48, 48),
                new Normalization.PerImage(),
                new Sequential(layers),
                heads(classesByHead, classes -> sequential(new Linear(classes))));
    }

    /// The network of most tutorials on FER2013, as written there in Keras: four valid convolutions, two dense
    /// layers.
    static Network kerasCnn(Map<String, Integer> classesByHead) {
        var layers = new ArrayList<Layer>();
        for (int channels : new int[] {128, 256, 512, 512}) {
            layers.addAll(List.of(new Conv2d(channels, 3, 1, 0, 1, true), RELU, MaxPool2d.by(2), new Dropout(0.4)));
        }
        layers.add(new Flatten());
        layers.addAll(List.of(new Linear(512), RELU, new Dropout(0.4)));
        layers.addAll(List.of(new Linear(256), RELU, new Dropout(0.3)));
        return new Network(
                "keras-cnn",
                new FeatureMap(1, 48, 48),
                new Normalization.Fixed(0, 1),
                new Sequential(layers),
                heads(classesByHead, classes -> sequential(new Linear(classes))));
    }

    /// Arriaga et al., "Real-time Convolutional Neural Networks for Emotion and Gender Classification", 2017.
    static Network miniXception(Map<String, Integer> classesByHead) {
        var stem = new Conv2d(8, 3, 1, 0, 1, false);
        var layers = new ArrayList<Layer>(List.of(stem, BatchNorm2d.DEFAULT, RELU, stem, BatchNorm2d.DEFAULT, RELU));
        int in = 8;
        for (int out : new int[] {16, 32, 64, 128}) {
            var body = sequential(separable(in, out), RELU, separable(out, out), new MaxPool2d(3, 2, 1));
            var shortcut = sequential(Conv2d.same(out, 1).withStride(2), BatchNorm2d.DEFAULT);
            layers.add(new Residual(body, shortcut));
            in = out;
        }
        return new Network(
                "mini-xception",
                new FeatureMap(1, 64, 64),
                new Normalization.Fixed(0.5, 0.5),
                new Sequential(layers),
                heads(
                        classesByHead,
                        classes -> sequential(new Conv2d(classes, 3, 1, 1, 1, true), new GlobalAvgPool())));
    }

    /// Each channel by itself, then all channels pixel by pixel.
    private static Sequential separable(int in, int out) {
        return sequential(new Conv2d(in, 3, 1, 1, in, false), Conv2d.same(out, 1), BatchNorm2d.DEFAULT);
    }

    static List<Head> heads(Map<String, Integer> classesByHead, IntFunction<Sequential> body) {
        return classesByHead.entrySet().stream()
                .map(head -> new Head(head.getKey(), body.apply(head.getValue())))
                .toList();
    }
}
