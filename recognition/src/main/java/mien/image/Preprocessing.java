package mien.image;

/// How a face becomes the input of a network: cut out with a margin, turned grey if asked, resized.
///
/// Normalisation is not here: it is part of the model's graph, whose input is these raw bytes.
///
/// @param channels 1 (grey) or 3 (red, green, blue)
/// @param height input height in pixels
/// @param width input width in pixels
/// @param margin side of the square crop, as a multiple of the detected box's longer side
public record Preprocessing(int channels, int height, int width, double margin) {

    /// Grey 48x48, as in FER2013.
    public static final Preprocessing GREY_48 = new Preprocessing(1, 48, 48, 1.0);

    public Preprocessing {
        if ((channels != 1 && channels != 3) || height <= 0 || width <= 0 || !(margin > 0)) {
            throw new IllegalArgumentException("preprocessing: impossible input " + channels + "x" + height + "x"
                    + width + " with margin " + margin);
        }
    }

    /// Bytes of one input, `channels * height * width`.
    public int bytes() {
        return channels * height * width;
    }

    /// The face inside `box` as network input, `[channels, height, width]`.
    public byte[] face(Picture photo, Box box) {
        return whole(photo.crop(box.square(margin)));
    }

    /// A picture that is already a face crop as network input, `[channels, height, width]`.
    public byte[] whole(Picture crop) {
        var sized = (channels == 1 ? crop.grey() : crop.colour()).resized(width, height);
        return channels == 1 ? sized.pixels() : planar(sized);
    }

    private static byte[] planar(Picture bgr) {
        int area = bgr.width() * bgr.height();
        var out = new byte[3 * area];
        for (int i = 0; i < area; i++) {
            for (int c = 0; c < 3; c++) {
                out[c * area + i] = bgr.pixels()[3 * i + 2 - c];
            }
        }
        return out;
    }
}
