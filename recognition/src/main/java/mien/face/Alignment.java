package mien.face;

import java.util.Optional;
import mien.image.Box;
import mien.image.Mats;
import mien.image.Picture;
import org.bytedeco.javacpp.PointerScope;

/// The square that is cut around a face: turned and placed by the eyes where they were found, else upright around
/// the box.
///
/// @param x centre, in pixels of the picture
/// @param y centre
/// @param side in pixels of the picture
/// @param degrees by which the square is turned clockwise; 0 without eyes
/// @param seen the eyes it was placed by, where both were found
public record Alignment(double x, double y, double side, double degrees, Optional<Eyes> seen) {
    /// Distance of the eyes, and their height above the centre, as shares of a detector's square box.
    private static final double EYES_APART = 0.4;

    private static final double EYES_ABOVE = 0.11;

    /// Eyes nearer to each other than this share of what is usual are those of a turned head.
    private static final double NARROWEST = 0.85;

    private static final double WIDEST = 1.2;

    /// The square for a face that was found.
    ///
    /// @param margin side of the square, as a multiple of the box's longer side
    public static Alignment of(Detection face, double margin) {
        var box = face.box();
        double longer = Math.max(box.width(), box.height());
        if (face.eyes().isEmpty()) {
            double middleX = box.x() + box.width() / 2.0;
            double middleY = box.y() + box.height() / 2.0;
            return new Alignment(middleX, middleY, longer * margin, 0, face.eyes());
        }
        var eyes = face.eyes().get();
        double dx = eyes.rightX() - eyes.leftX();
        double dy = eyes.rightY() - eyes.leftY();
        double apart = Math.hypot(dx, dy);
        double base = Math.clamp(apart / EYES_APART, NARROWEST * longer, WIDEST * longer);
        double down = EYES_ABOVE * base / apart;
        double x = (eyes.leftX() + eyes.rightX()) / 2 - dy * down;
        double y = (eyes.leftY() + eyes.rightY()) / 2 + dx * down;
        return new Alignment(x, y, base * margin, Math.toDegrees(Math.atan2(dy, dx)), face.eyes());
    }

    /// The face as a square picture; what lies outside the picture repeats its border.
    ///
    /// @param pixels side of the result; 0 for as many as the square has
    public Picture cut(Picture picture, int pixels) {
        int wanted = pixels == 0 ? Math.max(1, (int) Math.round(side)) : pixels;
        if (seen.isEmpty()) {
            int rounded = Math.max(1, (int) Math.round(side));
            int left = (int) Math.round(x - rounded / 2.0);
            int top = (int) Math.round(y - rounded / 2.0);
            return picture.crop(new Box(left, top, rounded, rounded)).resized(wanted, wanted);
        }
        try (var _ = new PointerScope()) {
            return Mats.toPicture(new Window(x, y, side, degrees, wanted).view(Mats.toMat(picture)));
        }
    }

    /// Where the eyes are in the cut.
    ///
    /// @param pixels side of the cut
    public Optional<Eyes> eyes(int pixels) {
        return seen.map(eyes -> {
            var left = inCut(eyes.leftX(), eyes.leftY(), pixels);
            var right = inCut(eyes.rightX(), eyes.rightY(), pixels);
            return new Eyes(left[0], left[1], right[0], right[1]);
        });
    }

    private double[] inCut(double pictureX, double pictureY, int pixels) {
        double cos = Math.cos(Math.toRadians(degrees)) * pixels / side;
        double sin = Math.sin(Math.toRadians(degrees)) * pixels / side;
        double dx = pictureX - x;
        double dy = pictureY - y;
        return new double[] {cos * dx + sin * dy + pixels / 2.0, -sin * dx + cos * dy + pixels / 2.0};
    }
}
