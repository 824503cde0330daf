package mien.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What an encoded picture says about itself before any pixel is decoded.
///
/// @param width pixels as stored, before the orientation is applied; 0 if the file ends before it says so
/// @param height pixels as stored
/// @param orientation EXIF's 1 (upright) to 8
/// @param complete false if the file visibly ends too early
record Header(Format format, long width, long height, int orientation, boolean complete) {

    enum Format {
        JPEG,
        PNG,
        WEBP,
        BMP,
        TIFF,
        GIF
    }

    static final int UPRIGHT = 1;

    /// The header of a picture in a known format; empty if the bytes begin like none of them.
    static Optional<Header> of(byte[] bytes) {
        return formatOf(bytes).map(format -> {
            try {
                return parse(format, bytes);
            } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
                return cutOff(format);
            }
        });
    }

    static Header cutOff(Format format) {
        return new Header(format, 0, 0, UPRIGHT, false);
    }

    private static Header parse(Format format, byte[] bytes) {
        var little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return switch (format) {
            case JPEG -> JpegHeader.of(bytes);
            case PNG -> PngHeader.of(bytes);
            case WEBP -> WebpHeader.of(bytes);
            case BMP -> bmp(little);
            case TIFF -> {
                var tags = TiffTags.of(ByteBuffer.wrap(bytes));
                yield new Header(format, tags.width(), tags.height(), tags.orientation(), true);
            }
            case GIF -> new Header(format, u16(little, 6), u16(little, 8), UPRIGHT, true);
        };
    }

    private static Header bmp(ByteBuffer little) {
        boolean core = little.getInt(14) == 12;
        long width = core ? u16(little, 18) : Math.abs((long) little.getInt(18));
        long height = core ? u16(little, 20) : Math.abs((long) little.getInt(22));
        return new Header(Format.BMP, width, height, UPRIGHT, true);
    }

    /// The format that the bytes begin like.
    static Optional<Format> formatOf(byte[] b) {
        if (starts(b, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(Format.JPEG);
        }
        if (starts(b, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(Format.PNG);
        }
        if (starts(b, 0, "RIFF") && starts(b, 8, "WEBP")) {
            return Optional.of(Format.WEBP);
        }
        if (starts(b, 0, "BM") && b.length >= 26 && b[15] == 0) {
            return Optional.of(Format.BMP);
        }
        if (starts(b, 0, "II*\0") || starts(b, 0, "MM\0*") || starts(b, 0, "II+\0") || starts(b, 0, "MM\0+")) {
            return Optional.of(Format.TIFF);
        }
        return starts(b, 0, "GIF87a") || starts(b, 0, "GIF89a") ? Optional.of(Format.GIF) : Optional.empty();
    }

    static boolean starts(byte[] bytes, int from, String text) {
        var wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < from + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    static int u16(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }
}
