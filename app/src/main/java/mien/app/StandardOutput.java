package mien.app;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mien.error.MienException;

/// A `System.out` that does not swallow write errors, as Java's own does.
///
/// So `mien analyze ... | head -1` stops when `head` does, and a full disk is an error.
final class StandardOutput extends FilterOutputStream {

    private StandardOutput(OutputStream out) {
        super(out);
    }

    /// UTF-8 that is flushed at every line.
    ///
    /// Writing to it throws [Closed] once nobody reads any more, and [Unwritable] if `out` fails otherwise.
    static PrintStream over(OutputStream out) {
        return new PrintStream(new BufferedOutputStream(new StandardOutput(out)), true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            var reason = String.valueOf(e.getMessage());
            throw reason.toLowerCase(Locale.ROOT).contains("pipe") ? new Closed(e) : new Unwritable(reason, e);
        }
    }

    /// The reader of the output has seen enough.
    static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Closed(IOException cause) {
            super(cause);
        }
    }

    /// The output has no room or may not be written.
    static final class Unwritable extends MienException {
        private static final long serialVersionUID = 1L;

        private Unwritable(String reason, IOException cause) {
            super("standard output: cannot be written: " + reason, cause);
        }
    }
}
