package mien.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mien.OwnJava;
import mien.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// In a JVM of its own, as libraries are loaded once.
@EnabledOnOs(OS.LINUX)
class ObjectDetectionTest {

    /// Looks for a face in a grey picture, and prints the libraries of windows that are in memory then.
    static final class Look {
        private Look() {}

        public static void main(String[] args) throws IOException {
            try (var detector = FaceDetector.cascades()) {
                System.out.println(detector.detect(new Picture(64, 64, 1, new byte[64 * 64]), 24));
            }
            try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
                lines.filter(line -> line.contains("libgtk") || line.contains("highgui"))
                        .forEach(System.out::println);
            }
        }
    }

    @Test
    void facesAreFoundWithoutAnyLibraryOfWindows() throws IOException, InterruptedException {
        assertThat(OwnJava.printed(OwnJava.of(Look.class))).endsWith("[]\n");
    }
}
