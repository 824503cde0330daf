package mien.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Reads the chunks of a WebP file, lossy, lossless or extended.
final class WebpHeader {
    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEAD = 8;

    private WebpHeader() {}

    static Header of(byte[] bytes) {
        var little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean complete = Integer.toUnsignedLong(little.getInt(4)) + CHUNK_HEAD <= bytes.length;
        int data = FIRST_CHUNK + CHUNK_HEAD;
        long width;
        long height;
        if (Header.starts(bytes, FIRST_CHUNK, "VP8X")) {
            width = 1L + (little.getInt(data + 4) & 0xFFFFFF);
            height = 1L + ((little.getInt(data + 6) >>> 8) & 0xFFFFFF);
        } else if (Header.starts(bytes, FIRST_CHUNK, "VP8L")) {
            int packed = little.getInt(data + 1);
            width = 1L + (packed & 0x3FFF);
            height = 1L + ((packed >>> 14) & 0x3FFF);
        } else {
            width = Header.u16(little, data + 6) & 0x3FFF;
            height = Header.u16(little, data + 8) & 0x3FFF;
        }
        return new Header(Header.Format.WEBP, width, height, orientation(bytes, little), complete);
    }

    private static int orientation(byte[] bytes, ByteBuffer little) {
        long at = FIRST_CHUNK;
        while (at + CHUNK_HEAD <= bytes.length) {
            int start = (int) at + CHUNK_HEAD;
            long length = Integer.toUnsignedLong(little.getInt((int) at + 4));
            if (Header.starts(bytes, (int) at, "EXIF") && start + length <= bytes.length) {
                int prefix = Header.starts(bytes, start, "Exif\0\0") ? 6 : 0;
                return TiffTags.orientation(Arrays.copyOfRange(bytes, start + prefix, (int) (start + length)));
            }
            at = start + length + (length & 1);
        }
        return Header.UPRIGHT;
    }
}
