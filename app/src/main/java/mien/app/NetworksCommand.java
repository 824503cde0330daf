package mien.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mien.lab.network.Architecture;
import mien.lab.network.Network;
import mien.lab.network.NetworkFile;
import mien.lab.network.Normalization;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mien networks`: what can be trained, and what it costs.
@Command(
        name = "networks",
        mixinStandardHelpOptions = true,
        description = "Lists the built-in networks, or shows the layers of one.",
        footer = {
            "",
            "Examples:",
            "  mien networks",
            "  mien networks mien-s",
            "  mien networks mien-s --yaml > mine.yaml   # change it, then: mien networks mine.yaml"
        })
public final class NetworksCommand implements Callable<Integer> {
    private static final double MILLION = 1e6;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A built-in network, or a YAML file of layers.")
    private @Nullable String network;

    @Option(names = "--yaml", description = "Print the network as a YAML file to start from.")
    private boolean yaml;

    @Option(
            names = "--head",
            paramLabel = "NAME=CLASSES",
            description = "A head and its number of classes; repeat for more (default: fer7=7).")
    private Map<String, Integer> heads = new LinkedHashMap<>();

    @Override
    public Integer call() {
        if (heads.isEmpty()) {
            heads = Map.of("fer7", 7);
        }
        var out = commandLine().getOut();
        if (network == null) {
            if (yaml) {
                throw new ParameterException(commandLine(), "--yaml needs a network: mien networks NAME --yaml");
            }
            list(out);
        } else if (yaml) {
            out.print(NetworkFile.toYaml(find(network)));
        } else {
            show(find(network), out);
        }
        out.flush();
        return 0;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine();
    }

    private Network find(String nameOrFile) {
        var builtIn = Architecture.named(nameOrFile);
        if (builtIn.isPresent()) {
            return builtIn.get().build(heads);
        }
        if (!nameOrFile.contains(".") && !nameOrFile.contains("/")) {
            throw new ParameterException(
                    commandLine(),
                    "no network is named '" + nameOrFile + "'; choose one of "
                            + String.join(", ", Architecture.titles()) + ", or give a YAML file");
        }
        return NetworkFile.read(Path.of(nameOrFile), heads);
    }

    private void list(PrintWriter out) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("network", "input", "parameters", "MACs", "size"));
        for (var architecture : Architecture.values()) {
            var built = architecture.build(heads);
            rows.add(List.of(
                    architecture.title(),
                    built.input().toString(),
                    millions(built.parameters()),
                    millions(built.macs()),
                    megabytes(built)));
        }
        print(rows, 2, out);
    }

    private static void show(Network network, PrintWriter out) {
        out.printf("%s, input %s, %s%n%n", network.name(), network.input(), described(network.normalization()));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("path", "layer", "output", "parameters", "MACs"));
        for (var step : network.steps()) {
            rows.add(List.of(
                    step.path(),
                    step.layer().toString(),
                    step.output().toString(),
                    grouped(step.parameters()),
                    grouped(step.macs())));
        }
        rows.add(List.of("total", "", "", grouped(network.parameters()), grouped(network.macs())));
        print(rows, 3, out);
        out.printf("%nsize %s as fp32%n", megabytes(network));
    }

    private static String described(Normalization normalization) {
        return switch (normalization) {
            case Normalization.PerImage() -> "each picture standardised";
            case Normalization.Fixed(var mean, var std) -> "pixels / 255, minus " + mean + ", over " + std;
        };
    }

    /// Columns as wide as their widest cell, two blanks apart; from column `numbers` on they end on one line.
    private static void print(List<List<String>> rows, int numbers, PrintWriter out) {
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(c ->
                        rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
                .toArray();
        for (var row : rows) {
            var line = IntStream.range(0, widths.length)
                    .mapToObj(c -> String.format("%" + (c < numbers ? "-" : "") + widths[c] + "s", row.get(c)))
                    .collect(Collectors.joining("  "));
            out.println(line.stripTrailing());
        }
    }

    private static String millions(long count) {
        return String.format(Locale.ROOT, "%.2f M", count / MILLION);
    }

    private static String megabytes(Network network) {
        return String.format(Locale.ROOT, "%.1f MB", Float.BYTES * network.parameters() / MILLION);
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
