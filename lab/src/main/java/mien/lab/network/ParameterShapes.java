package mien.lab.network;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import mien.lab.network.Layer.Activation;
import mien.lab.network.Layer.AvgPool2d;
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
import mien.lab.network.Layer.SqueezeExcitation;
import mien.lab.network.Network.Step;
import mien.lab.network.Shape.FeatureMap;
import mien.lab.network.Shape.Features;

/// The shape of every array that a network's [Weights] have.
final class ParameterShapes {
    private final SequencedMap<String, long[]> byName = new LinkedHashMap<>();

    private ParameterShapes() {}

    /// By name, in the order of the layers.
    static SequencedMap<String, long[]> of(Network network) {
        var shapes = new ParameterShapes();
        network.steps().forEach(shapes::add);
        return shapes.byName;
    }

    private void add(Step step) {
        var path = step.path();
        switch (step.layer()) {
            case Conv2d c -> {
                long perGroup = channels(step) / c.groups();
                put(path, "weight", c.outChannels(), perGroup, c.kernel(), c.kernel());
                if (c.bias()) {
                    put(path, "bias", c.outChannels());
                }
            }
            case BatchNorm2d _ -> {
                for (var name : new String[] {"weight", "bias", "running_mean", "running_var"}) {
                    put(path, name, channels(step));
                }
            }
            case Linear(var out) -> linear(path, ((Features) step.input()).size(), out);
            case SqueezeExcitation(var reduction) -> {
                linear(path + ".reduce", channels(step), channels(step) / reduction);
                linear(path + ".expand", channels(step) / reduction, channels(step));
            }
            case Activation _, MaxPool2d _, AvgPool2d _, GlobalAvgPool _, GlobalMaxPool _, Flatten _ -> {}
            case Dropout _, Sequential _, Residual _ -> {}
        }
    }

    private void linear(String path, int in, int out) {
        put(path, "weight", out, in);
        put(path, "bias", out);
    }

    private void put(String path, String name, long... shape) {
        byName.put(path + "." + name, shape);
    }

    private static int channels(Step step) {
        return ((FeatureMap) step.input()).channels(); // Network has already proved that it is a map
    }
}
