package mien.lab.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import mien.image.Picture;
import mien.lab.audit.Audit;
import mien.lab.audit.Auditor;
import mien.lab.audit.Finding;
import mien.lab.audit.FindingFiles;
import mien.lab.dataset.Datasets;
import mien.lab.dataset.Hashing;

/// A small data set on disk, `faces`, with an audit beside it: `happy/1.png` and `sad/1.png` are copies,
/// `happy/2.png` is blank, `sad/3.png` is said to look angry.
public final class Faces {
    private static final int SIDE = 32;

    private Faces() {}

    public static Path write(Path folder) throws IOException {
        var data = folder.resolve("faces");
        for (var label : List.of("happy", "sad", "angry")) {
            for (int i = 1; i <= 4; i++) {
                picture(
                        data.resolve(label + "/" + i + ".png"),
                        blots(label.equals("sad") && i == 1 ? 11 : 10 * label.length() + i));
            }
        }
        Files.copy(data.resolve("sad/1.png"), data.resolve("happy/1.png"), StandardCopyOption.REPLACE_EXISTING);
        picture(data.resolve("happy/2.png"), new Picture(SIDE, SIDE, 1, new byte[SIDE * SIDE]));
        return data;
    }

    public static Audit audit(Path data) throws IOException {
        try (var dataset = Datasets.open(data)) {
            var found = Auditor.audit(dataset, Set.of(), Auditor.Watcher.NONE)
                    .plus(List.of(new Finding.Suspect("sad/3.png", "sad", "angry", 0.91, "angry 0.8, sad 0.09")));
            FindingFiles.write(found, dataset, data.resolveSibling("faces.audit"));
            return found;
        }
    }

    /// Names and contents of all files below a folder.
    public static Map<String, String> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Hashing.sha256(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static void picture(Path file, Picture picture) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, picture.png());
    }

    private static Picture blots(int seed) {
        var random = new SplittableRandom(seed);
        var coarse = new byte[49];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = (byte) random.nextInt(20, 236);
        }
        var pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = coarse[i / SIDE * 7 / SIDE * 7 + i % SIDE * 7 / SIDE];
        }
        return new Picture(SIDE, SIDE, 1, pixels);
    }
}
