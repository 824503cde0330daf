package mien.lab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import mien.lab.report.Canvas.Anchor;
import mien.lab.report.Canvas.Style;
import mien.lab.training.EpochRecord;
import mien.lab.training.EpochRecord.Score;
import mien.lab.training.History;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// The course of a training as a picture: loss on the left, accuracy on the right, over epochs, with the best epoch
/// and any overfitting marked, and told in a sentence.
public final class HistoryPlot {
    private static final int WIDTH = 1600;
    private static final int HEIGHT = 760;
    private static final int HEADER = 58;
    private static final int FOOTER = 100;
    private static final int LEGEND = 20;
    private static final int MARGIN = 28;

    private HistoryPlot() {}

    /// Draws it, as PNG; the same history gives the same bytes on one machine.
    ///
    /// @param title what was trained on what
    /// @throws PlotException if this machine cannot draw text
    /// @throws IllegalArgumentException if the history is empty
    public static byte[] png(History history, String title) {
        if (history.epochs().isEmpty()) {
            throw new IllegalArgumentException("history plot: the history is empty; plot it after the first epoch");
        }
        return Canvas.drawn("history.png", () -> draw(history, title));
    }

    private static byte[] draw(History history, String title) {
        var canvas = new Canvas(WIDTH, HEIGHT);
        var titleFont = Canvas.font(Font.BOLD, 26);
        canvas.text(
                canvas.fitted(title, titleFont, WIDTH - 2 * MARGIN),
                new Style(titleFont, Ink.INK, Anchor.LEFT),
                MARGIN,
                42);
        var panels = List.of(
                panel(history, "Loss (nats)", Score::loss, "%.3f"),
                panel(history, "Accuracy (%)", score -> 100 * score.accuracy(), "%.1f %%"));
        int y = HEADER;
        for (int i = 0; i < panels.size(); i++) {
            int x = i * WIDTH / 2;
            canvas.graphics().translate(x, y);
            panels.get(i).paint(canvas.graphics(), WIDTH / 2, HEIGHT - HEADER - FOOTER - LEGEND);
            canvas.graphics().translate(-x, -y);
            legend(canvas, panels.get(i), x + MARGIN, HEIGHT - FOOTER + 4);
        }
        footer(canvas, history);
        return canvas.png();
    }

    /// XChart's own legend sets each text on a line of its own height.
    private static void legend(Canvas canvas, XYChart chart, double left, double y) {
        var font = Canvas.font(Font.PLAIN, 15);
        double x = left + 10;
        for (var series : chart.getSeriesMap().values()) {
            canvas.line(series.getLineColor(), series.getLineStyle(), x, x + 28, y);
            canvas.text(series.getName(), new Style(font, Ink.INK, Anchor.LEFT), x + 36, y);
            x += 36 + canvas.metrics(font).stringWidth(series.getName()) + 20;
        }
    }

    private static void footer(Canvas canvas, History history) {
        var overfitting = Overfitting.seenIn(history);
        var validated = history.best().isPresent();
        var sentence = overfitting
                .map(Overfitting::sentence)
                .orElse(validated ? "No overfitting seen." : "Nothing was validated, so overfitting cannot be seen.");
        var color = overfitting.isPresent() ? Ink.VERMILLION : Ink.GREY;
        var font = Canvas.font(overfitting.isPresent() ? Font.BOLD : Font.PLAIN, 19);
        double y = HEIGHT - FOOTER + 44.0;
        for (var line : canvas.lines(sentence, font, WIDTH - 2 * MARGIN)) {
            canvas.text(line, new Style(font, color, Anchor.LEFT), MARGIN, y);
            y += 28;
        }
    }

