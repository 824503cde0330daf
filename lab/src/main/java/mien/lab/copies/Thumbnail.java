package mien.lab.copies;

import mien.image.Picture;

/// What is kept of a picture: its content's hash, and grey pixels of [#SIDE] x [#SIDE].
///
/// @param pixels row by row, unsigned
@SuppressWarnings("ArrayRecordComponent") // bulk data: never compared
record Thumbnail(ContentHash content, byte[] pixels) {
    static final int SIDE = 32;

    static Thumbnail of(Picture picture) {
        return new Thumbnail(
                ContentHash.of(picture), picture.grey().resized(SIDE, SIDE).pixels());
    }

    /// The pixels with the finest detail blurred, so that they can be sampled between.
    void smooth(float[] out) {
        var rows = new float[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int left = y * SIDE + Math.max(x - 1, 0);
                int right = y * SIDE + Math.min(x + 1, SIDE - 1);
                int i = y * SIDE + x;
                rows[i] = 0.25f * ((pixels[left] & 255) + 2 * (pixels[i] & 255) + (pixels[right] & 255));
            }
        }
        for (int y = 0; y < SIDE; y++) {
            int above = Math.max(y - 1, 0) * SIDE;
            int below = Math.min(y + 1, SIDE - 1) * SIDE;
            for (int x = 0; x < SIDE; x++) {
                out[y * SIDE + x] = 0.25f * (rows[above + x] + 2 * rows[y * SIDE + x] + rows[below + x]);
            }
        }
    }

    /// The standard deviation of the pixels in grey levels.
    double contrast() {
        long sum = 0;
        long squares = 0;
        for (byte pixel : pixels) {
            int value = pixel & 255;
            sum += value;
            squares += (long) value * value;
        }
        double mean = sum / (double) pixels.length;
        return Math.sqrt(Math.max(0, squares / (double) pixels.length - mean * mean));
    }
}
