package mien.lab.runs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mien.lab.training.Worker;

/// Begins `mien train` as a process of its own, which outlives this one.
///
/// @param command what goes before the arguments: Java, its options, the class path, the main class
/// @param environment what the process finds in its environment besides that of this one
public record Launcher(List<String> command, Map<String, String> environment) {
    private static final Path BIN = Path.of("/usr/bin");

    /// As the script `mien` has it for trainings, whose blocks are large and come again in each step.
    private static final Map<String, String> MEMORY = Map.of(
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "68719476736",
            "MALLOC_TOP_PAD_", "268435456",
            "MALLOC_ARENA_MAX", "1");

    public Launcher {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// At a lower priority, so that the server answers first; and apart from its terminal, whose Ctrl-C is not meant
    /// for trainings.
    ///
    /// @param mien the command line of Mien itself, without a command
    public static Launcher of(List<String> mien) {
        var command = new ArrayList<String>();
        Stream.of(List.of("nice", "-n", "5"), List.of("setsid"))
                .filter(words -> Files.isExecutable(BIN.resolve(words.getFirst())))
                .forEach(words -> {
                    command.add(BIN.resolve(words.getFirst()).toString());
                    command.addAll(words.subList(1, words.size()));
                });
        command.addAll(mien);
        return new Launcher(command, MEMORY);
    }

    /// @param arguments of `mien train`
    /// @param output where what it prints is added
    /// @throws IOException if there is no process to be had
    Worker train(List<String> arguments, Path output) throws IOException {
        var all = new ArrayList<>(command);
        all.add("train");
        all.addAll(arguments);
        var builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .redirectInput(nothing());
        builder.environment().putAll(environment);
        return Worker.of(builder.start().toHandle());
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }
}
