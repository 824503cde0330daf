package mien.image;

import java.text.Normalizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/// Draws on a colour copy of a picture: boxes, labels and bars, in sizes that fit the picture.
///
/// Letters are OpenCV's stroke font: Java2D needs fontconfig and a font, which bare containers and slim runtimes
/// lack, and costs a tenth of a second to start. The price is ASCII: accents are taken off, anything else becomes
/// `?`. What lies outside the picture is cut off. For one thread.
public final class Canvas {
    private static final int FONT = opencv_imgproc.FONT_HERSHEY_SIMPLEX;
    private static final double CAPITALS_AT_SCALE_1 = 21; // pixels; so the scale of letters h high is h / 21

    private final int width;
    private final int height;
    private final byte[] pixels;

    public Canvas(Picture picture) {
        width = picture.width();
        height = picture.height();
        pixels = picture.colour().pixels().clone();
    }

    /// Width in pixels of a line that is easy to see on this picture, from 1 on a thumbnail up.
    public int lineWidth() {
        return Math.max(1, (int) Math.round(Math.max(width, height) / 300.0));
    }

    /// Height in pixels of a line of text that is easy to read on this picture, from 11 on a thumbnail up.
    public int textHeight() {
        return Math.max(11, (int) Math.round(Math.max(width, height) / 40.0));
    }

    /// Width in pixels of `text`, drawn `textHeight` high.
    public int textWidth(String text, int textHeight) {
        try (var _ = new PointerScope()) {
            var size = opencv_imgproc.getTextSize(ascii(text), FONT, scale(textHeight), stroke(textHeight), new int[1]);
            return size.width();
        }
    }

    /// The outline of a box, drawn inwards, over a thin contrasting line so that it shows on any ground.
    public Canvas box(Box box, Colour colour) {
        int line = lineWidth();
        frame(grown(box, 1), colour.contrast(), 1);
        frame(box, colour, line);
        return this;
    }

    /// A filled box.
    ///
    /// @param opacity 0 (invisible) to 1 (hides what is below)
    public Canvas fill(Box box, Colour colour, double opacity) {
        int left = Math.clamp(box.x(), 0, width);
        int right = Math.clamp((long) box.x() + box.width(), 0, width);
        int top = Math.clamp(box.y(), 0, height);
        int bottom = Math.clamp((long) box.y() + box.height(), 0, height);
        int[] bgr = {colour.blue(), colour.green(), colour.red()};
        for (int y = top; y < bottom; y++) {
            for (int i = (y * width + left) * 3; i < (y * width + right) * 3; i++) {
                double below = Byte.toUnsignedInt(pixels[i]);
                pixels[i] = (byte) Math.round(below + (bgr[i % 3] - below) * opacity);
            }
        }
        return this;
    }

    /// Text in the box's height with its left upper corner there; what is longer than the box goes on to its right.
    public Canvas label(String text, Box box, Colour colour) {
        try (var _ = new PointerScope()) {
            var mat = Mats.toMat(picture());
            int h = box.height();
            var origin = new Point(box.x(), (int) Math.round(box.y() + 0.74 * h));
            var paint = new Scalar(colour.blue(), colour.green(), colour.red(), 0);
            opencv_imgproc.putText(
                    mat, ascii(text), origin, FONT, scale(h), paint, stroke(h), opencv_imgproc.LINE_AA, false);
            copyBack(mat);
        }
        return this;
    }

    /// A horizontal bar that fills `share`, in `[0, 1]`, of its box; the rest is a dark track.
    public Canvas bar(Box box, double share, Colour colour) {
        fill(box, Colour.BLACK, 0.4);
        int filled = (int) Math.round(Math.clamp(share, 0, 1) * box.width());
        return filled == 0 ? this : fill(new Box(box.x(), box.y(), filled, box.height()), colour, 1);
    }

    /// The picture as drawn so far.
    public Picture picture() {
        return new Picture(width, height, 3, pixels.clone());
    }

    private void frame(Box box, Colour colour, int line) {
        int w = Math.min(line, box.width());
        int h = Math.min(line, box.height());
        fill(new Box(box.x(), box.y(), box.width(), h), colour, 1);
        fill(new Box(box.x(), box.y() + box.height() - h, box.width(), h), colour, 1);
        fill(new Box(box.x(), box.y(), w, box.height()), colour, 1);
        fill(new Box(box.x() + box.width() - w, box.y(), w, box.height()), colour, 1);
    }

    private static Box grown(Box box, int by) {
        return new Box(box.x() - by, box.y() - by, box.width() + 2 * by, box.height() + 2 * by);
    }

    private void copyBack(Mat mat) {
        mat.data().get(pixels);
    }

    private static double scale(int textHeight) {
        return 0.62 * textHeight / CAPITALS_AT_SCALE_1;
    }

    private static int stroke(int textHeight) {
        return Math.max(1, (int) Math.round(textHeight / 14.0));
    }

    private static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\x20-\\x7E]", "?");
    }
}
