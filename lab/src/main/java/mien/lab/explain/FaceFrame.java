package mien.lab.explain;

import mien.lab.occlusion.Placement;
import mien.lab.occlusion.Placement.Point;

/// Between places in a picture, as shares of its width and height, and those of the fixed face of [Region].
///
/// @param middle between the eyes
/// @param across from the left eye to the right
/// @param down from the middle to the mouth
record FaceFrame(Point middle, Point across, Point down) {

    static FaceFrame of(Placement placement) {
        var left = placement.leftEye();
        var right = placement.rightEye();
        var middle = new Point((left.x() + right.x()) / 2, (left.y() + right.y()) / 2);
        return new FaceFrame(
                middle,
                new Point(right.x() - left.x(), right.y() - left.y()),
                new Point(placement.mouth().x() - middle.x(), placement.mouth().y() - middle.y()));
    }

    double u(double x, double y) {
        return ((x - middle.x()) * down.y() - (y - middle.y()) * down.x()) / area();
    }

    double v(double x, double y) {
        return ((y - middle.y()) * across.x() - (x - middle.x()) * across.y()) / area();
    }

    double x(double u, double v) {
        return middle.x() + u * across.x() + v * down.x();
    }

    double y(double u, double v) {
        return middle.y() + u * across.y() + v * down.y();
    }

    private double area() {
        return across.x() * down.y() - across.y() * down.x();
    }
}
