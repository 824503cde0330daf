package mien.lab.report;

import java.awt.Color;

/// The colours of all plots: Okabe and Ito's, which colour-blind people tell apart.
final class Palette {
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILLION = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);
    static final Color INK = new Color(0x1A1A1A);
    static final Color GREY = new Color(0x6B6B6B);
    static final Color LINE = new Color(0xD9D9D9);
    static final Color PAPER = Color.WHITE;

    private Palette() {}

    /// Between white (0) and blue (1).
    static Color heat(double share) {
        return new Color(
                mixed(255, BLUE.getRed(), share),
                mixed(255, BLUE.getGreen(), share),
                mixed(255, BLUE.getBlue(), share));
    }

    /// The colour of text on [#heat].
    static Color onHeat(double share) {
        return share > 0.5 ? PAPER : INK;
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * Math.clamp(share, 0, 1));
    }
}
