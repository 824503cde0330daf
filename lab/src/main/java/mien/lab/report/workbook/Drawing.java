package mien.lab.report.workbook;

import java.util.List;
import mien.lab.report.workbook.Chart.Axis;
import mien.lab.report.workbook.Chart.Range;
import mien.lab.report.workbook.Chart.Series;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xddf.usermodel.chart.AxisCrossBetween;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisOrientation;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.DisplayBlanks;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.ScatterStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFScatterChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// Turns the description of a chart into that of the file.
final class Drawing {
    private final XSSFChart chart;
    private final XSSFSheet sheet;

    Drawing(XSSFChart chart, XSSFSheet sheet) {
        this.chart = chart;
        this.sheet = sheet;
    }

    void draw(Chart what) {
        chart.setTitleText(what.title());
        chart.setTitleOverlay(false);
        chart.displayBlanksAs(DisplayBlanks.GAP);
        chart.getGraphicFrame().setName(what.title());
        switch (what) {
            case Chart.Points points -> points(points);
            case Chart.Dots dots -> dots(dots);
            case Chart.Bars bars -> bars(bars);
        }
    }

    private void points(Chart.Points points) {
        var data = (XDDFScatterChartData) chart.createData(
                ChartTypes.SCATTER, axis(AxisPosition.BOTTOM, points.across()), axis(AxisPosition.LEFT, points.up()));
        data.setVaryColors(false);
        data.setStyle(ScatterStyle.LINE_MARKER);
        for (var series : points.series()) {
            var drawn = (XDDFScatterChartData.Series) data.addSeries(numbers(series.across()), numbers(series.up()));
            drawn.setTitle(series.name());
            drawn.setSmooth(false);
            var look = Look.of(series.mark());
            drawn.setLineProperties(look.line());
            drawn.getCTScatterSer().setMarker(look.marker());
        }
        chart.plot(data);
        legend(points.series());
    }

    private void dots(Chart.Dots dots) {
        var names = chart.createCategoryAxis(AxisPosition.BOTTOM);
        var up = axis(AxisPosition.LEFT, dots.up());
        up.setCrossBetween(AxisCrossBetween.BETWEEN);
        var data = (XDDFLineChartData) chart.createData(ChartTypes.LINE, names, up);
        data.setVaryColors(false);
        for (var series : dots.series()) {
            var drawn = (XDDFLineChartData.Series) data.addSeries(texts(dots.names()), numbers(series.up()));
            drawn.setTitle(series.name());
            drawn.setSmooth(false);
            var look = Look.of(series.mark());
            drawn.setLineProperties(look.line());
            drawn.getCTLineSer().setMarker(look.marker());
        }
        chart.plot(data);
        legend(dots.series());
    }

    private void bars(Chart.Bars bars) {
        var names = chart.createCategoryAxis(AxisPosition.LEFT);
        names.setOrientation(AxisOrientation.MAX_MIN);
        var lengths = chart.createValueAxis(AxisPosition.BOTTOM);
        lengths.setMinimum(0);
        lengths.setCrossBetween(AxisCrossBetween.BETWEEN);
        lengths.setVisible(false); // each bar has its number
        var data = (XDDFBarChartData) chart.createData(ChartTypes.BAR, names, lengths);
        data.setVaryColors(false);
        data.setBarDirection(BarDirection.BAR);
        data.setGapWidth(60);
        var drawn = (XDDFBarChartData.Series) data.addSeries(texts(bars.names()), numbers(bars.lengths()));
        drawn.setTitle(bars.title());
        drawn.setFillProperties(Look.BAR);
        var labels = drawn.getCTBarSer().addNewDLbls();
        labels.addNewShowLegendKey().setVal(false);
        labels.addNewShowVal().setVal(true);
        labels.addNewShowCatName().setVal(false);
        labels.addNewShowSerName().setVal(false);
        labels.addNewShowPercent().setVal(false);
        labels.addNewShowBubbleSize().setVal(false);
        chart.plot(data);
    }

    private void legend(List<Series> series) {
        if (series.size() > 1) {
            chart.getOrAddLegend().setPosition(LegendPosition.BOTTOM);
        }
    }

    private XDDFValueAxis axis(AxisPosition position, Axis axis) {
        var drawn = chart.createValueAxis(position);
        drawn.setTitle(axis.title());
        drawn.setNumberFormat(axis.format());
        drawn.setCrosses(AxisCrosses.MIN);
        if (axis.logBase() > 0) {
            drawn.setLogBase(axis.logBase());
            drawn.setMajorUnit(axis.logBase());
        }
        if (!Double.isNaN(axis.ends().from())) {
            drawn.setMinimum(axis.ends().from());
        }
        if (!Double.isNaN(axis.ends().to())) {
            drawn.setMaximum(axis.ends().to());
        }
        drawn.getOrAddMajorGridProperties().setLineProperties(Look.GRID);
        return drawn;
    }

    private XDDFNumericalDataSource<Double> numbers(Range range) {
        return XDDFDataSourcesFactory.fromNumericCellRange(sheet, cells(range));
    }

    private XDDFCategoryDataSource texts(Range range) {
        return XDDFDataSourcesFactory.fromStringCellRange(sheet, cells(range));
    }

    private static CellRangeAddress cells(Range range) {
        return new CellRangeAddress(range.first(), range.last(), range.column(), range.column());
    }
}
