package mien.image;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Walks the segments of a JPEG file up to its first scan.
final class JpegHeader {
    private static final int FRAME_FIRST = 0xC0;
    private static final int FRAME_LAST = 0xCF;
    private static final int START_OF_SCAN = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int EXIF_PREFIX = 6;

    private JpegHeader() {}

    static Header of(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        int width = 0;
        int height = 0;
        int orientation = Header.UPRIGHT;
        int at = 2;
        while (true) {
            int marker = Byte.toUnsignedInt(bytes[at + 1]);
            if (bytes[at] != (byte) 0xFF || marker == 0xFF) {
                at++; // fill bytes and the stray ones that libjpeg skips, too
                continue;
            }
            if (marker == START_OF_SCAN) {
                return new Header(Header.Format.JPEG, width, height, orientation, ends(bytes, at));
            }
            if (isFrame(marker)) {
                height = Header.u16(in, at + 5);
                width = Header.u16(in, at + 7);
            } else if (marker == APP1 && Header.starts(bytes, at + 4, "Exif\0\0")) {
                int end = Math.min(bytes.length, at + 2 + Header.u16(in, at + 2));
                orientation = TiffTags.orientation(Arrays.copyOfRange(bytes, at + 4 + EXIF_PREFIX, end));
            }
            at += standsAlone(marker) ? 2 : 2 + Math.max(2, Header.u16(in, at + 2));
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= FRAME_FIRST && marker <= FRAME_LAST && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static boolean standsAlone(int marker) {
        return marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= 0xD9);
    }

    /// Whether an end-of-image marker follows; searched from the back, where it is.
    private static boolean ends(byte[] bytes, int scan) {
        for (int i = bytes.length - 2; i > scan; i--) {
            if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xD9) {
                return true;
            }
        }
        return false;
    }
}
