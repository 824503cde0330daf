package mien.face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mien.face.Witnesses.Cascade;
import mien.image.Box;
import mien.image.Picture;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.jspecify.annotations.Nullable;

/// Judges whether a proposed square is a face, by how many windows of four cascades say so.
///
/// Measured on the 36 test photos: pictures without people reach 26 hits at most, patterns elsewhere 30, and a tie
/// 58, of which one judge gives 1; proposed faces have 46 or more, mostly 80 to 200. Sharpness plays no part.
final class Verification {
    private static final List<Cascade> JUDGES = List.of(Cascade.ALT2, Cascade.ALT, Cascade.DEFAULT, Cascade.LBP);
    private static final int ENOUGH = 40; // hits of all judges together
    private static final int EACH = 2; // hits of every judge: a tie can look like a face to one of them
    private static final int WORTH_MORE = 4; // of the first judge, below which the others are not asked
    private static final int FACE = 60; // pixels of the proposed square in the view
    private static final int VIEW = 90;
    private static final int SMALLEST = 44;
    private static final int LARGEST = 84;
    private static final double STEP = 1.1;
    private static final double[] ANGLES = {0, -15, 15, -28, 28}; // degrees; the tilted ones only for the undecided

    private static final int EYE_VIEW = 120; // pixels of the face square
    private static final int EYE_ROWS = 75;
    private static final int BROW = 28;
    private static final int SMALLEST_EYE = 20;
    private static final int LARGEST_EYE = 50;
    private static final int EYE_HITS = 2;

    private final Witnesses witnesses;
    private final Mat grey;
    private final Mat copy;
    private final double scale;

    /// @param copy the same picture `scale` times as large, which is looked at where it shows enough
    Verification(Witnesses witnesses, Mat grey, Mat copy, double scale) {
        this.witnesses = witnesses;
        this.grey = grey;
        this.copy = copy;
        this.scale = scale;
    }

    /// A proposal that stood the test.
    ///
    /// @param window the face's square, upright in its own view
    record Face(Window window, int hits) {
        Box box() {
            return window.box();
        }

        /// 0.5 for a face that was just accepted, towards 1 the more windows agree.
        double score() {
            return (double) hits / (hits + ENOUGH);
        }
    }

    Optional<Face> judge(Window proposal) {
        for (double degrees : ANGLES) {
            double side = proposal.side() * VIEW / FACE;
            var window = new Window(proposal.x(), proposal.y(), side, degrees, VIEW);
            var hits = hits(window);
            if (hits.size() >= ENOUGH) {
                return Optional.of(new Face(middle(window, hits), hits.size()));
            }
        }
        return Optional.empty();
    }

    /// A picture taken for one face as it is.
    static Face whole(Picture picture) {
        int side = Math.max(picture.width(), picture.height());
        return new Face(new Window(picture.width() / 2.0, picture.height() / 2.0, side, 0, EYE_VIEW), 0);
    }

    private List<Box> hits(Window window) {
        try (var _ = new PointerScope()) {
            var view = view(window);
            var all = new ArrayList<Box>();
            for (var judge : JUDGES) {
                var own = witnesses.hits(judge, view, STEP, SMALLEST, LARGEST);
                if (own.size() < (all.isEmpty() ? WORTH_MORE : EACH)) {
                    return List.of();
                }
                all.addAll(own);
            }
            return all;
        }
    }

    private Mat view(Window window) {
        return window.side() * scale >= window.pixels() ? window.scaled(scale).view(copy) : window.view(grey);
    }

    /// Where most of the windows are, coordinate by coordinate.
    private static Window middle(Window window, List<Box> hits) {
        double u =
                median(hits.stream().mapToDouble(b -> b.x() + b.width() / 2.0).toArray());
        double v =
                median(hits.stream().mapToDouble(b -> b.y() + b.height() / 2.0).toArray());
        double side = median(hits.stream().mapToDouble(Box::width).toArray());
        return window.at(u, v, side, EYE_VIEW);
    }

    /// The eyes of a face, if both are seen in plausible places.
    @Nullable
    Eyes eyes(Face face) {
        try (var _ = new PointerScope()) {
            var window = face.window();
            var upper = new Mat(view(window), new Rect(0, 0, EYE_VIEW, EYE_ROWS));
            var left = new ArrayList<Box>();
            var right = new ArrayList<Box>();
            for (var eye : witnesses.hits(Cascade.EYE, upper, STEP, SMALLEST_EYE, LARGEST_EYE)) {
                if (eye.y() + eye.height() / 2 > BROW) {
                    (eye.x() + eye.width() / 2 < EYE_VIEW / 2 ? left : right).add(eye);
                }
            }
            if (left.size() < EYE_HITS || right.size() < EYE_HITS) {
                return null;
            }
            return pair(window, centre(left), centre(right));
        }
    }

    private static @Nullable Eyes pair(Window window, double[] left, double[] right) {
        double apart = (right[0] - left[0]) / EYE_VIEW;
        double skew = Math.abs(right[1] - left[1]) / EYE_VIEW;
        if (apart < 0.25 || apart > 0.65 || skew > 0.15) {
            return null;
        }
        var l = window.inPicture(left[0], left[1]);
        var r = window.inPicture(right[0], right[1]);
        return l[0] < r[0] ? new Eyes(l[0], l[1], r[0], r[1]) : null;
    }

    private static double[] centre(List<Box> boxes) {
        return new double[] {
            median(boxes.stream().mapToDouble(b -> b.x() + b.width() / 2.0).toArray()),
            median(boxes.stream().mapToDouble(b -> b.y() + b.height() / 2.0).toArray())
        };
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
