package mien.app.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import mien.image.Box;
import mien.image.Picture;
import mien.lab.audit.Audit;
import mien.lab.audit.Auditor;
import mien.lab.audit.Finding;
import mien.lab.audit.FindingFiles;
import mien.lab.audit.Flaw;
import mien.lab.dataset.Datasets;

/// A data set of Mien's own mean faces, each a little different, with planted mistakes and its audit: shows nobody.
final class MeanFaceData {
    static final List<String> LABELS = List.of("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise");

    private static final int SIDE = 64;
    private static final int OF_EACH = 24;
    private static final int MISLABELLED = 2; // of each

    private MeanFaceData() {}

    /// Writes `mean-faces` and `mean-faces.audit`; returns the data set.
    static Path write(Path folder) throws IOException {
        var data = folder.resolve("mean-faces");
        var suspects = new ArrayList<Finding>();
        var random = new SplittableRandom(1);
        for (var shown : LABELS) {
            var face = Picture.read(Path.of("../samples/" + shown + ".png"));
            for (int i = 0; i < OF_EACH; i++) {
                var label = i < MISLABELLED ? LABELS.get((LABELS.indexOf(shown) + 2 + i) % LABELS.size()) : shown;
                var file = label + "/" + shown.charAt(0) + String.format(Locale.ROOT, "%03d.png", i);
                write(data.resolve(file), varied(face, random));
                if (i < MISLABELLED) {
                    double sure = 0.97 - 0.02 * suspects.size();
                    var reason = shown + " " + String.format(Locale.ROOT, "%.2f", sure) + ", " + label + " 0.02";
                    suspects.add(new Finding.Suspect(file, label, shown, sure, reason));
                }
            }
        }
        Files.copy(data.resolve("happy/h010.png"), data.resolve("happy/h100.png"));
        Files.copy(data.resolve("sad/s010.png"), data.resolve("neutral/n100.png"));
        write(data.resolve("fear/f100.png"), new Picture(SIDE, SIDE, 1, new byte[SIDE * SIDE]));
        audit(data, suspects);
        return data;
    }

    private static void audit(Path data, List<Finding> suspects) throws IOException {
        try (var dataset = Datasets.open(data)) {
            var audit = Auditor.audit(dataset, Set.of(), Auditor.Watcher.NONE);
            var planted =
                    audit.findings().stream().filter(MeanFaceData::isPlanted).toList();
            var kept = new Audit(audit.name(), audit.form(), audit.labels(), audit.pictures(), planted);
            FindingFiles.write(kept.plus(suspects), dataset, data.resolveSibling("mean-faces.audit"));
        }
    }

    /// Faces that are made of one are near copies of each other, and some are dark.
    private static boolean isPlanted(Finding finding) {
        return (finding instanceof Finding.Copies copies && copies.exact())
                || (finding instanceof Finding.Flawed flawed && flawed.flaw() == Flaw.BLANK);
    }

    /// Another crop and another light.
    private static Picture varied(Picture face, SplittableRandom random) {
        int side = Math.min(face.width(), face.height());
        int size = (int) (side * random.nextDouble(0.8, 1));
        int x = random.nextInt(face.width() - size + 1);
        int y = random.nextInt(face.height() - size + 1);
        var cropped = face.crop(new Box(x, y, size, size)).resized(SIDE, SIDE).grey();
        double light = random.nextDouble(0.75, 1.15);
        var pixels = cropped.pixels().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.clamp(Math.round((pixels[i] & 0xff) * light), 0, 255);
        }
        return new Picture(SIDE, SIDE, 1, pixels);
    }

    private static void write(Path file, Picture picture) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, picture.png());
    }
}
