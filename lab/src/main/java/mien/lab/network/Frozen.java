package mien.lab.network;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mien.lab.network.Network.Step;

/// The layers that a training leaves as they are: weights, and batch norm's statistics.
///
/// @param paths of the leaf layers
public record Frozen(Set<String> paths) {
    public static final Frozen NONE = new Frozen(Set.of());

    public Frozen {
        paths = Set.copyOf(paths);
    }

    /// The start of a network's trunk.
    ///
    /// @param until how many of the trunk's layers, or the path of the last one, for example `trunk.3.body.1`
    /// @throws InvalidNetworkException if the trunk has no such layer
    public static Frozen of(Network network, String until) {
        var last = until.matches("[0-9]{1,9}") ? "trunk." + (Integer.parseInt(until) - 1) : until;
        var trunk = network.steps().stream()
                .map(Step::path)
                .filter(path -> path.startsWith("trunk."))
                .toList();
        int end = -1;
        for (int i = 0; i < trunk.size(); i++) {
            if (trunk.get(i).equals(last) || trunk.get(i).startsWith(last + ".")) {
                end = i;
            }
        }
        if (end < 0) {
            throw new InvalidNetworkException(
                    "freeze " + until,
                    network.name() + " has no such layer; give 1 to "
                            + network.trunk().layers().size() + ", or a path of the trunk as `mien networks "
                            + network.name() + "` shows them");
        }
        return new Frozen(new LinkedHashSet<>(trunk.subList(0, end + 1)));
    }

    /// Whether the layer at this path stays.
    public boolean layer(String path) {
        return paths.contains(path);
    }

    /// Whether these values, for example `trunk.4.weight` or `trunk.5.reduce.bias`, stay.
    public boolean tensor(String name) {
        return prefixes(name).stream().anyMatch(paths::contains);
    }

    private static Collection<String> prefixes(String name) {
        int dot = name.lastIndexOf('.');
        var path = dot < 0 ? name : name.substring(0, dot);
        int inner = path.lastIndexOf('.');
        return inner < 0 ? List.of(path) : List.of(path, path.substring(0, inner)); // a squeeze has layers inside
    }
}
