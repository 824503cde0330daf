package mien.lab.report.workbook;

import java.util.List;

/// A chart of cells, drawn by the program that opens the file.
public sealed interface Chart {
    String title();

    /// Numbers against numbers.
    record Points(String title, Axis across, Axis up, List<Series> series) implements Chart {
        public Points {
            series = List.copyOf(series);
        }
    }

    /// Numbers for each of some names.
    ///
    /// @param names side by side, where the `across` of the series is not used
    record Dots(String title, Range names, Axis up, List<Series> series) implements Chart {
        public Dots {
            series = List.copyOf(series);
        }
    }

    /// A bar for each name, the first on top, with its number beside it.
    ///
    /// @param title what the lengths are
    record Bars(String title, Range names, Range lengths) implements Chart {}

    /// @param title what the numbers are
    /// @param format of the numbers, as spreadsheets write it: `0.00`
    /// @param ends where it begins and stops
    /// @param logBase of a logarithmic axis; 0 if equal steps add
    record Axis(String title, String format, Ends ends, double logBase) {
        /// An axis whose ends the program chooses.
        public Axis(String title, String format) {
            this(title, format, Ends.FREE, 0);
        }
    }

    /// @param from the number at the beginning of an axis; NaN lets the program choose
    /// @param to the number at its end; NaN lets the program choose
    record Ends(double from, double to) {
        static final Ends FREE = new Ends(Double.NaN, Double.NaN);
    }

    /// @param name in the legend
    /// @param across cells that say how far to the right
    /// @param up cells that say how high
    record Series(String name, Range across, Range up, Mark mark) {}

    /// How a series looks.
    enum Mark {
        POINT,
        FAINT_POINT,
        LINE,
        BOLD_LINE
    }

    /// Cells below each other.
    ///
    /// @param column counted from 0
    /// @param first row, counted from 0
    /// @param last row, included
    record Range(int column, int first, int last) {
        public Range {
            if (column < 0 || first < 0 || last < first) {
                throw new IllegalArgumentException("range: column and rows must be at least 0 and in order, got column "
                        + column + ", rows " + first + " to " + last);
            }
        }
    }
}
