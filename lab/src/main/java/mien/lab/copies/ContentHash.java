package mien.lab.copies;

import java.nio.ByteBuffer;
import mien.image.Picture;
import mien.lab.dataset.Hashing;

/// 128 bits of SHA-256 over size and pixels. A colour picture whose channels are all equal counts as grey.
record ContentHash(long high, long low) {

    static ContentHash of(Picture picture) {
        var digest = Hashing.sha256();
        boolean grey = isGrey(picture);
        digest.update(ByteBuffer.allocate(12)
                .putInt(picture.width())
                .putInt(picture.height())
                .putInt(grey ? 1 : 3)
                .flip());
        digest.update(grey && picture.channels() == 3 ? firstChannel(picture) : picture.pixels());
        var bytes = ByteBuffer.wrap(digest.digest());
        return new ContentHash(bytes.getLong(), bytes.getLong());
    }

    private static boolean isGrey(Picture picture) {
        var pixels = picture.pixels();
        if (picture.channels() == 1) {
            return true;
        }
        for (int i = 0; i < pixels.length; i += 3) {
            if (pixels[i] != pixels[i + 1] || pixels[i] != pixels[i + 2]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] firstChannel(Picture picture) {
        var out = new byte[picture.pixels().length / 3];
        for (int i = 0; i < out.length; i++) {
            out[i] = picture.pixels()[3 * i];
        }
        return out;
    }
}
