package mien.lab.report.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// A file of sheets, in Office Open XML (`.xlsx`).
public final class Workbook implements AutoCloseable {
    private static final int LONGEST_NAME = 31; // that the format allows

    private final XSSFWorkbook book = new XSSFWorkbook();
    private final Map<Style, XSSFCellStyle> styles = new HashMap<>();

    /// @param format of numbers
    record Style(String format, boolean bold, boolean right) {}

    public Workbook() {
        book.getProperties().getCoreProperties().setCreator("Mien");
    }

    /// A new sheet behind the others. What its name may not have is replaced, and it gets a number if there is such a
    /// sheet already.
    public Sheet sheet(String name) {
        var safe = WorkbookUtil.createSafeSheetName(name);
        var free = safe;
        for (int i = 2; book.getSheet(free) != null; i++) {
            var suffix = " " + i;
            free = safe.substring(0, Math.min(safe.length(), LONGEST_NAME - suffix.length())) + suffix;
        }
        return new Sheet(this, book.createSheet(free));
    }

    XSSFCellStyle style(Style wanted) {
        return styles.computeIfAbsent(wanted, w -> {
            var style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat(w.format()));
            style.setAlignment(w.right() ? HorizontalAlignment.RIGHT : HorizontalAlignment.LEFT);
            style.setIndention((short) (w.right() ? 0 : 1)); // keeps texts off the numbers to their left
            if (w.bold()) {
                style.setFont(bold());
            }
            return style;
        });
    }

    private XSSFFont bold() {
        var usual = book.getFontAt(0);
        var font = book.createFont();
        font.setFontName(usual.getFontName());
        font.setFontHeightInPoints(usual.getFontHeightInPoints());
        font.setBold(true);
        return font;
    }

    /// Writes the file, in place of an older one.
    public void write(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            book.write(out);
        }
    }

    @Override
    public void close() throws IOException {
        book.close();
    }
}
