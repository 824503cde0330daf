package mien.lab.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationFileTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("unset");

    @BeforeEach
    void start() {
        file = folder.resolve("explain.json");
    }

    @Test
    void pictureByPictureItBecomesTheTreeThatIsWrittenAtOnce() throws IOException {
        var whole = header();
        var pictures = whole.putArray("pictures");
        try (var written = new ExplanationFile(file, header())) {
            for (var name : new String[] {"a.png", "b \" ü.png"}) {
                written.add(picture(name));
                pictures.add(picture(name));
            }
            assertThat(file).doesNotExist();
            written.finish();
        }

        assertThat(file).hasContent(ExplanationJson.text(whole));
        assertThat(folder.toFile().list()).containsExactly("explain.json");
    }

    @Test
    void whatIsNotFinishedLeavesTheOlderOneAlone() throws IOException {
        Files.writeString(file, "older");
        try (var written = new ExplanationFile(file, header())) {
            written.add(picture("a.png"));
        }

        assertThat(file).hasContent("older");
        assertThat(folder.toFile().list()).containsExactly("explain.json");
    }

    private static ObjectNode header() {
        return ExplanationJson.JSON.createObjectNode().put("model", "m").put("seed", 3);
    }

    private static ObjectNode picture(String name) {
        var json = ExplanationJson.JSON.createObjectNode().put("file", name);
        json.putArray("grid").addArray().add(0.5).add(1);
        return json;
    }
}
