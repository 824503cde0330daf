package mien.image;

import java.util.function.BiConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// The pixel operations behind [Picture].
final class Resampling {
    private Resampling() {}

    static Picture grey(Picture picture) {
        return apply(picture, (in, out) -> opencv_imgproc.cvtColor(in, out, opencv_imgproc.COLOR_BGR2GRAY));
    }

    static Picture colour(Picture picture) {
        return apply(picture, (in, out) -> opencv_imgproc.cvtColor(in, out, opencv_imgproc.COLOR_GRAY2BGR));
    }

    static Picture resize(Picture picture, int width, int height) {
        boolean shrinks = width < picture.width() && height < picture.height();
        int method = shrinks ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_CUBIC;
        return apply(picture, (in, out) -> opencv_imgproc.resize(in, out, new Size(width, height), 0, 0, method));
    }

    static Picture crop(Picture picture, Box box) {
        int c = picture.channels();
        int left = Math.clamp(-(long) box.x(), 0, box.width()); // the first column inside the picture
        int right = Math.clamp((long) picture.width() - box.x(), left, box.width()); // the first beyond it
        var out = new byte[box.width() * box.height() * c];
        for (int y = 0; y < box.height(); y++) {
            int row = Math.clamp(box.y() + y, 0, picture.height() - 1) * picture.width();
            int to = y * box.width();
            for (int x = 0; x < left; x++) {
                System.arraycopy(picture.pixels(), row * c, out, (to + x) * c, c);
            }
            if (left < right) {
                int inside = (right - left) * c;
                System.arraycopy(picture.pixels(), (row + box.x() + left) * c, out, (to + left) * c, inside);
            }
            for (int x = right; x < box.width(); x++) {
                System.arraycopy(picture.pixels(), (row + picture.width() - 1) * c, out, (to + x) * c, c);
            }
        }
        return new Picture(box.width(), box.height(), c, out);
    }

    private static Picture apply(Picture picture, BiConsumer<Mat, Mat> operation) {
        try (var _ = new PointerScope()) {
            var out = new Mat();
            operation.accept(Mats.toMat(picture), out);
            return Mats.toPicture(out);
        }
    }
}
