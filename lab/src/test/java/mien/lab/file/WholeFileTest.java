package mien.lab.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void theNewFileTakesThePlaceOfTheOldOne() throws IOException {
        var file = Files.writeString(folder.resolve("a.txt"), "old, and longer");

        WholeFile.write(file, "größer");

        assertThat(file).hasContent("größer");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void whatCannotBeReplacedStaysAndNothingIsLeftBesideIt() throws IOException {
        var taken = Files.createDirectories(folder.resolve("a.txt/inside")).getParent();

        assertThatThrownBy(() -> WholeFile.write(folder.resolve("a.txt"), "new"))
                .isInstanceOf(IOException.class);

        assertThat(taken).isDirectoryContaining("glob:**inside");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
