package mien.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Decoded pixels of an upright picture, row by row, `[height, width, channels]`, one unsigned byte a value.
///
/// Two channel counts occur: 1 (grey) and 3 (blue, green, red). Immutable by convention: `pixels()` is the array
/// itself.
@SuppressWarnings("ArrayRecordComponent") // bulk data: compared and copied only on purpose
public record Picture(int width, int height, int channels, byte[] pixels) {

    /// Pictures with more pixels than this are refused unless the caller says otherwise.
    public static final long MAX_PIXELS = 200_000_000;

    private static final int JPEG_QUALITY = 1; // the number of OpenCV's option, cv::IMWRITE_JPEG_QUALITY
    private static final int WEBP_QUALITY = 64; // cv::IMWRITE_WEBP_QUALITY

    public Picture {
        if (width <= 0 || height <= 0 || (channels != 1 && channels != 3)) {
            throw new IllegalArgumentException(
                    "picture: impossible size " + width + "x" + height + " with " + channels + " channels");
        }
        if (pixels.length != (long) width * height * channels) {
            throw new IllegalArgumentException("picture: " + width + "x" + height + "x" + channels + " needs "
                    + (long) width * height * channels + " bytes, got " + pixels.length);
        }
    }

    /// Reads and decodes a file, with [#MAX_PIXELS] as the limit.
    ///
    /// @throws PictureException if the file cannot be read or is no picture
    public static Picture read(Path file) {
        return read(file, MAX_PIXELS);
    }

    /// Reads and decodes a file of at most `maxPixels` pixels; the size is checked before any pixel is decoded.
    ///
    /// @throws PictureException if the file cannot be read, is no picture or too large a one
    public static Picture read(Path file, long maxPixels) {
        try {
            return decode(Files.readAllBytes(file), maxPixels);
        } catch (NoSuchFileException e) {
            throw new PictureException("picture: there is no file " + file, e);
        } catch (IOException e) {
            throw new PictureException("picture: the file cannot be read: " + e.getMessage(), e);
        }
    }

    /// Decodes an encoded picture (JPEG, PNG, WebP, BMP, TIFF, GIF's first frame), upright and in colour unless it
    /// is grey.
    ///
    /// @throws PictureException if the bytes are no picture or too large a one
    public static Picture decode(byte[] encoded) {
        return decode(encoded, MAX_PIXELS);
    }

    /// Decodes an encoded picture of at most `maxPixels` pixels.
    ///
    /// @throws PictureException if the bytes are no picture or too large a one
    public static Picture decode(byte[] encoded, long maxPixels) {
        return Codec.decode(encoded, maxPixels);
    }

    /// The format of an encoded picture by its first bytes, whatever its name says: `jpeg`, `png`, `webp`, `bmp`,
    /// `tiff` or `gif`; empty if it is none of them.
    public static Optional<String> format(byte[] encoded) {
        return Header.formatOf(encoded).map(format -> format.name().toLowerCase(Locale.ROOT));
    }

    /// This picture as a PNG file.
    public byte[] png() {
        return Codec.encode(this, ".png");
    }

    /// This picture as a JPEG file.
    ///
    /// @param quality 1 (small) to 100 (good)
    public byte[] jpeg(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("jpeg: the quality must be 1 to 100, got " + quality);
        }
        return Codec.encode(this, ".jpg", JPEG_QUALITY, quality);
    }

    /// This picture as a WebP file, lossy: a third smaller than a JPEG that looks the same.
    ///
    /// @param quality 1 (small) to 100 (good)
    public byte[] webp(int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("webp: the quality must be 1 to 100, got " + quality);
        }
        return Codec.encode(this, ".webp", WEBP_QUALITY, quality);
    }

    /// One channel: the weighted brightness of ITU-R BT.601; this picture itself if it is grey already.
    public Picture grey() {
        return channels == 1 ? this : Resampling.grey(this);
    }

    /// Three channels; this picture itself if it is in colour already.
    public Picture colour() {
        return channels == 3 ? this : Resampling.colour(this);
    }

    /// The part inside `box`; what lies outside the picture repeats its border.
    public Picture crop(Box box) {
        return Resampling.crop(this, box);
    }

    /// The same picture at another size: averaged over areas when shrinking, bicubic when growing.
    public Picture resized(int newWidth, int newHeight) {
        return newWidth == width && newHeight == height ? this : Resampling.resize(this, newWidth, newHeight);
    }
}
