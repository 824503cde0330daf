package mien.app;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import mien.app.output.ModelCard;
import mien.model.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `mien show`: what a model file says about itself.
@Command(
        name = "show",
        description = "Prints what a model is, where it comes from and how good it is.",
        mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {
    private final PrintStream out;

    @Parameters(paramLabel = "MODEL", description = "A model file, or a shipped one by name.")
    private String model = "";

    public ShowCommand() {
        this(System.out);
    }

    ShowCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        var file = ModelFile.named(model);
        var bytes = file.bytes();
        out.print(ModelCard.of(file.contract(), bytes.length));
        out.flush();
        return 0;
    }
}
