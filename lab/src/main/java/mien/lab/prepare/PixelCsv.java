package mien.lab.prepare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import mien.image.Picture;

/// Writes `emotion,pixels,Usage` as Kaggle's `fer2013.csv`.
final class PixelCsv implements AutoCloseable {
    static final String NAME = "fer2013.csv";
    static final int SIDE = 48;

    private final OutputStream out;
    private int lines = 1;

    PixelCsv(Output output) throws IOException {
        out = output.stream(NAME);
        out.write("emotion,pixels,Usage\n".getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] row(Entry entry, Picture picture) {
        var row = new StringBuilder(4 * SIDE * SIDE).append(Tables.emotion(entry.label()));
        char before = ',';
        for (byte pixel : picture.pixels()) {
            row.append(before).append(pixel & 0xFF);
            before = ' ';
        }
        row.append(',').append(Tables.usage(entry.split())).append('\n');
        return row.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Returns the name that Mien's reader gives the row: `fer2013.csv:2`.
    String write(byte[] row) throws IOException {
        out.write(row);
        lines++;
        return NAME + ":" + lines;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
