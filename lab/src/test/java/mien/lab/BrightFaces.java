package mien.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import mien.image.Picture;
import mien.lab.training.Optimizer;
import mien.lab.training.Recipe;
import mien.lab.training.Recipe.Averaging;
import mien.lab.training.Recipe.Keep;
import mien.lab.training.Recipe.Pace;

/// Two classes of pictures that differ in where they are bright, and a network that learns them in a second.
public final class BrightFaces {
    /// Three epochs, which are enough.
    public static final Recipe QUICK = Recipe.DEFAULT
            .withPace(new Pace(3, 16))
            .withOptimizer(new Optimizer.Adam(2e-3, 0.9, 0.999, 1e-8, 0))
            .withAveraging(new Averaging(0.8, Keep.LAST, 0, ""));

    private BrightFaces() {}

    /// A folder of 40 pictures each.
    ///
    /// @param below label of those that are bright below
    /// @param above label of those that are bright above
    public static Path write(Path data, String below, String above, long seed) throws IOException {
        for (var label : new String[] {below, above}) {
            Files.createDirectories(data.resolve(label));
            for (int i = 0; i < 40; i++) {
                var picture = picture(seed + i + (label.equals(below) ? 1000 : 0), label.equals(below));
                Files.write(data.resolve(label).resolve(i + ".png"), picture.png());
            }
        }
        return data;
    }

    public static Path network(Path folder) throws IOException {
        return Files.writeString(folder.resolve("small.yaml"), """
                name: small
                input: [1, 24, 24]
                normalization: per-image
                trunk:
                  - conv2d: {outChannels: 8, kernel: 3, padding: 1, stride: 2, bias: false}
                  - batchNorm2d
                  - relu
                  - flatten
                head:
                  - linear: classes
                """);
    }

    private static Picture picture(long seed, boolean brightBelow) {
        var random = new SplittableRandom(seed);
        var pixels = new byte[24 * 24];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(60) + ((i < 288) == brightBelow ? 0 : 120));
        }
        return new Picture(24, 24, 1, pixels);
    }
}
