package mien.lab.report.workbook;

import java.util.Arrays;
import java.util.List;
import mien.lab.report.workbook.Workbook.Style;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// A sheet that grows row by row, with charts to the right of its rows.
public final class Sheet {
    private static final int WIDEST = 48;
    private static final int CHARACTER = 256; // units of a column's width
    private static final int CHART_COLUMNS = 9;
    private static final int CHART_ROWS = 20;

    private final Workbook book;
    private final XSSFSheet sheet;
    private int[] widths = {};
    private int row;
    private int head = -1;
    private int charts;

    Sheet(Workbook book, XSSFSheet sheet) {
        this.book = book;
        this.sheet = sheet;
        sheet.getPrintSetup().setLandscape(true);
        sheet.setFitToPage(true);
        sheet.getPrintSetup().setFitHeight((short) 0); // as many pages as there are rows for
    }

    /// The row that comes next, counted from 0.
    public int next() {
        return row;
    }

    /// The names of the columns of the rows that follow.
    public void head(List<String> names) {
        head = row;
        row(names.stream().map(Cell::text).toList(), true);
    }

    public void row(Cell... cells) {
        row(List.of(cells), false);
    }

    public void row(List<Cell> cells) {
        row(cells, false);
    }

    /// A row that stands out.
    public void bold(List<Cell> cells) {
        row(cells, true);
    }

    /// A row of words that does not widen its column.
    public void note(String text, boolean bold) {
        fill(sheet.createRow(row++).createCell(0), Cell.text(text), bold);
    }

    public void skip() {
        row++;
    }

    private void row(List<Cell> cells, boolean bold) {
        var line = sheet.createRow(row);
        widths = widths.length < cells.size() ? Arrays.copyOf(widths, cells.size()) : widths;
        for (int i = 0; i < cells.size(); i++) {
            fill(line.createCell(i), cells.get(i), bold);
            if (head == row - 1 && cells.get(i) instanceof Cell.Numeric) {
                sheet.getRow(head).getCell(i).setCellStyle(book.style(new Style(Cell.GENERAL, true, true)));
            }
            widths[i] = Math.max(widths[i], cells.get(i).width());
            sheet.setColumnWidth(i, (Math.min(WIDEST, widths[i]) + 4) * CHARACTER);
        }
        row++;
    }

    private void fill(XSSFCell place, Cell cell, boolean bold) {
        switch (cell) {
            case Cell.Text(var text) -> {
                place.setCellValue(text);
                place.setCellStyle(book.style(new Style(Cell.GENERAL, bold, false)));
            }
            case Cell.Numeric(var value, var format) -> {
                if (Double.isFinite(value)) {
                    place.setCellValue(value);
                }
                place.setCellStyle(book.style(new Style(format, bold, true)));
            }
        }
    }

    /// Keeps the rows so far, and some columns, in sight.
    public void freeze(int columns) {
        sheet.createFreezePane(columns, row);
    }

    /// Lets the reader sort and choose.
    ///
    /// @param head the row of the columns' names; all rows below it belong to the table
    public void filter(int head) {
        sheet.setAutoFilter(new CellRangeAddress(head, Math.max(head, row - 1), 0, widths.length - 1));
    }

    /// Puts a chart to the right of the widest row, below the charts before it.
    public void chart(Chart chart) {
        var drawing = sheet.createDrawingPatriarch();
        int column = widths.length + 1;
        int top = 1 + charts++ * CHART_ROWS;
        var place = drawing.createAnchor(0, 0, 0, 0, column, top, column + CHART_COLUMNS, top + CHART_ROWS - 1);
        new Drawing(drawing.createChart(place), sheet).draw(chart);
    }
}
