package mien.lab.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The rows of a csv, header row included, whatever its separator (`,` `;` tab), line ends, byte order mark or
/// encoding.
///
/// @param file its name in the data set
/// @param rows without empty ones
record CsvTable(String file, List<Row> rows, List<Problem> problems) {

    /// A larger csv of names and labels is refused.
    static final int MAX_BYTES = 512 << 20;

    private static final int PEEK = 64 << 10;

    /// @param line where the row starts, from 1
    /// @param cells without blanks around them
    record Row(long line, List<String> cells) {
        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    static CsvTable read(FileTree tree, String file) {
        try {
            return parse(file, text(tree.bytes(file, MAX_BYTES)));
        } catch (IOException e) {
            var what = "cannot be read (" + e.getMessage() + "); is it damaged?";
            return new CsvTable(file, List.of(), List.of(new Problem(Problem.Kind.FILE, file, what)));
        }
    }

    /// The header of a csv of any size: squeezed names of the first row, none if it cannot be read.
    static List<String> peek(FileTree tree, String file) {
        return parse(file, firstLine(tree, file)).header();
    }

    static String firstLine(FileTree tree, String file) {
        try (var in = tree.open(file, MAX_BYTES)) {
            return text(in.readNBytes(PEEK)).lines().findFirst().orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    static CsvTable parse(String file, String text) {
        var rows = new ArrayList<Row>();
        var problems = new ArrayList<Problem>();
        var reader = CsvReader.builder()
                .fieldSeparator(separator(text))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text);
        try (reader) {
            for (var row : reader) {
                var cells = row.getFields().stream().map(String::strip).toList();
                if (!cells.stream().allMatch(String::isEmpty)) {
                    rows.add(new Row(row.getStartingLineNumber(), cells));
                }
            }
        } catch (CsvParseException | IOException e) {
            long line = rows.isEmpty() ? 1 : rows.getLast().line() + 1;
            var what = "cannot be read as csv from here on (" + e.getMessage() + "); look for an open quote";
            problems.add(new Problem(Problem.Kind.FILE, file + ":" + line, what));
        }
        return new CsvTable(file, List.copyOf(rows), List.copyOf(problems));
    }

    String where(Row row) {
        return file + ":" + row.line();
    }

    /// Squeezed lower-case names of the first row: ` Image name` is `imagename`.
    List<String> header() {
        return rows.isEmpty()
                ? List.of()
                : rows.getFirst().cells().stream().map(Names::squeezed).toList();
    }

    /// Cells of the longest row.
    int width() {
        return rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    }

    /// What to call a column in a sentence, header or not: `column 2 ('image')`.
    String title(int column) {
        var first = rows.getFirst().cell(column);
        return "column " + (column + 1) + (first.isEmpty() ? "" : " ('" + first + "')");
    }

    /// UTF-8, UTF-16 with a mark, else Latin-1.
    static String text(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        int mark = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        try {
            var content = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            Charset latin = StandardCharsets.ISO_8859_1;
            return new String(bytes, latin);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /// Whichever separator the first line has most of, outside quotes.
    static char separator(String text) {
        int[] counts = new int[3];
        var separators = ",;\t";
        boolean quoted = false;
        for (int i = 0; i < text.length() && i < 100_000; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == '\n' || c == '\r') && counts[0] + counts[1] + counts[2] > 0) {
                break;
            }
            int kind = quoted ? -1 : separators.indexOf(c);
            if (kind >= 0) {
                counts[kind]++;
            }
        }
        int best = counts[1] > counts[0] ? 1 : 0;
        return separators.charAt(counts[2] > counts[best] ? 2 : best);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
