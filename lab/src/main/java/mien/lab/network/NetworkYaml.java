package mien.lab.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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

/// Writes a [Network] as YAML, one layer a line; what has its usual value is left out. The last layer of a head
/// that counts the classes says `classes`, so that the file serves other label sets, too.
final class NetworkYaml {
    private final Network network;
    private final StringBuilder out = new StringBuilder();

    NetworkYaml(Network network) {
        this.network = network;
    }

    String text() {
        var in = network.input();
        line(0, "name: " + quoted(network.name()));
        line(0, "input: [" + in.channels() + ", " + in.height() + ", " + in.width() + "]  # channels, height, width");
        line(
                0,
                "normalization: "
                        + switch (network.normalization()) {
                            case Normalization.PerImage() -> "per-image";
                            case Normalization.Fixed(var mean, var std) -> "{mean: " + mean + ", std: " + std + "}";
                        });
        list(0, "trunk:", network.trunk().layers());
        var bodies = new LinkedHashSet<String>();
        network.heads().forEach(head -> bodies.add(headText(head, 0, "head:")));
        if (bodies.size() == 1) {
            out.append(bodies.getFirst());
        } else {
            line(0, "heads:");
            network.heads().forEach(head -> out.append(headText(head, 1, quoted(head.name()) + ":")));
        }
        return out.toString();
    }

    private String headText(Head head, int depth, String key) {
        var writer = new NetworkYaml(network);
        var layers = new ArrayList<>(head.body().layers());
        int last = layers.size() - 1;
        while (last >= 0 && !(layers.get(last) instanceof Linear || layers.get(last) instanceof Conv2d)) {
            last--;
        }
        int counting = last;
        writer.line(depth, layers.isEmpty() ? key + " []" : key);
        for (int i = 0; i < layers.size(); i++) {
            var text = leaf(layers.get(i));
            if (i == counting) {
                text = text.replaceFirst("(linear: |outChannels: )" + network.classes(head) + "(?=$|,)", "$1classes");
            }
            writer.layer(depth + 1, layers.get(i), text);
        }
        return writer.out.toString();
    }

    private void list(int depth, String key, List<Layer> layers) {
        line(depth, layers.isEmpty() ? key + " []" : key);
        layers.forEach(layer -> layer(depth + 1, layer, leaf(layer)));
    }

    private void layer(int depth, Layer layer, String leaf) {
        switch (layer) {
            case Sequential(var layers) -> list(depth, "- sequential:", layers);
            case Residual(var body, var shortcut) -> {
                line(depth, "- residual:");
                list(depth + 2, "body:", body.layers());
                if (!shortcut.layers().isEmpty()) {
                    list(depth + 2, "shortcut:", shortcut.layers());
                }
            }
            case Conv2d _, BatchNorm2d _, Activation _, SqueezeExcitation _, Dropout _, Linear _ ->
                line(depth, "- " + leaf);
            case MaxPool2d _, AvgPool2d _, GlobalAvgPool _, GlobalMaxPool _, Flatten _ -> line(depth, "- " + leaf);
        }
    }

    /// A layer without layers in it, as its line has it; empty for others.
    static String leaf(Layer layer) {
        return switch (layer) {
            case Conv2d c ->
                "conv2d: {outChannels: " + c.outChannels() + ", kernel: " + c.kernel()
                        + unless(1, "stride", c.stride()) + unless(0, "padding", c.padding())
                        + unless(1, "groups", c.groups()) + (c.bias() ? "" : ", bias: false") + "}";
            case BatchNorm2d norm ->
                norm.equals(BatchNorm2d.DEFAULT)
                        ? "batchNorm2d"
                        : "batchNorm2d: {epsilon: " + norm.epsilon() + ", momentum: " + norm.momentum() + "}";
            case Activation activation -> activation.name().toLowerCase(Locale.ROOT);
            case MaxPool2d(var kernel, var stride, var padding) -> "maxPool2d: " + window(kernel, stride, padding);
            case AvgPool2d(var kernel, var stride, var padding) -> "avgPool2d: " + window(kernel, stride, padding);
            case GlobalAvgPool() -> "globalAvgPool";
            case GlobalMaxPool() -> "globalMaxPool";
            case Flatten() -> "flatten";
            case SqueezeExcitation(var reduction) -> "squeezeExcitation: " + reduction;
            case Dropout(var rate) -> "dropout: " + rate;
            case Linear(var outFeatures) -> "linear: " + outFeatures;
            case Sequential _, Residual _ -> ""; // written layer by layer
        };
    }

    private static String window(int kernel, int stride, int padding) {
        return stride == kernel && padding == 0
                ? Integer.toString(kernel)
                : "{kernel: " + kernel + unless(kernel, "stride", stride) + unless(0, "padding", padding) + "}";
    }

    private static String unless(int usual, String name, int value) {
        return value == usual ? "" : ", " + name + ": " + value;
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_-]*") ? text : "'" + text.replace("'", "''") + "'";
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }
}
