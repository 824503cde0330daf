package mien.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// Encoded bytes to pixels and back, through OpenCV.
final class Codec {
    private Codec() {}

    static Picture decode(byte[] encoded, long maxPixels) {
        if (encoded.length == 0) {
            throw new PictureException("picture: the file is empty");
        }
        try (var _ = new PointerScope()) {
            var bytes = new BytePointer(encoded);
            var mat = opencv_imgcodecs.imdecode(
                    new Mat(1, encoded.length, org.bytedeco.opencv.global.opencv_core.CV_8UC1, bytes),
                    opencv_imgcodecs.IMREAD_ANYCOLOR);
            if (mat.empty()) {
                throw new PictureException("not a picture that can be decoded");
            }
            if ((long) mat.rows() * mat.cols() > maxPixels) {
                throw new PictureException("picture: it has %d x %d pixels, more than the limit of %d; make it smaller"
                        .formatted(mat.cols(), mat.rows(), maxPixels));
            }
            return Mats.toPicture(mat);
        }
    }

    static byte[] encode(Picture picture, String extension, int... options) {
        try (var _ = new PointerScope()) {
            var out = new BytePointer();
            if (!opencv_imgcodecs.imencode(extension, Mats.toMat(picture), out, new IntPointer(options))) {
                throw new PictureException("picture: " + picture.width() + " x " + picture.height()
                        + " pixels cannot be written as " + extension);
            }
            var bytes = new byte[Math.toIntExact(out.limit())];
            out.get(bytes);
            return bytes;
        }
    }
}
