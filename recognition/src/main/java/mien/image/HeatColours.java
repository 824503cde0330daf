package mien.image;

/// Draws heat maps over pictures: orange where a place speaks for, blue where it speaks against, the picture
/// itself where it does neither.
///
/// Equal steps of the map are equal steps of colour to the eye: only hue and chroma tell the heat, in the
/// colour space Oklab (Ottosson, "A perceptual color space for image processing", 2020), and lightness stays
/// that of the picture, so that the face is seen through it. Orange and blue are told apart also by the
/// colour-blind.
public final class HeatColours {
    private static final double FOR = Math.toRadians(55); // hues
    private static final double AGAINST = Math.toRadians(255);
    private static final double CHROMA = 0.19; // of full heat; what the screen cannot show is brought down
    private static final double DARKEST = 0.34; // lightness under full heat: black could show no colour
    private static final double LIGHTEST = 0.86;
    private static final int SEARCH_STEPS = 12;

    private HeatColours() {}

    /// The picture in colour with the map over all of it.
    ///
    /// @param full the value that gets the full colour, > 0; what lies beyond it has the same
    public static Picture over(Picture picture, HeatMap map, double full) {
        return over(picture, new Box(0, 0, picture.width(), picture.height()), map, full);
    }

    /// The picture in colour with the map over a part of it, which may reach beyond its border.
    public static Picture over(Picture picture, Box area, HeatMap map, double full) {
        if (!(full > 0)) {
            throw new IllegalArgumentException("heat: the value of full colour must be above 0, got " + full);
        }
        var out = picture.colour().pixels().clone();
        int right = Math.min(picture.width(), area.x() + area.width());
        int bottom = Math.min(picture.height(), area.y() + area.height());
        for (int y = Math.max(0, area.y()); y < bottom; y++) {
            for (int x = Math.max(0, area.x()); x < right; x++) {
                double heat = map.between((x + 0.5 - area.x()) / area.width(), (y + 0.5 - area.y()) / area.height());
                tint(out, 3 * (y * picture.width() + x), Math.clamp(heat / full, -1, 1));
            }
        }
        return new Picture(picture.width(), picture.height(), 3, out);
    }

    /// The colour of heat on middle grey, for a scale beside the picture.
    ///
    /// @param heat in `[-1, 1]`
    public static Colour of(double heat) {
        byte[] grey = {(byte) 136, (byte) 136, (byte) 136};
        tint(grey, 0, Math.clamp(heat, -1, 1));
        return new Colour(Byte.toUnsignedInt(grey[2]), Byte.toUnsignedInt(grey[1]), Byte.toUnsignedInt(grey[0]));
    }

    /// Colours one pixel, blue, green, red from `at` on.
    private static void tint(byte[] bgr, int at, double heat) {
        double strength = Math.abs(heat);
        double blue = linear(bgr[at]);
        double green = linear(bgr[at + 1]);
        double red = linear(bgr[at + 2]);
        var lab = lab(red, green, blue);
        double lightness = lab[0] + strength * (DARKEST + lab[0] * (LIGHTEST - DARKEST) - lab[0]);
        double hue = heat > 0 ? FOR : AGAINST;
        double own = 1 - Math.min(1, 2 * strength); // of a colour picture's own colour
        double a = own * lab[1] + CHROMA * strength * Math.cos(hue);
        double b = own * lab[2] + CHROMA * strength * Math.sin(hue);
        var rgb = shown(lightness, a, b);
        bgr[at] = gamma(rgb[2]);
        bgr[at + 1] = gamma(rgb[1]);
        bgr[at + 2] = gamma(rgb[0]);
    }

    /// Linear red, green and blue of a colour, with as much chroma as a screen can show.
    private static double[] shown(double lightness, double a, double b) {
        var full = rgb(lightness, a, b);
        if (possible(full)) {
            return full;
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < SEARCH_STEPS; step++) {
            double middle = (low + high) / 2;
            if (possible(rgb(lightness, middle * a, middle * b))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return rgb(lightness, low * a, low * b);
    }

    private static boolean possible(double... rgb) {
        for (double value : rgb) {
            if (value < -1e-4 || value > 1.0001) {
                return false;
            }
        }
        return true;
    }

    private static double[] lab(double red, double green, double blue) {
        double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        return new double[] {
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
        };
    }

    private static double[] rgb(double lightness, double a, double b) {
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }

    /// From the screen's scale to that of light (sRGB).
    private static double linear(byte value) {
        double v = Byte.toUnsignedInt(value) / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static byte gamma(double light) {
        double v = Math.clamp(light, 0, 1);
        return (byte) Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055));
    }
}
