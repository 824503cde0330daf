package mien.lab.occlusion;

import mien.face.Eyes;

/// Where eyes and mouth are in a picture of a face.
///
/// @param leftEye centre of the eye on the left of the picture
/// @param rightEye centre of the eye on the right
/// @param mouth centre of the mouth
public record Placement(Point leftEye, Point rightEye, Point mouth) {

    /// From the middle between the eyes to the mouth, in distances between the eyes: the median of 1,500 faces whose
    /// landmarks were set by hand.
    static final double EYES_TO_MOUTH = 1.12;

    /// Where they usually are in face crops such as those of FER2013.
    public static final Placement USUAL =
            new Placement(new Point(0.305, 0.385), new Point(0.695, 0.385), new Point(0.50, 0.81));

    /// @param x share of the picture's width, from the left
    /// @param y share of its height, from the top; 0 to 1 inside the picture
    public record Point(double x, double y) {
        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException("point: must be finite, got " + x + ", " + y);
            }
        }
    }

    public Placement {
        double middleX = (leftEye.x + rightEye.x) / 2;
        double middleY = (leftEye.y + rightEye.y) / 2;
        double turn = (rightEye.x - leftEye.x) * (mouth.y - middleY) - (rightEye.y - leftEye.y) * (mouth.x - middleX);
        if (!(turn > 1e-9)) {
            throw new IllegalArgumentException("placement: with the left eye on the left, the mouth must be below"
                    + " both, got " + leftEye + ", " + rightEye + " and " + mouth);
        }
    }

    /// From the eyes alone; the mouth is where it usually is.
    ///
    /// @param eyes in pixels of the picture
    /// @param width of the picture
    /// @param height of the picture
    public static Placement of(Eyes eyes, int width, int height) {
        double apart = Math.hypot(eyes.rightX() - eyes.leftX(), eyes.rightY() - eyes.leftY());
        return of(eyes, EYES_TO_MOUTH * apart, width, height);
    }

    /// @param down pixels from the middle between the eyes to the mouth
    static Placement of(Eyes eyes, double down, int width, int height) {
        double acrossX = eyes.rightX() - eyes.leftX();
        double acrossY = eyes.rightY() - eyes.leftY();
        double apart = Math.hypot(acrossX, acrossY);
        double mouthX = (eyes.leftX() + eyes.rightX()) / 2 - down * acrossY / apart;
        double mouthY = (eyes.leftY() + eyes.rightY()) / 2 + down * acrossX / apart;
        return new Placement(
                new Point(eyes.leftX() / width, eyes.leftY() / height),
                new Point(eyes.rightX() / width, eyes.rightY() / height),
                new Point(mouthX / width, mouthY / height));
    }
}
