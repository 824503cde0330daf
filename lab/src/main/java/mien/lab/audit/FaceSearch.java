package mien.lab.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import mien.face.Detection;
import mien.face.FaceDetector;
import mien.face.QuickLook;
import mien.face.QuickLook.Glimpse;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.audit.Finding.Faces;
import mien.lab.audit.Finding.Faces.Trouble;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;

/// Finds the pictures that are not what they should be: of one face, all of it.
///
/// Quick detectors miss every fourth face crop, and what they miss is mostly fine. So a picture counts as
/// faceless only where three agree: a [QuickLook] sees no face, it is less like the faces of this very data set
/// than those are like each other ([Resemblance]), and the detector of `mien analyze` finds none either. Only
/// few pictures get as far as that slow detector. Safe for many threads.
final class FaceSearch implements AutoCloseable {
    private static final int SURE = 3; // hits of a quick look that are seldom wrong
    private static final double BESIDE = 0.25; // overhang of a face that deserves a second look
    static final double CUT = 0.3; // share of the side of a face's box that lies outside
    static final double TINY = 0.25; // side of a face in shorter sides of the picture
    private static final double SMALLEST = 0.1; // side of the smallest face that is looked for
    private static final double SECOND = 0.4; // side of a second face that disturbs, in sides of the first

    private final Dataset data;
    private final QuickLook quick = new QuickLook();
    private final FaceDetector detector = FaceDetector.cascades();
    private final Resemblance resemblance = new Resemblance();
    private final Map<Integer, byte[]> missed = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> doubtful = new ConcurrentHashMap<>();

    FaceSearch(Dataset data) {
        this.data = data;
    }

    /// Takes a quick look at a picture.
    ///
    /// @param i its number in the data set
    void add(int i, Picture picture) {
        var grey = picture.grey();
        var glimpses = quick.look(grey);
        var thumbnail = grey.resized(Gradients.SIDE, Gradients.SIDE);
        var sure = glimpses.stream().filter(g -> g.hits() >= SURE).toList();
        if (glimpses.isEmpty()) {
            missed.put(i, Gradients.of(thumbnail));
        } else if (!sure.isEmpty()) {
            resemblance.learn(i, thumbnail);
        }
        if (sure.size() > 1 || sure.stream().anyMatch(g -> g.overhang(picture.width(), picture.height()) > BESIDE)) {
            doubtful.put(i, true);
        }
    }

    /// Looks closely at those that need it; call it once, after all are added.
    List<Finding> find() {
        var closely = new ArrayList<Integer>(doubtful.keySet());
        var stranger = resemblance.strangers();
        missed.forEach((i, gradients) -> {
            if (stranger.test(gradients)) {
                closely.add(i);
            }
        });
        closely.sort(null);
        return closely.parallelStream()
                .map(i -> trouble(data.samples().get(i), missed.containsKey(i)))
                .flatMap(Optional::stream)
                .map(Finding.class::cast)
                .toList();
    }

    private Optional<Faces> trouble(Sample sample, boolean missing) {
        Picture picture;
        try {
            picture = data.source().read(sample);
        } catch (PictureException _) {
            return Optional.empty(); // it was readable a moment ago; whoever took it away knows
        }
        int shorter = Math.min(picture.width(), picture.height());
        var found = detector.detect(picture, Math.max(1, (int) (shorter * SMALLEST))).stream()
                .sorted(Comparator.comparingInt((Detection d) -> -d.box().width()))
                .toList();
        if (found.isEmpty()) {
            return missing
                    ? Optional.of(new Faces(Trouble.NONE, sample.file(), "no upright frontal face was found in it"))
                    : Optional.empty();
        }
        return trouble(sample.file(), picture, found);
    }

    private static Optional<Faces> trouble(String file, Picture picture, List<Detection> found) {
        double shorter = Math.min(picture.width(), picture.height());
        var box = found.getFirst().box();
        long large = found.stream()
                .filter(d -> d.box().width() >= SECOND * box.width())
                .count();
        if (large > 1) {
            return Optional.of(new Faces(Trouble.SEVERAL, file, large + " faces were found in it"));
        }
        if (box.width() < TINY * shorter) {
            return Optional.of(new Faces(
                    Trouble.TINY,
                    file,
                    String.format(
                            Locale.ROOT,
                            "its face is tiny: %d pixels of %d, %.0f are needed",
                            box.width(),
                            (int) shorter,
                            TINY * shorter)));
        }
        double side = box.width() / shorter;
        double cut =
                new Glimpse(box.x() / shorter, box.y() / shorter, side, 0).overhang(picture.width(), picture.height());
        return cut <= CUT
                ? Optional.empty()
                : Optional.of(new Faces(
                        Trouble.CUT_OFF,
                        file,
                        String.format(Locale.ROOT, "its face is cut off: %.0f %% of it lie outside", 100 * cut)));
    }

    @Override
    public void close() {
        quick.close();
        detector.close();
    }
}
