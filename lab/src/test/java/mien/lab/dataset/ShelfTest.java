package mien.lab.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
    @TempDir
    Path folder;

    @Test
    void dataSetsAreFoundAndNothingElse() throws IOException {
        var outside = Files.createDirectories(folder.resolve("outside"));
        var top = Files.createDirectories(folder.resolve("top"));
        new TinyData(outside).pictures(9, "secret/happy/a.png");
        new TinyData(top)
                .pictures(9, "faces/happy/a.png", "nested/deep/set/train/happy/a.png", ".hidden/happy/a.png")
                .pictures(9, "table/a.png", "loose/a.png", "run/plots/a.png", "done.audit/x/a.png")
                .text("table/labels.csv", "image,label", "a.png,happy")
                .text("pixels.csv", "emotion,pixels", "3,1 2 3 4")
                .text("faces.corrections.csv", "file,action", "a.png,drop")
                .text("run/history.csv", "epoch")
                .text("done.audit/findings.json", "{}")
                .bytes("packed.zip", new byte[] {'P', 'K', 5, 6})
                .folder("empty");
        Files.createSymbolicLink(top.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(top.resolve("inner"), top.resolve("faces"));

        assertThat(Shelf.dataSets(top))
                .containsExactly(
                        top.resolve("faces"),
                        top.resolve("nested/deep/set"),
                        top.resolve("packed.zip"),
                        top.resolve("pixels.csv"),
                        top.resolve("table"));
    }
}
