package mien.lab.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import mien.lab.network.Layer.Conv2d;
import mien.lab.network.Layer.Residual;
import mien.lab.network.Network.Step;

/// What torchvision calls the layers of the classic networks in the weights that it publishes.
final class PublishedNames {
    /// Blocks of the first three stages of ResNet-50, added up.
    private static final int[] STAGE_ENDS = {3, 7, 13};

    private PublishedNames() {}

    /// Their name by the path of ours; empty for networks that they do not have.
    ///
    /// @param present names in the file, which tell VGG16 with batch norm from that without
    static Map<String, String> of(Network network, Set<String> present) {
        if (network.name().startsWith("vgg16")) {
            // In VGG16 with batch norm, features.2 is an activation; without, it is a convolution.
            return present.contains("features.2.weight") ? plainVgg(network) : normalisedVgg(network);
        }
        return network.name().startsWith("resnet50") ? resnet(network) : Map.of();
    }

    private static Map<String, String> normalisedVgg(Network network) {
        var names = new HashMap<String, String>();
        for (int i = 0; i < network.trunk().layers().size(); i++) {
            names.put("trunk." + i, "features." + i);
        }
        return names;
    }

    /// There, each convolution is followed by one layer, its activation; in ours by two.
    private static Map<String, String> plainVgg(Network network) {
        var names = new HashMap<String, String>();
        int norms = 0;
        for (int i = 0; i < network.trunk().layers().size(); i++) {
            if (network.trunk().layers().get(i) instanceof Conv2d) {
                names.put("trunk." + i, "features." + (i - norms));
                norms++;
            }
        }
        return names;
    }

    private static Map<String, String> resnet(Network network) {
        var names = new HashMap<>(Map.of("trunk.0", "conv1", "trunk.1", "bn1"));
        int block = 0;
        for (int i = 0; i < network.trunk().layers().size(); i++) {
            if (network.trunk().layers().get(i) instanceof Residual) {
                names.putAll(bottleneck("trunk." + i, block++));
            }
        }
        network.steps().stream()
                .map(Step::path)
                .filter(path -> path.startsWith("heads."))
                .forEach(path -> names.put(path, "fc"));
        return names;
    }

    private static Map<String, String> bottleneck(String path, int block) {
        int stage = 0;
        while (stage < STAGE_ENDS.length && block >= STAGE_ENDS[stage]) {
            stage++;
        }
        var theirs = "layer" + (stage + 1) + "." + (stage == 0 ? block : block - STAGE_ENDS[stage - 1]);
        var names = new HashMap<String, String>();
        for (int i = 0; i < 3; i++) {
            names.put(path + ".body." + 3 * i, theirs + ".conv" + (i + 1));
            names.put(path + ".body." + (3 * i + 1), theirs + ".bn" + (i + 1));
        }
        names.put(path + ".shortcut.0", theirs + ".downsample.0");
        names.put(path + ".shortcut.1", theirs + ".downsample.1");
        return names;
    }
}
