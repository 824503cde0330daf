package mien.lab.network;

import java.nio.file.Path;
import mien.error.MienException;

/// A file of layers or weights that cannot be read or written. The message names the file, and the line if it has
/// lines.
public final class NetworkFileException extends MienException {
    private static final long serialVersionUID = 1L;

    private final boolean atALine;

    public NetworkFileException(Path file, String problem) {
        super(file + ": " + problem);
        atALine = false;
    }

    public NetworkFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
        atALine = false;
    }

    /// @param line counted from 1
    public NetworkFileException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
        atALine = true;
    }

    /// Whether a line of the file is wrong; else the file as a whole cannot be read or written.
    public boolean atALine() {
        return atALine;
    }
}
