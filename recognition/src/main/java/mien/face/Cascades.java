package mien.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mien.face.Witnesses.Cascade;
import mien.image.Box;
import mien.image.Mats;
import mien.image.Picture;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Finds frontal faces with the cascades that ship inside OpenCV's jar.
///
/// One sensitive cascade proposes: a single window of `alt2` is enough. Small windows are sought in the searched
/// copy, in coarse steps; larger ones in a copy half as large, in fine steps, for half the time that fine steps in
/// one copy take. Then four cascades look at each proposal in its own view, where a face is about 60 pixels wide,
/// and the windows they take for a face are counted ([Verification]).
///
/// Measured on the 36 test photos: of 95 faces that YuNet finds, 92 are proposed, among about 100 false ones.
public final class Cascades implements FaceDetector {
    private static final int LONGEST_SIDE = 1024; // pixels of the searched copy: bounds the time for large photos
    private static final int SHORTEST_SIDE = 160; // smaller pictures are enlarged to it, as the cascades need 20 pixels
    private static final double LARGEST_ZOOM = 4;
    private static final int PADDING = 24; // pixels around the searched copy, for faces that touch the border
    private static final int SMALLEST_WINDOW = 24;
    private static final int LARGE_WINDOW = 48; // from here on the half copy is searched
    private static final double COARSE = 1.2; // ratio of one window size to the next
    private static final double FINE = 1.1;
    private static final double OVERLAP = 0.3; // intersection over union of two boxes of one face
    private static final double INSIDE = 0.6; // or this share of the smaller box

    private final Pool<Witnesses> pool = new Pool<>("cascades", Witnesses::new);

    private final boolean verified;

    /// @param verified whether proposals are looked at again; else each is a detection
    Cascades(boolean verified) {
        this.verified = verified;
    }

    @Override
    public List<Detection> detect(Picture picture, int minFace) {
        var grey = picture.grey();
        return pool.with(witnesses -> search(witnesses, grey, minFace, verified));
    }

    @Override
    public void prepare() {
        pool.with(Witnesses::prepared);
    }

    @Override
    public String name() {
        return "cascades";
    }

    @Override
    public void close() {
        pool.close();
    }

    private static List<Detection> search(Witnesses witnesses, Picture picture, int minFace, boolean verified) {
        try (var _ = new PointerScope()) {
            var grey = Mats.toMat(picture);
            double scale = scale(grey.cols(), grey.rows());
            var searched = resized(grey, scale);
            var proposals = proposals(witnesses, searched, scale, minFace);
            if (!verified) {
                return proposals.stream()
                        .map(one -> new Detection(one.box(), 0, null))
                        .toList();
            }
            var verification = new Verification(witnesses, grey, searched, scale);
            var accepted = new ArrayList<Verification.Face>();
            for (var proposal : proposals) {
                verification.judge(proposal).ifPresent(accepted::add);
            }
            return distinct(accepted).stream()
                    .filter(face -> face.window().side() >= minFace)
                    .map(face -> new Detection(face.box(), face.score(), verification.eyes(face)))
                    .sorted(Comparator.comparingInt((Detection d) -> d.box().x())
                            .thenComparingInt(d -> d.box().y()))
                    .toList();
        }
    }

    private static List<Window> proposals(Witnesses witnesses, Mat searched, double scale, int minFace) {
        int smallest = Math.max(SMALLEST_WINDOW, (int) Math.floor(minFace * scale * 0.9));
        var hits = new ArrayList<Box>();
        if (smallest < LARGE_WINDOW) {
            witnesses
                    .hits(Cascade.ALT2, padded(searched), COARSE, smallest, LARGE_WINDOW - 1)
                    .forEach(b -> hits.add(at(b, 1)));
        }
        var half = padded(resized(searched, 0.5));
        int least = Math.max(SMALLEST_WINDOW, smallest / 2);
        witnesses.hits(Cascade.ALT2, half, FINE, least, Integer.MAX_VALUE).forEach(b -> hits.add(at(b, 2)));
        return Clusters.of(hits).stream().map(group -> mean(group, scale)).toList();
    }

    /// A window of a padded copy, in pixels of the copy that is `zoom` times as large and not padded.
    private static Box at(Box box, int zoom) {
        return new Box((box.x() - PADDING) * zoom, (box.y() - PADDING) * zoom, box.width() * zoom, box.height() * zoom);
    }

    private static double scale(int width, int height) {
        int longest = Math.max(width, height);
        if (longest > LONGEST_SIDE) {
            return (double) LONGEST_SIDE / longest;
        }
        return Math.clamp((double) SHORTEST_SIDE / Math.min(width, height), 1, LARGEST_ZOOM);
    }

    private static Mat resized(Mat grey, double scale) {
        if (scale == 1) {
            return grey;
        }
        var out = new Mat();
        int width = Math.max(1, (int) Math.round(grey.cols() * scale));
        int height = Math.max(1, (int) Math.round(grey.rows() * scale));
        int method = scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
        opencv_imgproc.resize(grey, out, new Size(width, height), 0, 0, method);
        return out;
    }

    private static Mat padded(Mat grey) {
        var out = new Mat();
        var black = new Scalar(0, 0, 0, 0);
        opencv_core.copyMakeBorder(grey, out, PADDING, PADDING, PADDING, PADDING, opencv_core.BORDER_REPLICATE, black);
        return out;
    }

    private static Window mean(List<Box> group, double scale) {
        double x = 0;
        double y = 0;
        double side = 0;
        for (var box : group) {
            x += box.x() + box.width() / 2.0;
            y += box.y() + box.height() / 2.0;
            side += box.width();
        }
        int n = group.size();
        return new Window(x / n / scale, y / n / scale, side / n / scale, 0, 1);
    }

    /// The best of those that overlap.
    private static List<Verification.Face> distinct(List<Verification.Face> faces) {
        var kept = new ArrayList<Verification.Face>();
        faces.sort(Comparator.comparingInt(Verification.Face::hits).reversed());
        for (var face : faces) {
            if (kept.stream().noneMatch(better -> same(better.box(), face.box()))) {
                kept.add(face);
            }
        }
        return kept;
    }

    private static boolean same(Box a, Box b) {
        double iou = a.iou(b);
        double common = iou * (a.area() + b.area()) / (1 + iou);
        return iou > OVERLAP || common > INSIDE * Math.min(a.area(), b.area());
    }
}
