package mien.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The three tags of a TIFF directory that matter here; EXIF is the same structure.
///
/// @param width pixels, 0 if the tag is absent
/// @param height pixels, 0 if the tag is absent
/// @param orientation 1 to 8
record TiffTags(long width, long height, int orientation) {
    private static final int IMAGE_WIDTH = 256;
    private static final int IMAGE_LENGTH = 257;
    private static final int ORIENTATION = 274;
    private static final int BIG = 43;
    private static final int SHORT = 3;
    private static final int LONG8 = 16;

    /// The orientation inside an EXIF block; upright if it cannot be told, as broken EXIF must not cost the photo.
    static int orientation(byte[] exif) {
        try {
            return of(ByteBuffer.wrap(exif)).orientation();
        } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
            return Header.UPRIGHT;
        }
    }

    static TiffTags of(ByteBuffer in) {
        in.order(in.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean big = Header.u16(in, 2) == BIG;
        int directory = Math.toIntExact(offset(big ? in.getLong(8) : Integer.toUnsignedLong(in.getInt(4)), in));
        int count = big ? Math.toIntExact(offset(in.getLong(directory), in)) : Header.u16(in, directory);
        long width = 0;
        long height = 0;
        int orientation = Header.UPRIGHT;
        for (int i = 0; i < count; i++) {
            int entry = directory + (big ? 8 + 20 * i : 2 + 12 * i);
            switch (Header.u16(in, entry)) {
                case IMAGE_WIDTH -> width = value(in, entry, big);
                case IMAGE_LENGTH -> height = value(in, entry, big);
                case ORIENTATION -> orientation = (int) value(in, entry, big);
                default -> {} // hundreds of other tags exist
            }
        }
        return new TiffTags(width, height, orientation >= 1 && orientation <= 8 ? orientation : Header.UPRIGHT);
    }

    private static long offset(long value, ByteBuffer in) {
        if (value < 0 || value >= in.limit()) {
            throw new IndexOutOfBoundsException(value);
        }
        return value;
    }

    private static long value(ByteBuffer in, int entry, boolean big) {
        int at = entry + (big ? 12 : 8);
        return switch (Header.u16(in, entry + 2)) {
            case SHORT -> Header.u16(in, at);
            case LONG8 -> in.getLong(at);
            default -> Integer.toUnsignedLong(in.getInt(at));
        };
    }
}
