package mien.lab;

import java.io.IOException;
import java.nio.file.Path;
import mien.lab.TrainingRequest.Options;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Tests of trainings that take a second: in a folder, with two classes of [BrightFaces] and their network.
abstract class BrightTraining {
    @TempDir
    Path folder;

    Path data = Path.of("unset");
    Path network = Path.of("unset");

    @BeforeEach
    void twoClassesAndASmallNetwork() throws IOException {
        data = BrightFaces.write(folder.resolve("faces"), "happy", "angry", 0);
        network = BrightFaces.network(folder);
    }

    /// @param model the file's name
    TrainingRequest request(String model, Options options) {
        return new TrainingRequest(data, network.toString(), BrightFaces.QUICK, folder.resolve(model), options);
    }
}
