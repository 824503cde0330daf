package mien.lab.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
    @TempDir
    private Path folder;

    @Test
    void trainingsAndEvaluationsAreFound() throws IOException {
        file("runs/a-training/recipe.yaml", "");
        file("runs/a-training/examples/1/2.png", "");
        file("deep/in/side/b-training/history.csv", "");
        file("empty-training/notes.txt", "");
        file("judged/metrics.json", "{}");
        file("faces/happy/1.png", "");

        var found = Survey.of(folder);

        assertThat(ids(found.models())).containsExactlyInAnyOrder("runs/a.onnx", "deep/in/side/b.onnx");
        assertThat(ids(found.evaluations())).containsExactly("judged");
    }

    @Test
    void linksAndHiddenFoldersAreLeftAlone() throws IOException {
        file("elsewhere/a-training/recipe.yaml", "");
        var root = Files.createDirectories(folder.resolve("root"));
        Files.createSymbolicLink(root.resolve("link"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("b-training"), folder.resolve("elsewhere/a-training"));
        Files.createDirectories(root.resolve(".mien/c-training"));
        Files.writeString(root.resolve(".mien/c-training/recipe.yaml"), "");

        assertThat(Survey.of(root).models()).isEmpty();
    }

    private void file(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> ids(List<Path> files) {
        return files.stream().map(file -> Survey.id(folder, file)).toList();
    }
}
