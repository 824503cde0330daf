package mien.lab.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mien.image.Picture;
import mien.image.PictureException;
import org.jspecify.annotations.Nullable;

/// The pictures of a pixel csv: 48x48 grey values a row.
///
/// A csv (or one in a zip) has no row that one could jump to, so the first picture asked for reads the whole file;
/// its bytes (83 MB for FER2013) stay as long as memory allows.
final class PixelRows implements PictureSource {
    private static final int SIDE = 48;

    /// Larger csv files are refused; FER2013 has 0.3 GB.
    private static final long MAX_BYTES = 8L << 30;

    private final FileTree tree;
    private SoftReference<Map<String, Rows>> loaded = new SoftReference<>(null);

    PixelRows(FileTree tree) {
        this.tree = tree;
    }

    /// One row; its pixels, or what is wrong with them, only if they were asked for.
    record Row(
            long line,
            Optional<String> emotion,
            Optional<String> usage,
            @Nullable Picture picture,
            @Nullable String wrong) {}

    /// The rows of a file by their line numbers.
    ///
    /// @param ended what ended them before the file does
    private record Rows(Map<String, Row> byLine, @Nullable IOException ended) {}

    /// The rows below the header, without pixels.
    static CsvReader<Row> labels(FileTree tree, String file) throws IOException {
        return rows(tree, file, false);
    }

    private static CsvReader<Row> rows(FileTree tree, String file, boolean pixels) throws IOException {
        var header = CsvTable.peek(tree, file);
        var reader = CsvReader.builder()
                .fieldSeparator(CsvTable.separator(CsvTable.firstLine(tree, file)))
                .allowExtraFields(true)
                .allowMissingFields(true)
                .detectBomHeader(true)
                .build(new Handler(header, pixels), tree.open(file, MAX_BYTES));
        reader.skipLines(1);
        return reader;
    }

    @Override
    public Picture read(Sample sample) {
        int colon = sample.file().lastIndexOf(':');
        var file = sample.file().substring(0, colon);
        var rows = rowsOf(file);
        var row = rows.byLine().get(sample.file().substring(colon + 1));
        if (row == null) {
            throw missing(file, rows);
        }
        if (row.picture() == null) {
            throw new PictureException(String.valueOf(row.wrong()));
        }
        return row.picture();
    }

    private synchronized PictureException missing(String file, Rows rows) {
        if (rows.ended() == null) {
            return new PictureException("there is no such row");
        }
        var files = loaded.get();
        if (files != null) {
            files.remove(file, rows); // may be read next time
        }
        return new PictureException("cannot be read: " + Storage.reason(rows.ended()), rows.ended());
    }

    private synchronized Rows rowsOf(String file) {
        var files = loaded.get();
        if (files == null) {
            files = new HashMap<>();
            loaded = new SoftReference<>(files);
        }
        return files.computeIfAbsent(file, this::load);
    }

    private Rows load(String file) {
        var rows = new HashMap<String, Row>();
        try (var reader = rows(tree, file, true)) {
            for (var row : reader) {
                rows.put(Long.toString(row.line()), row);
            }
        } catch (IOException e) {
            return new Rows(rows, e);
        } catch (CsvParseException | UncheckedIOException e) { // those so far are good
            return new Rows(rows, e.getCause() instanceof IOException cause ? cause : null);
        }
        return new Rows(rows, null);
    }

    @Override
    public String contentKey() {
        return tree.contentKey();
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }

    /// Takes pixels straight from the parser's buffer: no string of 8 kB a row.
    private static final class Handler extends AbstractBaseCsvCallbackHandler<Row> {
        private final int emotionColumn;
        private final int usageColumn;
        private final int pixelColumn;
        private Optional<String> emotion = Optional.empty();
        private Optional<String> usage = Optional.empty();
        private @Nullable Picture picture;
        private @Nullable String wrong;

        Handler(List<String> header, boolean pixels) {
            emotionColumn = header.indexOf("emotion");
            usageColumn = header.indexOf("usage");
            pixelColumn = pixels ? header.indexOf("pixels") : -1;
        }

        @Override
        protected void handleBegin(long line) {
            emotion = Optional.empty();
            usage = Optional.empty();
            picture = null;
            wrong = "has no pixels; " + SIDE * SIDE + " (48 x 48) are needed";
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (column == emotionColumn) {
                emotion = Optional.of(new String(buffer, offset, length).strip());
            } else if (column == usageColumn) {
                usage = Optional.of(new String(buffer, offset, length).strip());
            } else if (column == pixelColumn) {
                parse(new String(buffer, offset, length));
            }
        }

        private void parse(String text) {
            var pixels = new byte[SIDE * SIDE];
            int count = 0;
            int at = 0;
            while (at < text.length()) {
                int start = at;
                int value = 0;
                while (at < text.length() && text.charAt(at) > ' ') {
                    int digit = text.charAt(at++) - '0';
                    value = digit < 0 || digit > 9 || value > 255 ? 256 : value * 10 + digit;
                }
                if (at > start) {
                    if (value > 255) {
                        wrong = "pixel " + (count + 1) + " is '" + text.substring(start, Math.min(at, start + 20))
                                + "'; whole numbers from 0 to 255 are needed";
                        return;
                    }
                    if (count < pixels.length) {
                        pixels[count] = (byte) value;
                    }
                    count++;
                }
                at++;
            }
            if (count == pixels.length) {
                picture = new Picture(SIDE, SIDE, 1, pixels);
            } else {
                wrong = "has " + count + " pixels; " + pixels.length + " (48 x 48) are needed";
            }
        }

        @Override
        protected Row buildRecord() {
            return new Row(getStartingLineNumber(), emotion, usage, picture, wrong);
        }
    }
}
