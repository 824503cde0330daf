package mien.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command `mien`: finds the command that is asked for, runs it, and turns what goes wrong into one sentence
/// and an exit code: 0 done, 1 failed, 2 wrong usage.
@Command(
        name = "mien",
        description = "Reads emotions from faces, and trains and judges the models that do so.%n",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        footer = {"%n`mien COMMAND --help` tells more about a command. Exit codes: 0 done, 1 failed, 2 wrong usage."})
public final class Main implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    public static void main(String[] args) {
        System.setOut(StandardOutput.over(new FileOutputStream(FileDescriptor.out)));
        System.exit(run(args));
    }

    /// Runs one command line with `System.out` and `System.err`, and returns its exit code.
    static int run(String... args) {
        int code = 0;
        try {
            code = execute(commandLine(args), args);
            System.out.flush();
            return code;
        } catch (StandardOutput.Closed _) {
            return 0; // the reader, such as `head`, has seen enough
        } catch (StandardOutput.Unwritable e) { // once more, if the command has failed for it
            if (code == 0) {
                System.err.println("mien: " + e.getMessage());
            }
            return Errors.FAILED;
        }
    }

    static int execute(CommandLine line, String... args) {
        var errors = new Errors(() -> line.<Main>getCommand().debug);
        line.setParameterExceptionHandler(errors);
        line.setExecutionExceptionHandler(errors);
        line.setExecutionStrategy(parsed -> {
            try {
                return new CommandLine.RunLast().execute(parsed);
            } catch (StandardOutput.Closed | StandardOutput.Unwritable e) { // from the help, which no handler covers
                return errors.report(line, e);
            }
        });
        try {
            return line.execute(args);
        } catch (OutOfMemoryError | LinkageError e) {
            return errors.report(line, e);
        }
    }

    /// `mien` with only the command that `args` name, or with all if they name none: start-up costs what is loaded.
    private static CommandLine commandLine(String... args) {
        var line = new CommandLine(new Main());
        var named = Stream.of(args).filter(Commands.BY_NAME::containsKey).findFirst();
        Commands.BY_NAME.forEach((name, command) -> {
            if (named.isEmpty() || named.get().equals(name)) {
                line.addSubcommand(name, command.get());
            }
        });
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /// Without a command there is nothing to do but to say which there are.
    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return 2;
    }
}
