package mien.app;

import java.nio.file.Path;
import mien.Mien;

/// The Java of the README, word for word, so that the compiler reads it, too; [ReadmeTest] holds the two together.
final class ReadmeSnippet {
    private ReadmeSnippet() {}

    static void run() {
        try (var mien = Mien.load()) {
            var photo = mien.analyze(Path.of("photo.jpg"));
            for (var face : photo.faces()) {
                var reading = face.reading();
                System.out.printf("%s: %s, %.0f %%%n", face.box(), reading.emotion(), 100 * reading.confidence());
            }
        }
    }
}