    private static XYChart panel(History history, String name, ToDoubleFunction<Score> value, String format) {
        var chart = new XYChartBuilder()
                .width(WIDTH / 2)
                .height(HEIGHT - HEADER - FOOTER - LEGEND)
                .xAxisTitle("Epoch")
                .title(name)
                .build();
        var range = Range.of(history, value);
        style(chart, history, range);
        curve(chart, "training", points(history, EpochRecord::train, value), Ink.BLUE);
        curve(chart, "validation", points(history, EpochRecord::validation, value), Ink.GREEN);
        history.best().ifPresent(best -> {
            double at = value.applyAsDouble(best.validation());
            var label = "best epoch " + best.epoch() + ": " + String.format(Locale.ROOT, format, at);
            upright(chart, label, best.epoch(), range, Ink.GREY);
        });
        Overfitting.seenIn(history)
                .ifPresent(seen ->
                        upright(chart, "overfitting since epoch " + seen.since(), seen.since(), range, Ink.VERMILLION));
        return chart;
    }

    private static List<double[]> points(
            History history, Function<EpochRecord, Score> which, ToDoubleFunction<Score> value) {
        return history.epochs().stream()
                .map(e -> new double[] {e.epoch(), value.applyAsDouble(which.apply(e))})
                .filter(point -> Double.isFinite(point[1]))
                .toList();
    }

    private static void curve(XYChart chart, String name, List<double[]> points, Color color) {
        if (points.isEmpty()) {
            return;
        }
        var series = chart.addSeries(
                name,
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray());
        series.setLineColor(color).setLineWidth(2.5f);
        series.setMarkerColor(color).setMarker(points.size() > 40 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }

    private static void upright(XYChart chart, String name, int epoch, Range range, Color color) {
        var series = chart.addSeries(name, new double[] {epoch, epoch}, new double[] {range.low, range.high});
        series.setLineColor(color);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {8, 6}, 0));
    }

    private static void style(XYChart chart, History history, Range range) {
        int first = history.epochs().getFirst().epoch();
        int last = history.epochs().getLast().epoch();
        var styler = chart.getStyler();
        styler.setXAxisMin(first == last ? first - 1.0 : first);
        styler.setXAxisMax(first == last ? last + 1.0 : last);
        styler.setYAxisMin(range.low).setYAxisMax(range.high);
        styler.setxAxisTickLabelsFormattingFunction(x -> x == Math.rint(x) ? Integer.toString(x.intValue()) : "");
        styler.setAxisTickLabelsFont(Canvas.font(Font.PLAIN, 15)).setAxisTitleFont(Canvas.font(Font.PLAIN, 17));
        styler.setPlotGridLinesColor(Ink.LINE).setPlotGridLinesStroke(new BasicStroke(1));
        styler.setAxisTickMarksColor(Ink.GREY).setAxisTickLabelsColor(Ink.INK).setLocale(Locale.ROOT);
        styler.setMarkerSize(6).setChartTitleFont(Canvas.font(Font.BOLD, 19)).setChartTitleBoxVisible(false);
        styler.setChartBackgroundColor(Ink.PAPER)
                .setPlotBackgroundColor(Ink.PAPER)
                .setPlotBorderColor(Ink.GREY);
        styler.setLegendVisible(false).setChartPadding(24).setChartTitlePadding(10);
        styler.setYAxisDecimalPattern(range.pattern()).setAxisTicksLineVisible(false);
        styler.setChartFontColor(Ink.INK).setAntiAlias(true);
    }

    /// The values that an axis spans.
    private record Range(double low, double high) {

        /// As many decimals as its ticks need.
        String pattern() {
            double width = high - low;
            return width > 8 ? "0" : width > 0.8 ? "0.0" : width > 0.08 ? "0.00" : "0.000";
        }

        static Range of(History history, ToDoubleFunction<Score> value) {
            var values = history.epochs().stream()
                    .flatMap(e -> List.of(e.train(), e.validation()).stream())
                    .mapToDouble(value)
                    .filter(Double::isFinite)
                    .summaryStatistics();
            if (values.getCount() == 0) {
                return new Range(0, 1);
            }
            double room = Math.max(0.06 * (values.getMax() - values.getMin()), 1e-3);
            return new Range(Math.max(0, values.getMin() - room), values.getMax() + room);
        }
    }
}
