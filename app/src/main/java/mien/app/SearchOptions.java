package mien.app;

import mien.FaceSearch;
import mien.face.FaceDetector;
import mien.model.ModelFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How faces are found: a `@Mixin`, or what the class of an argument group extends.
@Command
class SearchOptions {
    @Option(
            names = "--detector",
            paramLabel = "cascades|yunet:FILE|whole",
            description = "What finds faces; `whole` takes each picture for one face (default: cascades).")
    private String detector = "cascades";

    @Option(
            names = "--gate",
            paramLabel = "FILE|NAME",
            description = "The model that tells human faces from false alarms (default: the shipped one;"
                    + " none with --detector whole).")
    private @Nullable String gate;

    @Option(names = "--no-gate", description = "Take whatever the detector finds for a face.")
    private boolean noGate;

    /// What was chosen, the rest as in `usual`. Who takes whole pictures has chosen them: only a gate that is asked
    /// for looks at them.
    ///
    /// @param dialogue says what is wrong with the choice
    final FaceSearch search(FaceSearch usual, Dialogue dialogue) {
        if (noGate && gate != null) {
            throw dialogue.wrong("--gate and --no-gate contradict each other; choose one");
        }
        var search = usual.withDetector(() -> FaceDetector.of(detector));
        if (gate != null) {
            return search.withGate(ModelFile.named(gate));
        }
        return noGate || detector.equals("whole") ? search.withoutGate() : search;
    }
}
