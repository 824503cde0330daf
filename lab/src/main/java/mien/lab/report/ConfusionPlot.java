package mien.lab.report;

import java.awt.Font;
import java.util.List;
import java.util.Locale;
import mien.lab.metrics.ConfusionMatrix;
import mien.lab.report.Canvas.Anchor;
import mien.lab.report.Canvas.Style;

/// A confusion matrix as a heat map: each cell has its count and its share of the row, which is also its colour.
public final class ConfusionPlot {
    private static final int MARGIN = 28;
    private static final int BAR = 96; // the colour scale with its numbers

    private final ConfusionMatrix matrix;
    private final String subtitle;
    private final int cell;
    private final Font labelFont;
    private Canvas canvas;
    private final int left;
    private final int top;
    private final boolean turned;

    private ConfusionPlot(ConfusionMatrix matrix, String subtitle) {
        this.matrix = matrix;
        this.subtitle = subtitle;
        cell = Math.clamp(900 / matrix.size(), 64, 150);
        labelFont = Canvas.font(Font.PLAIN, Math.clamp(cell / 5, 15, 20));
        canvas = new Canvas(1, 1);
        int longest = matrix.labels().stream()
                .mapToInt(canvas.metrics(labelFont)::stringWidth)
                .max()
                .orElse(0);
        turned = longest > cell - 8;
        left = MARGIN + 30 + Math.min(longest, 260) + 12;
        top = MARGIN + 100 + (turned ? (int) (Math.min(longest, 260) * 0.75) + 14 : 34);
    }

    /// Draws it, as PNG; the same matrix gives the same bytes on one machine.
    ///
    /// @param subtitle what was scored on what
    /// @throws PlotException if this machine cannot draw text
    public static byte[] png(ConfusionMatrix matrix, String subtitle) {
        return Canvas.drawn("confusion.png", () -> new ConfusionPlot(matrix, subtitle).draw());
    }

    private byte[] draw() {
        int side = cell * matrix.size();
        int width = Math.max(left + side + BAR + MARGIN, 720);
        canvas = new Canvas(width, top + side + MARGIN);
        title(width);
        axes(side);
        for (int row = 0; row < matrix.size(); row++) {
            int support = matrix.support(row);
            for (int column = 0; column < matrix.size(); column++) {
                cell(row, column, support == 0 ? Double.NaN : (double) matrix.count(row, column) / support);
            }
        }
        canvas.frame(Ink.GREY, left, top, side, side);
        scale(left + side + 28, side);
        return canvas.png();
    }

    private void title(int width) {
        int n = matrix.total();
        var figures =
                String.format(Locale.ROOT, "Accuracy %.1f %%, n = %,d", n == 0 ? 0.0 : 100.0 * matrix.correct() / n, n);
        canvas.text(figures, new Style(Canvas.font(Font.BOLD, 26), Ink.INK, Anchor.LEFT), MARGIN, MARGIN + 12);
        var small = Canvas.font(Font.PLAIN, 17);
        canvas.text(
                canvas.fitted(subtitle, small, width - 2 * MARGIN),
                new Style(small, Ink.GREY, Anchor.LEFT),
                MARGIN,
                MARGIN + 46);
    }

    private void axes(int side) {
        var axis = new Style(Canvas.font(Font.BOLD, 17), Ink.INK, Anchor.CENTRE);
        canvas.text("predicted", axis, left + side / 2.0, MARGIN + 84);
        canvas.turnedText("true", axis, 90, MARGIN + 8, top + side / 2.0);
        List<String> labels = matrix.labels();
        for (int i = 0; i < labels.size(); i++) {
            double middle = cell * (i + 0.5);
            var label = canvas.fitted(labels.get(i), labelFont, 260);
            canvas.text(label, new Style(labelFont, Ink.INK, Anchor.RIGHT), left - 10, top + middle);
            if (turned) {
                var style = new Style(labelFont, Ink.INK, Anchor.LEFT);
                canvas.turnedText(label, style, 45, left + middle - 4, top - 12);
            } else {
                canvas.text(label, new Style(labelFont, Ink.INK, Anchor.CENTRE), left + middle, top - 15);
            }
        }
    }

    /// @param share of the row, in `[0, 1]`; NaN if the row is empty
    private void cell(int row, int column, double share) {
        int x = left + cell * column;
        int y = top + cell * row;
        boolean empty = Double.isNaN(share);
        canvas.fill(empty ? Ink.PAPER : Ink.heat(share), x, y, cell, cell);
        canvas.frame(Ink.LINE, x, y, cell, cell);
        int count = matrix.count(row, column);
        var color = count == 0 ? Ink.GREY : Ink.onHeat(share);
        double middle = x + cell / 2.0;
        double size = Math.clamp(cell / 4.6, 14, 26);
        var bold = Canvas.font(row == column ? Font.BOLD : Font.PLAIN, size);
        var number = String.format(Locale.ROOT, "%,d", count);
        while (canvas.metrics(bold).stringWidth(number) > cell - 6) {
            bold = bold.deriveFont(bold.getSize2D() - 1);
        }
        canvas.text(number, new Style(bold, color, Anchor.CENTRE), middle, y + cell * 0.38);
        var percent = empty ? "–" : String.format(Locale.ROOT, share > 0.9995 ? "%.0f %%" : "%.1f %%", 100 * share);
        var small = Canvas.font(Font.PLAIN, Math.clamp(cell / 6.2, 12, 18));
        canvas.text(percent, new Style(small, color, Anchor.CENTRE), middle, y + cell * 0.68);
    }

    private void scale(int x, int side) {
        int height = Math.min(side, 420);
        for (int i = 0; i < height; i++) {
            canvas.fill(Ink.heat(1 - (double) i / (height - 1)), x, top + i, 18, 1);
        }
        canvas.frame(Ink.GREY, x, top, 18, height);
        var style = new Style(Canvas.font(Font.PLAIN, 13), Ink.GREY, Anchor.LEFT);
        for (int percent = 0; percent <= 100; percent += 50) {
            canvas.text(percent + " %", style, x + 25, top + height * (1 - percent / 100.0));
        }
    }
}
