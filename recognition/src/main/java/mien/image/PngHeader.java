package mien.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/// Walks the chunks of a PNG file; their checksums show damage before libpng would complain about it on stderr.
final class PngHeader {
    private static final int SIGNATURE = 8;
    private static final int AROUND_DATA = 12;

    private PngHeader() {}

    static Header of(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        int orientation = Header.UPRIGHT;
        boolean whole = false;
        for (int at = SIGNATURE; !whole && at + AROUND_DATA <= bytes.length; ) {
            int length = in.getInt(at);
            if (length < 0 || at + (long) AROUND_DATA + length > bytes.length || !sound(bytes, at, length)) {
                break;
            }
            if (Header.starts(bytes, at + 4, "eXIf")) {
                orientation = TiffTags.orientation(Arrays.copyOfRange(bytes, at + 8, at + 8 + length));
            }
            whole = Header.starts(bytes, at + 4, "IEND");
            at += AROUND_DATA + length;
        }
        return new Header(
                Header.Format.PNG,
                Integer.toUnsignedLong(in.getInt(16)),
                Integer.toUnsignedLong(in.getInt(20)),
                orientation,
                whole);
    }

    private static boolean sound(byte[] bytes, int at, int length) {
        var crc = new CRC32();
        crc.update(bytes, at + 4, 4 + length);
        return (int) crc.getValue() == ByteBuffer.wrap(bytes).getInt(at + 8 + length);
    }
}
