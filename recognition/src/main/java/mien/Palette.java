package mien;

import java.util.Map;
import mien.image.Colour;

/// The colours of everything that Mien draws: photos, plots and pages. Each emotion has its own, told apart also by
/// the colour-blind (Okabe and Ito 2008, with the black lightened to grey).
public final class Palette {
    public static final Colour BLUE = new Colour(0, 114, 178);
    public static final Colour VERMILLION = new Colour(213, 94, 0);
    public static final Colour GREEN = new Colour(0, 158, 115);
    public static final Colour INK = new Colour(26, 26, 26);
    public static final Colour GREY = new Colour(107, 107, 107);
    public static final Colour LINE = new Colour(217, 217, 217);
    public static final Colour PAPER = Colour.WHITE;

    private static final Map<String, Colour> BY_LABEL = Map.of(
            "angry", VERMILLION,
            "disgust", GREEN,
            "fear", new Colour(204, 121, 167),
            "happy", new Colour(240, 228, 66),
            "sad", BLUE,
            "surprise", new Colour(86, 180, 233),
            "neutral", new Colour(187, 187, 187),
            "contempt", new Colour(230, 159, 0));

    private static final int HUES = 18;
    private static final int[] DARK_AND_LIGHT = {95, 175}; // the darkest channel of a colour

    private Palette() {}

    /// The colour of a label. One that is no basic emotion gets one of 36 paler colours by its name, always the same,
    /// so two of them can be alike: write the name beside it.
    public static Colour of(String label) {
        var known = BY_LABEL.get(label);
        return known != null ? known : pale(Math.floorMod(31 * label.hashCode() + (label.hashCode() >>> 15), 2 * HUES));
    }

    private static Colour pale(int number) {
        double hue = 6.0 * (number % HUES) / HUES; // in sixths of the circle
        int least = DARK_AND_LIGHT[number / HUES];
        int range = 70;
        return new Colour(channel(hue, least, range), channel(hue + 4, least, range), channel(hue + 2, least, range));
    }

    /// Full for a third of the circle around 0, nothing for the third around 3, slopes between.
    private static int channel(double hue, int least, int range) {
        double distance = Math.abs(((hue + 3) % 6) - 3);
        return (int) Math.round(least + range * Math.clamp(2 - distance, 0, 1));
    }
}
