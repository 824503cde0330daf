package mien.app.shipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mien.model.ModelFile;

/// Where the shipped models, their cards and the shared data lie.
///
/// @param root of the repository
record Repository(Path root) {

    /// From the folder of any module, or from the root.
    static Repository current() {
        return new Repository(Files.exists(Path.of("recognition")) ? Path.of("") : Path.of(".."));
    }

    /// The file names of all shipped models, such as `mien-fast.onnx`.
    List<Path> models() {
        try (var files = Files.list(root.resolve("recognition/src/main/resources/mien/models"))) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("no shipped models below " + root.toAbsolutePath(), e);
        }
    }

    /// The card of a model, by the name that its file has inside.
    Path card(Path model) {
        return root.resolve("docs/models")
                .resolve(ModelFile.of(model).contract().name() + ".md");
    }

    /// What the models answered when they were shipped.
    Path record() {
        return root.resolve("app/src/test/resources/mien/app/shipped/answers.properties");
    }

    Path data(String name) {
        return root.resolve("../shared/data").resolve(name);
    }

    /// Whether a model tells human faces from other things.
    static boolean isGate(Path model) {
        return ModelFile.of(model)
                .contract()
                .defaultHead()
                .labels()
                .indexOf("face")
                .isPresent();
    }
}
