package mien.lab.network;

import java.nio.file.Path;
import mien.error.MienException;

/// A file of layers or weights that cannot be read or written. The message names the file, and the line if it has
/// lines.
public final class NetworkFileException extends MienException {
    private static final long serialVersionUID = 1L;

    public NetworkFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    public NetworkFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }

    /// @param line counted from 1
    public NetworkFileException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
