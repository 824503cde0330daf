package mien.lab.report.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookTest {
    @TempDir
    private Path folder;

    private XSSFSheet written(List<Cell> cells) throws IOException {
        var file = folder.resolve("book.xlsx");
        try (var book = new Workbook()) {
            var sheet = book.sheet("s");
            sheet.head(List.of("a", "b"));
            sheet.row(cells);
            book.write(file);
        }
        try (var in = Files.newInputStream(file);
                var book = new XSSFWorkbook(in)) {
            return book.getSheetAt(0);
        }
    }

    @Test
    void textThatLooksLikeAFormulaStaysText() throws IOException {
        var cell = written(List.of(Cell.value("=1+1"), Cell.text("12"))).getRow(1);

        assertThat(cell.getCell(0).getCellType()).isEqualTo(CellType.STRING);
        assertThat(cell.getCell(0).getStringCellValue()).isEqualTo("=1+1");
        assertThat(cell.getCell(1).getStringCellValue()).isEqualTo("12");
    }

    @Test
    void valuesThatAreNumbersCanBeSortedAsNumbers() throws IOException {
        var row = written(List.of(Cell.value("1.014E-4"), Cell.value("-3"), Cell.value("0x10")))
                .getRow(1);

        assertThat(row.getCell(0).getNumericCellValue()).isEqualTo(1.014e-4);
        assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(-3);
        assertThat(row.getCell(2).getStringCellValue()).isEqualTo("0x10");
    }

    @Test
    void whatIsNoNumberIsAnEmptyCell() throws IOException {
        var row = written(List.of(Cell.decimal(Double.NaN, 4), Cell.decimal(0.5, 4)))
                .getRow(1);

        assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.BLANK);
        assertThat(row.getCell(1).getCellStyle().getDataFormatString()).isEqualTo("0.0000");
    }

    @Test
    void textLongerThanACellHoldsIsCut() throws IOException {
        assertThat(written(List.of(Cell.text("x".repeat(40_000))))
                        .getRow(1)
                        .getCell(0)
                        .getStringCellValue())
                .hasSize(32_767);
    }

    @Test
    void aRangeNeedsARow() {
        assertThatThrownBy(() -> new Chart.Range(0, 5, 4))
                .hasMessage("range: column and rows must be at least 0 and in order, got column 0, rows 5 to 4");
    }
}
