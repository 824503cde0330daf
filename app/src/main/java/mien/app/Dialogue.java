package mien.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What a command says to the person who typed it: a `@Mixin`.
@Command
final class Dialogue {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /// Prints a line where it is seen at once.
    void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /// To be thrown for arguments that cannot be meant: exit code 2.
    ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
