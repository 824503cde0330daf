package mien.lab.occlusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import mien.face.FaceDetector;
import mien.image.Picture;
import mien.lab.occlusion.EyeFinder.Basis;
import mien.lab.occlusion.EyeFinder.Found;
import mien.lab.occlusion.Placement.Point;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How far masks are from where they should be, on faces whose landmarks people have set; prints the table of
/// `docs/occlusion.md`.
@Tag("slow")
class PlacementAccuracyTest {
    private static final Path DATA = Path.of("../../shared/data/face-landmarks-68.zip");
    private static final int EACH = 3; // every third picture: frames of one video are alike
    private static final double MARGIN = 0.9; // of the detector's box, as training has it by default
    private static final int SIDE = 48;

    private final Map<Basis, Errors> found = new EnumMap<>(Basis.class);
    private final Errors usual = new Errors(new ArrayList<>(), new ArrayList<>());

    /// In distances between the true eyes.
    private record Errors(List<Double> eyes, List<Double> mouth) {
        void add(Placement guess, Placement truth) {
            double apart = distance(truth.leftEye(), truth.rightEye());
            eyes.add((distance(guess.leftEye(), truth.leftEye()) + distance(guess.rightEye(), truth.rightEye()))
                    / 2
                    / apart);
            mouth.add(distance(guess.mouth(), truth.mouth()) / apart);
        }

        String line(String name) {
            return "| %s | %d | %.2f (%.2f) | %.2f (%.2f) |"
                    .formatted(
                            name,
                            eyes.size(),
                            quantile(eyes, 0.5),
                            quantile(eyes, 0.9),
                            quantile(mouth, 0.5),
                            quantile(mouth, 0.9));
        }
    }

    @Test
    void masksAreWhereTheFaceIs() throws IOException {
        assumeThat(DATA).as("the shared data is absent").exists();
        try (var zip = new ZipFile(DATA.toFile());
                var faces = FaceDetector.cascades();
                var finder = new EyeFinder()) {
            var rows = new String(
                            zip.getInputStream(zip.getEntry("landmarks68.csv")).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
            for (int i = 0; i < rows.size(); i += EACH) {
                var cells = rows.get(i).split(",", -1);
                var picture = Picture.decode(
                        zip.getInputStream(zip.getEntry("images/" + cells[0])).readAllBytes());
                measure(picture, cells, faces, finder);
            }
        }
        System.out.println("| placed by | faces | eyes | mouth |");
        found.forEach((basis, errors) -> System.out.println(errors.line(basis.name())));
        System.out.println(usual.line("USUAL, had nothing been sought"));
        var byEyes = found.getOrDefault(Basis.EYES, usual);
        assertThat(byEyes.eyes()).hasSizeGreaterThan(350);
        assertThat(quantile(byEyes.eyes(), 0.5)).isLessThan(0.11);
        assertThat(quantile(byEyes.mouth(), 0.5)).isLessThan(0.19);
        assertThat(quantile(usual.eyes(), 0.5)).isLessThan(0.15);
    }

    private void measure(Picture picture, String[] cells, FaceDetector faces, EyeFinder finder) {
        var face = faces.detect(picture, 40).stream()
                .max(Comparator.comparingLong(one -> one.box().area()));
        if (face.isEmpty()) {
            return;
        }
        var box = face.get().box().square(MARGIN);
        var left = mean(cells, 36, 42);
        var right = mean(cells, 42, 48);
        var mouth = mean(cells, 48, 60);
        var truth = new Placement(
                new Point((left.x() - box.x()) / box.width(), (left.y() - box.y()) / box.width()),
                new Point((right.x() - box.x()) / box.width(), (right.y() - box.y()) / box.width()),
                new Point((mouth.x() - box.x()) / box.width(), (mouth.y() - box.y()) / box.width()));
        if (truth.leftEye().x() < 0 || truth.rightEye().x() > 1 || truth.mouth().y() > 1.2) {
            return; // the detector found something else than this face
        }
        Found guess = finder.find(picture.crop(box).resized(SIDE, SIDE));
        found.computeIfAbsent(guess.basis(), _ -> new Errors(new ArrayList<>(), new ArrayList<>()))
                .add(guess.placement(), truth);
        usual.add(Placement.USUAL, truth);
    }

    private static Point mean(String[] cells, int from, int to) {
        double x = 0;
        double y = 0;
        for (int i = from; i < to; i++) {
            x += Double.parseDouble(cells[1 + 2 * i]);
            y += Double.parseDouble(cells[2 + 2 * i]);
        }
        return new Point(x / (to - from), y / (to - from));
    }

    private static double distance(Point a, Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    private static double quantile(List<Double> values, double share) {
        return values.stream()
                .sorted()
                .skip((long) (share * values.size()))
                .findFirst()
                .orElse(Double.NaN);
    }
}
