package mien.app;

import mien.MienOptions;
import mien.model.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How faces are found and what reads them: a `@Mixin`, or what the class of an argument group extends.
@Command
class RecognitionOptions extends SearchOptions {
    @Option(
            names = "--model",
            paramLabel = "FILE|NAME",
            defaultValue = "default",
            description = "The model: a file, or a shipped one by name (default: ${DEFAULT-VALUE}).")
    private String model = "default";

    /// What was chosen, the rest as in `usual`.
    ///
    /// @param dialogue says what is wrong with the choice
    final MienOptions recognition(MienOptions usual, Dialogue dialogue) {
        return usual.withModel(ModelFile.named(model)).withSearch(search(usual.search(), dialogue));
    }
}
