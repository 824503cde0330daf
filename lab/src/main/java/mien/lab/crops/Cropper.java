package mien.lab.crops;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mien.face.Detection;
import mien.face.FaceDetector;
import mien.image.Box;
import mien.image.Picture;

/// Cuts faces and what is none out of photos: the faces that a trusted detector finds, what the cascades propose
/// elsewhere, and random squares. Safe for many threads at once.
public final class Cropper implements AutoCloseable {
    private static final double APART = 0.15; // intersection over union with a face, up to which a square shows none
    private static final int ATTEMPTS = 20; // at each random square

    private final Cutting cutting;
    private final FaceDetector trusted;
    private final FaceDetector proposals = FaceDetector.proposals();

    /// @param trusted says where the faces are; closed with this
    public Cropper(Cutting cutting, FaceDetector trusted) {
        this.cutting = cutting;
        this.trusted = trusted;
    }

    /// The squares of one photo: faces, then false alarms, then random ones. None at all if no face is found, unless
    /// it is known that there is none: one that was missed would count as something else.
    ///
    /// @param number of the photo, so that each has random squares of its own
    public List<Crop> crops(Picture photo, int number) {
        var faces = cutting.faceless() ? List.<Box>of() : boxes(trusted, photo);
        if (faces.isEmpty() && !cutting.faceless()) {
            return List.of();
        }
        var crops = new ArrayList<Crop>();
        faces.forEach(face -> crops.add(cut(photo, Crop.Kind.FACE, face)));
        boxes(proposals, photo).stream()
                .filter(box -> apart(box, faces))
                .forEach(box -> crops.add(cut(photo, Crop.Kind.FALSE_ALARM, box)));
        random(photo, faces, new SplittableRandom(cutting.seed() * 1_000_003 + number))
                .forEach(box -> crops.add(cut(photo, Crop.Kind.RANDOM, box)));
        return List.copyOf(crops);
    }

    private List<Box> boxes(FaceDetector detector, Picture photo) {
        return detector.detect(photo, cutting.smallest()).stream()
                .map(Detection::box)
                .toList();
    }

    private Crop cut(Picture photo, Crop.Kind kind, Box box) {
        return new Crop(kind, photo.crop(box.square(cutting.margin())));
    }

    /// Sides are drawn evenly on a log scale, so that small and large squares are equally common.
    private List<Box> random(Picture photo, List<Box> faces, SplittableRandom random) {
        var squares = new ArrayList<Box>();
        int largest = Math.min(photo.width(), photo.height());
        if (largest < cutting.smallest()) {
            return squares;
        }
        for (int i = 0; i < ATTEMPTS * cutting.squares() && squares.size() < cutting.squares(); i++) {
            double ratio = (double) largest / cutting.smallest();
            int side = (int) Math.round(cutting.smallest() * Math.pow(ratio, random.nextDouble()));
            int x = random.nextInt(photo.width() - side + 1);
            int y = random.nextInt(photo.height() - side + 1);
            var square = new Box(x, y, side, side);
            if (apart(square, faces)) {
                squares.add(square);
            }
        }
        return squares;
    }

    private static boolean apart(Box box, List<Box> faces) {
        return faces.stream().allMatch(face -> face.iou(box) < APART);
    }

    @Override
    public void close() {
        trusted.close();
        proposals.close();
    }
}
