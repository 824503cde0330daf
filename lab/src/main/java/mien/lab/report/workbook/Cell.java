package mien.lab.report.workbook;

import java.util.regex.Pattern;

/// What stands in a cell.
public sealed interface Cell {
    Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /// How wide it is, in characters.
    int width();

    /// Text as it is; never a formula, whatever it begins with.
    record Text(String text) implements Cell {
        private static final int MOST = 32_767; // that a cell of this format can hold

        public Text {
            text = text.length() > MOST ? text.substring(0, MOST) : text;
        }

        @Override
        public int width() {
            return text.length();
        }
    }

    /// A number; the cell is empty for NaN and infinities.
    ///
    /// @param format as spreadsheets write it: `0.0000`
    record Numeric(double value, String format) implements Cell {
        @Override
        public int width() {
            return format.equals(GENERAL) ? Double.toString(value).length() : format.length() + 1;
        }
    }

    String GENERAL = "General";

    static Cell text(String text) {
        return new Text(text);
    }

    static Cell whole(long number) {
        return new Numeric(number, "0");
    }

    /// With so many digits after the point.
    static Cell decimal(double number, int digits) {
        return new Numeric(number, "0." + "0".repeat(digits));
    }

    /// @param share in `[0, 1]`, shown in percent
    static Cell percent(double share) {
        return new Numeric(share, "0%");
    }

    /// A number if the text is one, so that it can be sorted and drawn; else the text.
    static Cell value(String text) {
        return NUMBER.matcher(text).matches() ? new Numeric(Double.parseDouble(text), GENERAL) : new Text(text);
    }
}
