package mien.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// Encoded bytes to pixels and back, through OpenCV.
final class Codec {
    private Codec() {}

    static Picture decode(byte[] encoded, long maxPixels) {
        try (var _ = new PointerScope()) {
            var bytes = new BytePointer(encoded);
            var mat = opencv_imgcodecs.imdecode(
                    new Mat(1, encoded.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, bytes),
                    opencv_imgcodecs.IMREAD_ANYCOLOR);
            if (mat.empty()) {
                throw new PictureException("not a picture that can be decoded");
            }
            return Mats.toPicture(mat);
        }
    }
}
