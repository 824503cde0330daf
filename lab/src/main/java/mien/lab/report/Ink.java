package mien.lab.report;

import java.awt.Color;
import mien.Palette;
import mien.image.Colour;

/// The colours of [Palette] for Java2D, and the scale of heat maps.
final class Ink {
    static final Color BLUE = awt(Palette.BLUE);
    static final Color VERMILLION = awt(Palette.VERMILLION);
    static final Color GREEN = awt(Palette.GREEN);
    static final Color INK = awt(Palette.INK);
    static final Color GREY = awt(Palette.GREY);
    static final Color LINE = awt(Palette.LINE);
    static final Color PAPER = awt(Palette.PAPER);

    private static final Color DARK = new Color(0x00395A);
    private static final double BLUE_AT = 0.75;

    private Ink() {}

    /// From white (0) over blue to a dark blue (1).
    static Color heat(double share) {
        return share < BLUE_AT
                ? mixed(PAPER, BLUE, share / BLUE_AT)
                : mixed(BLUE, DARK, (share - BLUE_AT) / (1 - BLUE_AT));
    }

    /// The colour of text on [#heat], whichever has the higher contrast.
    static Color onHeat(double share) {
        return share > 0.65 ? PAPER : INK;
    }

    private static Color awt(Colour colour) {
        return new Color(colour.red(), colour.green(), colour.blue());
    }

    private static Color mixed(Color from, Color to, double share) {
        return new Color(
                mixed(from.getRed(), to.getRed(), share),
                mixed(from.getGreen(), to.getGreen(), share),
                mixed(from.getBlue(), to.getBlue(), share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * Math.clamp(share, 0, 1));
    }
}
