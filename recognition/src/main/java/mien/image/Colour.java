package mien.image;

import java.util.Locale;

/// A colour to draw with, each part in `[0, 255]`.
public record Colour(int red, int green, int blue) {
    public static final Colour WHITE = new Colour(255, 255, 255);
    public static final Colour BLACK = new Colour(0, 0, 0);

    public Colour {
        if (Math.min(red, Math.min(green, blue)) < 0 || Math.max(red, Math.max(green, blue)) > 255) {
            throw new IllegalArgumentException(
                    "colour: each part must be 0 to 255, got " + red + ", " + green + ", " + blue);
        }
    }

    /// As style sheets write it: `#d55e00`.
    public String css() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }

    /// Black or white, whichever reads better on this colour.
    public Colour contrast() {
        return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? BLACK : WHITE;
    }
}
