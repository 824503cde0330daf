package mien.lab.dataset;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The visible files of a folder or zip, under names relative to the place where the data begins.
///
/// Hidden files and what operating systems leave behind (`__MACOSX`, `.DS_Store`, `Thumbs.db`) are not there; a
/// single top folder that says nothing is looked through.
final class FileTree implements Closeable {

    /// Larger encoded pictures are refused unread: a bound on what a zip bomb can cost.
    static final int MAX_PICTURE_BYTES = 256 << 20;

    private static final String NO_DATA = ": is neither a folder, a zip nor a csv; give one of these";

    /// What unpacks to more than this times its size is refused; real pictures and tables stay below 20.
    private static final int MAX_RATIO = 200;

    /// Up to here, nothing is a zip bomb.
    private static final long HARMLESS = 16 << 20;

    private final String name;
    private final Storage storage;
    private final String prefix;
    private final NavigableMap<String, Storage.Entry> files = new TreeMap<>();
    private final List<String> folders = new ArrayList<>();

    private FileTree(String name, Storage storage, String prefix) {
        this.name = name;
        this.storage = storage;
        this.prefix = prefix;
        for (var entry : storage.entries()) {
            if (entry.path().startsWith(prefix) && entry.path().length() > prefix.length()) {
                add(entry, entry.path().substring(prefix.length()));
            }
        }
    }

    private void add(Storage.Entry entry, String path) {
        if (Names.isHidden(path)) {
            return;
        }
        if (path.endsWith("/")) {
            folders.add(path);
        } else {
            files.put(path, entry);
        }
    }

    /// Opens a folder, a zip, or a folder inside a zip (`pictures.zip/crops`).
    ///
    /// @throws DatasetException if there is no such thing
    static FileTree open(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return lookThrough(new FileTree(fileName(path), Storage.Folder.of(path), ""));
            }
            if (Files.isRegularFile(path)) {
                return openFile(path);
            }
            if (Files.exists(path)) {
                throw new DatasetException(path + NO_DATA);
            }
            return inside(path);
        } catch (FileSystemException e) {
            throw new DatasetException(
                    path + ": cannot be read (" + Storage.reason(e) + "); you need the right to read it", e);
        } catch (IOException e) {
            throw new DatasetException(path + ": cannot be read (" + e.getMessage() + "); is it damaged?", e);
        }
    }

    private static FileTree openFile(Path path) throws IOException {
        if (fileName(path).toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return new FileTree(fileName(path), Storage.Folder.single(path), "");
        }
        if (!isZip(path)) {
            throw new DatasetException(path + NO_DATA);
        }
        return lookThrough(new FileTree(fileName(path), zip(path), ""));
    }

    private static FileTree inside(Path path) throws IOException {
        for (var up = path.getParent(); up != null; up = up.getParent()) {
            if (Files.isRegularFile(up) && isZip(up)) {
                var within = up.relativize(path).toString().replace('\\', '/') + "/";
                var tree = new FileTree(fileName(path), zip(up), within);
                if (tree.files.isEmpty()) {
                    tree.close();
                    throw new DatasetException(path + ": the zip has no files in such a folder; list its folders");
                }
                return lookThrough(tree);
            }
        }
        throw new DatasetException(path + ": does not exist; give a folder or a zip of labelled pictures");
    }

    private static boolean isZip(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K';
        }
    }

    /// Opens a zip, unless its entries together betray a bomb: thousands of them can share the same packed bytes.
    private static Storage.Zip zip(Path file) throws IOException {
        var zip = Storage.Zip.of(file);
        long size = Files.size(file);
        long unpacked = zip.entries().stream().mapToLong(Storage.Entry::size).reduce(0, FileTree::sum);
        if (unpacked / MAX_RATIO > size && unpacked > HARMLESS) {
            zip.close();
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "%s: looks like a zip bomb, its %,d bytes would unpack to %,d (%,d times as much, at most %d are"
                            + " accepted); unpack it yourself if you trust it",
                    file,
                    size,
                    unpacked,
                    unpacked / size,
                    MAX_RATIO));
        }
        return zip;
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static String fileName(Path path) {
        var last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? path.toString() : last.toString();
    }

    /// Goes below a single top folder as long as its name is neither a split nor the only class.
    private static FileTree lookThrough(FileTree tree) {
        var tops = tree.files.keySet().stream()
                .map(path -> path.substring(0, path.indexOf('/') + 1))
                .collect(Collectors.toSet());
        if (tops.size() != 1) {
            return tree;
        }
        var top = tops.iterator().next();
        boolean isClass = tree.files.keySet().stream()
                .allMatch(path -> Names.isPicture(path) && path.indexOf('/', top.length()) < 0);
        if (top.isEmpty()
                || isClass
                || Names.split(top.substring(0, top.length() - 1)).isPresent()) {
            return tree;
        }
        return lookThrough(new FileTree(tree.name, tree.storage, tree.prefix + top));
    }

    String name() {
        return name;
    }

    /// Paths of all files, sorted.
    Collection<String> files() {
        return files.keySet();
    }

    boolean has(String file) {
        return files.containsKey(file);
    }

    long size(String file) {
        var entry = files.get(file);
        return entry == null ? -1 : entry.size();
    }

    /// Folders with no file anywhere below, without the `/` at the end.
    List<String> emptyFolders() {
        return folders.stream()
                .filter(folder -> {
                    var next = files.ceilingKey(folder);
                    return next == null || !next.startsWith(folder);
                })
                .map(folder -> folder.substring(0, folder.length() - 1))
                .sorted()
                .toList();
    }

    List<Problem> problems() {
        return storage.problems();
    }

    /// Streams a file; reading past `limit` bytes fails, whatever a zip says of its size.
    InputStream open(String file, long limit) throws IOException {
        var entry = files.get(file);
        if (entry == null) {
            throw new IOException("no such file");
        }
        return new Bounded(storage.open(entry.path()), limit, Math.max(HARMLESS, MAX_RATIO * entry.packed()));
    }

    /// All bytes of a file.
    ///
    /// @throws IOException also if there are more than `limit`
    byte[] bytes(String file, int limit) throws IOException {
        try (var in = open(file, limit)) {
            return in.readAllBytes();
        }
    }

    /// A file that is larger than it may be: no other try helps.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        private TooLarge(String message) {
            super(message);
        }
    }

    private static final class Bounded extends FilterInputStream {
        private final long limit;
        private final long credible;
        private long read;

        /// @param credible bytes, beyond which it is a bomb
        Bounded(InputStream in, long limit, long credible) {
            super(in);
            this.limit = limit;
            this.credible = credible;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            count(n);
            return n;
        }

        private void count(int n) throws TooLarge {
            read += Math.max(0, n);
            if (read > limit) {
                throw new TooLarge("larger than " + (limit >> 20) + " MiB");
            }
            if (read > credible) {
                throw new TooLarge("unpacks to more than " + MAX_RATIO + " times its size, like a zip bomb");
            }
        }
    }

    /// Hash of names, sizes and checksums (zip) or times (folder): no content is read.
    String contentKey() {
        var digest = Hashing.sha256();
        for (var file : files.entrySet()) {
            var entry = file.getValue();
            var line = file.getKey() + '\0' + entry.size() + '\0' + entry.stamp() + '\n';
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return Hashing.hex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        storage.close();
    }
}
