package mien.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/// Between [Picture] and OpenCV's `Mat`; the mats belong to the caller's `PointerScope`.
public final class Mats {
    private Mats() {}

    public static Mat toMat(Picture picture) {
        var type = picture.channels() == 1 ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3;
        return new Mat(picture.height(), picture.width(), type, new BytePointer(picture.pixels()));
    }

    /// @param mat 8 bit, 1 or 3 channels
    public static Picture toPicture(Mat mat) {
        var dense = mat.isContinuous() ? mat : mat.clone();
        var pixels = new byte[dense.rows() * dense.cols() * dense.channels()];
        dense.data().get(pixels);
        return new Picture(dense.cols(), dense.rows(), dense.channels(), pixels);
    }
}
