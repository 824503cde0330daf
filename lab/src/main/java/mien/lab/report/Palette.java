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

    private static final Color DARK = new Color(0x00395A);
    private static final double BLUE_AT = 0.75;

    private Palette() {}

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
