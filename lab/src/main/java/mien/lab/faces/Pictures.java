package mien.lab.faces;

import mien.lab.dataset.PixelCache;

/// The pictures of a data set as they are compared: by number, in one frame, with what counts of it.
///
/// @param side of the square frame in pixels
/// @param face how much each pixel counts, summing to 1: an oval where faces are
record Pictures(PixelCache pixels, int side, Plane face) {
    private static final double USUAL_SIDE = 48; // FER2013's, in whose pixels the lengths of this package are given
    private static final double SHADE = 8; // blur that leaves nothing but light and shade

    static Pictures of(PixelCache pixels) {
        var input = pixels.preprocessing();
        if (input.channels() != 1 || input.width() != input.height()) {
            throw new IllegalArgumentException("mean faces: the pictures must be square and grey, got " + input);
        }
        return new Pictures(pixels, input.width(), oval(input.width()));
    }

    private static Plane oval(int side) {
        var values = new float[side * side];
        double unit = side / USUAL_SIDE;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            int row = i / side;
            double x = (i % side - (side - 1) / 2.0) / unit / 17;
            double y = ((row - (side - 1) / 2.0) / unit - 1) / 21;
            values[i] = (float) (1 / (1 + Math.exp(10 * (Math.hypot(x, y) - 1))));
            sum += values[i];
        }
        return Plane.zero(side, side).plus(1 / sum, new Plane(side, side, values));
    }

    /// A length in pixels of a 48-pixel picture, in pixels of these.
    double length(double pixelsOf48) {
        return pixelsOf48 * side / USUAL_SIDE;
    }

    /// Picture `i` with its face standardised.
    Plane standardised(int i) {
        return read(i).standardised(face);
    }

    /// Picture `i` without light and shade, and without detail finer than `blur` (in 48ths): what is compared.
    Plane features(int i, double blur) {
        var picture = read(i);
        return picture.blurred(length(blur)).plus(-1, picture.blurred(length(SHADE)));
    }

    private Plane read(int i) {
        var bytes = new byte[pixels.preprocessing().bytes()];
        pixels.read(i, bytes);
        return Plane.ofBytes(side, side, bytes);
    }
}
