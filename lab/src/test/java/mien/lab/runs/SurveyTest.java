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
    void trainingsEvaluationsAndDataAreFound() throws IOException {
        file("runs/a-training/recipe.yaml", "");
        file("runs/a-training/examples/1/2.png", "");
        file("deep/in/side/b-training/history.csv", "");
        file("empty-training/notes.txt", "");
        file("judged/metrics.json", "{}");
        file("faces/happy/1.png", "");
        file("faces/sad/1.JPG", "");
        file("split/train/happy/1.png", "");
        file("split/train/sad/1.png", "");
        file("split/test/happy/1.png", "");
        file("split/test/sad/1.png", "");
        file("one/class/1.png", "");
        file("fer.zip", "PK");
        file("fer2013.csv", "emotion,pixels,Usage\n");
        file("other.csv", "file,label\n");

        var found = Survey.of(folder);

        assertThat(ids(found.models())).containsExactlyInAnyOrder("runs/a.onnx", "deep/in/side/b.onnx");
        assertThat(ids(found.evaluations())).containsExactly("judged");
        assertThat(ids(found.data())).containsExactly("faces", "fer.zip", "fer2013.csv", "split");
    }

    @Test
    void theFolderItselfMayBeTheData() throws IOException {
        file("happy/1.png", "");
        file("sad/1.png", "");

        assertThat(ids(Survey.of(folder).data())).containsExactly(".");
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
