package mien.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import mien.app.PictureFiles.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x");
    }

    private List<Found> photos(Path root, Path... files) {
        return List.of(files).stream()
                .<Found>map(file -> new Found.Photo(file, root))
                .toList();
    }

    @Test
    void aFolderGivesItsPicturesByPathWithoutHiddenOnes() throws IOException {
        var b = file("b.jpg");
        var a = file("a/z.PNG");
        file(".trash/c.jpg");
        file("a/.d.jpg");
        file("notes.txt");

        assertThat(PictureFiles.in(List.of(folder))).isEqualTo(photos(folder, a, b));
    }

    @Test
    void linksAreFollowedOnce() throws IOException {
        file("disk/2024/a.jpg");
        var link = Files.createSymbolicLink(folder.resolve("photos"), folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("disk/2024/back"), folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("disk/gone.jpg"), folder.resolve("nowhere.jpg"));

        assertThat(PictureFiles.in(List.of(link))).isEqualTo(photos(link, link.resolve("2024/a.jpg")));
    }

    @Test
    void aFolderThatMayNotBeReadIsSaidAndTheOthersAreRead() throws IOException {
        var a = file("a.jpg");
        var closed = Files.createDirectory(folder.resolve("lost+found"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(closed)).as("root may read everything").isFalse();

        assertThat(PictureFiles.in(List.of(folder)))
                .containsExactly(
                        new Found.Photo(a, folder),
                        new Found.Nothing(closed, "may not be read; allow it or leave it out"));
    }

    @Test
    void theFolderThatIsWrittenIsNotReadUnlessItIsNamed() throws IOException {
        var a = file("a.jpg");
        var out = folder.resolve("out");

        file("out/b.jpg");

        assertThat(PictureFiles.in(List.of(folder), out)).isEqualTo(photos(folder, a));
        assertThat(PictureFiles.in(List.of(out), out)).isEqualTo(photos(out, out.resolve("b.jpg")));
    }
}
