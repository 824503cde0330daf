package mien.lab.occlusion;

import mien.image.Picture;

/// The pixels that are painted on, channel by channel: grey, or red, green and blue.
///
/// @param values `[channels, height, width]`, unsigned bytes; painted on in place
@SuppressWarnings("ArrayRecordComponent") // bulk data: never compared
record Planes(int channels, int height, int width, byte[] values) {

    static Planes of(Picture picture) {
        int area = picture.width() * picture.height();
        int channels = picture.channels();
        var values = new byte[area * channels];
        for (int i = 0; i < area; i++) {
            for (int c = 0; c < channels; c++) {
                values[c * area + i] = picture.pixels()[channels * i + channels - 1 - c];
            }
        }
        return new Planes(channels, picture.height(), picture.width(), values);
    }

    Picture picture() {
        int area = area();
        var pixels = new byte[area * channels];
        for (int i = 0; i < area; i++) {
            for (int c = 0; c < channels; c++) {
                pixels[channels * i + channels - 1 - c] = values[c * area + i];
            }
        }
        return new Picture(width, height, channels, pixels);
    }

    /// Takes over the pixels of a picture of the same shape.
    void set(Picture picture) {
        System.arraycopy(of(picture).values, 0, values, 0, values.length);
    }

    int area() {
        return width * height;
    }

    /// @param i a value's place in [#values]
    int at(int i) {
        return Byte.toUnsignedInt(values[i]);
    }

    void put(int i, double value) {
        values[i] = (byte) Math.clamp(Math.round(value), 0, 255);
    }
}
