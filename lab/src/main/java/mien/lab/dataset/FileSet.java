package mien.lab.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// The visible files of a folder or zip, for readers of other kinds of data. Safe for many threads.
public final class FileSet implements Closeable {
    private static final int MAX_TEXT_BYTES = 16 << 20;

    private final FileTree tree;

    private FileSet(FileTree tree) {
        this.tree = tree;
    }

    /// Opens a folder, a zip, or a folder inside a zip.
    ///
    /// @throws DatasetException if there is no such thing
    public static FileSet open(Path path) {
        return new FileSet(FileTree.open(path));
    }

    public String name() {
        return tree.name();
    }

    /// Paths of all files, `/`-separated, sorted.
    public Collection<String> files() {
        return tree.files();
    }

    public boolean has(String file) {
        return tree.has(file);
    }

    /// The files that are pictures by their name.
    public List<String> pictures() {
        return tree.files().stream().filter(Names::isPicture).toList();
    }

    /// Whatever could not be listed.
    public List<Problem> problems() {
        return tree.problems();
    }

    /// A small text file, whatever its encoding.
    ///
    /// @throws IOException also if it has more than 16 MiB
    public String text(String file) throws IOException {
        return CsvTable.text(tree.bytes(file, MAX_TEXT_BYTES));
    }

    /// Gives the pictures of samples named by their paths; closing it closes this.
    public PictureSource source() {
        return new EncodedPictures(tree);
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }
}
