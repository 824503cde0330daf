package mien.lab.report;

import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/// A white sheet to draw on, in pixels, with the house's font; it ends as PNG.
final class Canvas {

    static {
        // Nothing here opens a window; without this, macOS shows an icon in the dock while a plot is drawn.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
        ImageIO.setUseCache(false);
    }

    private final BufferedImage image;
    private final Graphics2D graphics;

    Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Ink.PAPER);
        graphics.fillRect(0, 0, width, height);
    }

    /// Where a text touches its point.
    enum Anchor {
        LEFT,
        CENTRE,
        RIGHT
    }

    static Font font(int style, double size) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont((float) size);
    }

    /// Runs `drawing` after a trial that shows whether this machine's Java can draw text at all.
    ///
    /// @throws PlotException if AWT or its fonts are missing
    static byte[] drawn(String what, Supplier<byte[]> drawing) {
        try {
            new Canvas(1, 1).text("x", new Style(font(Font.PLAIN, 12), Ink.INK, Anchor.LEFT), 0, 0);
        } catch (LinkageError | InternalError | AWTError | RuntimeException e) { // AWT's ways to say "no fonts here"
            throw new PlotException(
                    what + ": cannot be drawn, Java finds no usable fonts or AWT libraries here (" + e.getMessage()
                            + "); install fontconfig and a font, for example fonts-dejavu-core",
                    e);
        }
        return drawing.get();
    }

    Graphics2D graphics() {
        return graphics;
    }

    FontMetrics metrics(Font font) {
        return graphics.getFontMetrics(font);
    }

    void fill(Color color, int x, int y, int width, int height) {
        graphics.setColor(color);
        graphics.fillRect(x, y, width, height);
    }

    void frame(Color color, int x, int y, int width, int height) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke(1));
        graphics.drawRect(x, y, width, height);
    }

    void line(Color color, BasicStroke stroke, double fromX, double toX, double y) {
        graphics.setColor(color);
        graphics.setStroke(stroke);
        graphics.draw(new Line2D.Double(fromX, y, toX, y));
    }

    /// One line of text whose vertical middle is at `y`.
    void text(String text, Style style, double x, double y) {
        var metrics = metrics(style.font);
        double left = switch (style.anchor) {
            case LEFT -> x;
            case CENTRE -> x - metrics.stringWidth(text) / 2.0;
            case RIGHT -> x - metrics.stringWidth(text);
        };
        graphics.setFont(style.font);
        graphics.setColor(style.color);
        graphics.drawString(text, (float) left, (float) (y + (metrics.getAscent() - metrics.getDescent()) / 2.0));
    }

    /// The same, turned counter-clockwise around its point.
    void turnedText(String text, Style style, double degrees, double x, double y) {
        var before = graphics.getTransform();
        graphics.rotate(-Math.toRadians(degrees), x, y);
        text(text, style, x, y);
        graphics.setTransform(before);
    }

    /// Breaks a text between words so that no line is wider than `width` (but for single words that are).
    List<String> lines(String text, Font font, int width) {
        var metrics = metrics(font);
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : text.split(" ", -1)) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && metrics.stringWidth(longer) > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    /// A text that fits into `width`, cut with an ellipsis if it must be.
    String fitted(String text, Font font, int width) {
        var metrics = metrics(font);
        if (metrics.stringWidth(text) <= width) {
            return text;
        }
        int length = text.length();
        while (length > 1 && metrics.stringWidth(text.substring(0, length) + "…") > width) {
            length--;
        }
        return text.substring(0, length) + "…";
    }

    byte[] png() {
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }

    record Style(Font font, Color color, Anchor anchor) {}
}
