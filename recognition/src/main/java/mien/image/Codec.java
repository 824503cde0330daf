package mien.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/// Encoded bytes to pixels and back, through OpenCV.
final class Codec {
    /// A Java array ends at 2^31 bytes, a pixel has up to three of them.
    private static final long MAX_POSSIBLE = Integer.MAX_VALUE / 3;

    private static final double SIXTEEN_TO_EIGHT = 1 / 257.0;
    private static final double UNIT_TO_EIGHT = 255;

    private Codec() {}

    static Picture decode(byte[] encoded, long maxPixels) {
        if (encoded.length == 0) {
            throw new PictureException("picture: the file is empty");
        }
        var header = Header.of(encoded)
                .orElseThrow(() -> new PictureException(
                        "picture: this is not a picture in a known format; give JPEG, PNG, WebP, BMP, TIFF or GIF"));
        check(header, Math.min(maxPixels, MAX_POSSIBLE));
        try (var _ = new PointerScope()) {
            var raw = opencv_imgcodecs.imdecode(
                    new Mat(1, encoded.length, opencv_core.CV_8UC1, new BytePointer(encoded)), flags(header));
            if (raw.empty()) {
                throw damaged(header);
            }
            var opaque = Pixels.overWhite(eightBit(raw));
            return Mats.toPicture(
                    header.format() == Header.Format.TIFF ? opaque : Pixels.upright(opaque, header.orientation()));
        } catch (PictureException e) {
            throw e;
        } catch (RuntimeException _) { // what JavaCPP makes of a C++ exception
            throw damaged(header);
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

    private static void check(Header header, long limit) {
        if (header.width() > 0 && header.height() > 0 && header.width() > limit / header.height()) {
            throw new PictureException("picture: it has %d x %d pixels, more than the limit of %d; make it smaller"
                    .formatted(header.width(), header.height(), limit));
        }
        if (!header.complete()) {
            throw new PictureException("picture: the " + header.format() + " file is cut off or damaged");
        }
        if (header.width() == 0 || header.height() == 0) {
            throw damaged(header);
        }
    }

    private static PictureException damaged(Header header) {
        return new PictureException("picture: the " + header.format() + " data is damaged and cannot be decoded");
    }

    /// Alpha and 16 bit are asked for only where they occur; JPEG and BMP know neither.
    private static int flags(Header header) {
        return switch (header.format()) {
            case JPEG, BMP -> opencv_imgcodecs.IMREAD_ANYCOLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
            case PNG, WEBP, TIFF, GIF -> opencv_imgcodecs.IMREAD_UNCHANGED;
        };
    }

    private static Mat eightBit(Mat mat) {
        double scale = switch (mat.depth()) {
            case opencv_core.CV_16U -> SIXTEEN_TO_EIGHT;
            case opencv_core.CV_32F, opencv_core.CV_64F -> UNIT_TO_EIGHT;
            default -> 1;
        };
        if (mat.depth() == opencv_core.CV_8U) {
            return mat;
        }
        var out = new Mat();
        mat.convertTo(out, opencv_core.CV_8U, scale, 0);
        return out;
    }
}
