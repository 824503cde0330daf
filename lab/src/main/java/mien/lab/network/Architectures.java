package mien.lab.network;

import static mien.lab.network.Layer.Activation.RELU;
import static mien.lab.network.Layer.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mien.lab.network.Layer.BatchNorm2d;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Dropout;
import mien.lab.network.Layer.GlobalAvgPool;
import mien.lab.network.Layer.GlobalMaxPool;
import mien.lab.network.Layer.Linear;
import mien.lab.network.Layer.MaxPool2d;
import mien.lab.network.Layer.Residual;
import mien.lab.network.Layer.Sequential;
import mien.lab.network.Shape.FeatureMap;

/// The built-in architectures.
public final class Architectures {
    private Architectures() {}

    /// The `mien` family: a stem, then four stages of convolution, max-pool, convolution, then mean plus maximum over
    /// space.
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
        var heads = classesByHead.entrySet().stream()
                .map(head -> new Head(head.getKey(), sequential(new Linear(head.getValue()))))
                .toList();
        return new Network(
                name, new FeatureMap(1, 48, 48), new Normalization.PerImage(), new Sequential(layers), heads);
    }
}
