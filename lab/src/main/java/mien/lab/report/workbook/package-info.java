/// Spreadsheets with tables and charts, which LibreOffice and Excel open.
@NullMarked
package mien.lab.report.workbook;

import org.jspecify.annotations.NullMarked;
