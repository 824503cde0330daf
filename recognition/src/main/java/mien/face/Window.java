package mien.face;

import mien.image.Box;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// A square of a picture, turned by an angle, that is looked at in another resolution.
///
/// @param x centre in pixels of the picture
/// @param y centre
/// @param side in pixels of the picture
/// @param degrees clockwise on the screen
/// @param pixels side of the view
record Window(double x, double y, double side, double degrees, int pixels) {

    /// The square cut out; belongs to the caller's `PointerScope`. Averaged over areas where it shrinks.
    Mat view(Mat grey) {
        double zoom = side / pixels;
        if (zoom <= 1.5) {
            return warped(grey, 0, 0, 1);
        }
        double reach = side * 0.75; // half the diagonal and some
        int left = Math.clamp((int) Math.floor(x - reach), 0, grey.cols() - 1);
        int top = Math.clamp((int) Math.floor(y - reach), 0, grey.rows() - 1);
        int right = Math.clamp((int) Math.ceil(x + reach), left + 1, grey.cols());
        int bottom = Math.clamp((int) Math.ceil(y + reach), top + 1, grey.rows());
        var small = new Mat();
        int width = Math.max(1, (int) Math.round((right - left) / zoom));
        int height = Math.max(1, (int) Math.round((bottom - top) / zoom));
        opencv_imgproc.resize(
                new Mat(grey, new Rect(left, top, right - left, bottom - top)),
                small,
                new Size(width, height),
                0,
                0,
                opencv_imgproc.INTER_AREA);
        return warped(small, left, top, zoom);
    }

    /// Where a point of the view lies in the picture: `{x, y}`.
    double[] inPicture(double u, double v) {
        double zoom = side / pixels;
        double cos = Math.cos(Math.toRadians(degrees)) * zoom;
        double sin = Math.sin(Math.toRadians(degrees)) * zoom;
        double du = u - pixels / 2.0;
        double dv = v - pixels / 2.0;
        return new double[] {x + cos * du - sin * dv, y + sin * du + cos * dv};
    }

    /// The window on what a box in this window's view shows, at the same angle.
    Window at(double centreU, double centreV, double boxSide, int newPixels) {
        var centre = inPicture(centreU, centreV);
        return new Window(centre[0], centre[1], boxSide * side / pixels, degrees, newPixels);
    }

    /// The same square in a copy of the picture that is `scale` times as large.
    Window scaled(double scale) {
        return new Window(x * scale, y * scale, side * scale, degrees, pixels);
    }

    Box box() {
        int rounded = Math.max(1, (int) Math.round(side));
        return new Box((int) Math.round(x - side / 2), (int) Math.round(y - side / 2), rounded, rounded);
    }

    private Mat warped(Mat source, int left, int top, double shrunk) {
        double cos = Math.cos(Math.toRadians(degrees)) * side / pixels / shrunk;
        double sin = Math.sin(Math.toRadians(degrees)) * side / pixels / shrunk;
        var origin = inPicture(0.5, 0.5);
        var map = new Mat(2, 3, opencv_core.CV_64F);
        double originX = (origin[0] - left) / shrunk - 0.5;
        double originY = (origin[1] - top) / shrunk - 0.5;
        new DoublePointer(map.data()).put(new double[] {cos, -sin, originX, sin, cos, originY}, 0, 6);
        var out = new Mat();
        opencv_imgproc.warpAffine(
                source,
                out,
                map,
                new Size(pixels, pixels),
                opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                opencv_core.BORDER_REPLICATE,
                new Scalar(0, 0, 0, 0));
        return out;
    }
}
