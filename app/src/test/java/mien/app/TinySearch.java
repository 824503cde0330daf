package mien.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import mien.image.Picture;

/// What `mien tune` needs for a search that trains in a moment: pictures, a network with a place, a space.
final class TinySearch {
    private TinySearch() {}

    static void write(Path folder) throws IOException {
        var random = new SplittableRandom(1);
        for (var label : List.of("happy", "sad")) {
            Files.createDirectories(folder.resolve("faces").resolve(label));
            for (int i = 0; i < 20; i++) {
                var pixels = new byte[24 * 24];
                random.nextBytes(pixels);
                Files.write(
                        folder.resolve("faces").resolve(label).resolve(i + ".png"),
                        new Picture(24, 24, 1, pixels).png());
            }
        }
        Files.writeString(folder.resolve("net.yaml"), """
                name: tiny
                input: [1, 24, 24]
                normalization: per-image
                trunk:
                  - conv2d: {outChannels: ${width}, kernel: 3, padding: 1, stride: 2, bias: false}
                  - batchNorm2d
                  - relu
                  - flatten
                head:
                  - linear: classes
                """);
        Files.writeString(folder.resolve("space.yaml"), """
                optimizer.learningRate: {from: 0.001, to: 0.1, scale: log}
                network.width: [4, 6]
                """);
    }

    /// The command line, but for the numbers of trials and epochs.
    static List<String> command(Path folder) {
        return List.of(
                "tune",
                folder.resolve("faces").toString(),
                "--network",
                folder.resolve("net.yaml").toString(),
                "--space",
                folder.resolve("space.yaml").toString(),
                "--out",
                folder.resolve("search").toString());
    }
}
