package mien.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/// What decoded pixels need before they are a [Picture]: no alpha, and the right way up.
final class Pixels {
    private static final int OPAQUE = 255;

    private Pixels() {}

    /// 1 and 3 channels as they are; 2 and 4 composed over white.
    static Mat overWhite(Mat mat) {
        int channels = mat.channels();
        if (channels == 1 || channels == 3) {
            return mat;
        }
        int colours = channels - 1;
        var out = new Mat(mat.rows(), mat.cols(), opencv_core.CV_8UC(colours));
        var in = new byte[mat.cols() * channels];
        var row = new byte[mat.cols() * colours];
        for (int y = 0; y < mat.rows(); y++) {
            mat.ptr(y).get(in);
            compose(in, row, colours);
            out.ptr(y).put(row);
        }
        return out;
    }

    private static void compose(byte[] in, byte[] out, int colours) {
        for (int x = 0; x < out.length / colours; x++) {
            int alpha = Byte.toUnsignedInt(in[x * (colours + 1) + colours]);
            for (int c = 0; c < colours; c++) {
                int value = Byte.toUnsignedInt(in[x * (colours + 1) + c]);
                int mixed = (value * alpha + OPAQUE * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE;
                out[x * colours + c] = (byte) mixed;
            }
        }
    }

    /// Undoes what the EXIF orientation (1 to 8) says the camera did.
    static Mat upright(Mat mat, int orientation) {
        var turned = new Mat();
        if (orientation >= 5) {
            opencv_core.transpose(mat, turned);
        } else {
            turned = mat;
        }
        return switch (orientation) {
            case 2, 6 -> flipped(turned, 1);
            case 3, 7 -> flipped(turned, -1);
            case 4, 8 -> flipped(turned, 0);
            default -> turned;
        };
    }

    private static Mat flipped(Mat mat, int axis) {
        var out = new Mat();
        opencv_core.flip(mat, out, axis);
        return out;
    }
}
