package mien.lab.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What holds the files of a data set. Safe for many threads.
sealed interface Storage extends Closeable {

    /// A file or (if its path ends in `/`) a folder.
    ///
    /// @param path `/`-separated, relative to the storage
    /// @param packed bytes that it takes up in the storage
    /// @param stamp changes when the content does
    record Entry(String path, long size, long packed, String stamp) {}

    List<Entry> entries();

    List<Problem> problems();

    InputStream open(String path) throws IOException;

    /// Why something could not be read, in words.
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemLoopException _ -> "a link that leads back to where it is";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    /// Files below a folder; links are followed.
    record Folder(Path root, List<Entry> entries, List<Problem> problems) implements Storage {
        static Folder of(Path root) throws IOException {
            var entries = new ArrayList<Entry>();
            var problems = new ArrayList<Problem>();
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 64, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    if (!folder.equals(root)) {
                        entries.add(new Entry(relative(root, folder) + "/", 0, 0, ""));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var name = relative(root, file);
                    if (attributes.isRegularFile()) {
                        var stamp = attributes.lastModifiedTime().toString();
                        entries.add(new Entry(name, attributes.size(), attributes.size(), stamp));
                    } else {
                        var what = attributes.isSymbolicLink()
                                ? "is a link to something that is not there; ignored"
                                : "is neither a file nor a folder but a pipe or device; ignored";
                        problems.add(new Problem(Problem.Kind.FILE, name, what));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (file.equals(root)) {
                        throw e;
                    }
                    var what = "cannot be read (" + reason(e) + "); ignored, with all that is in it";
                    problems.add(new Problem(Problem.Kind.FILE, relative(root, file), what));
                    return FileVisitResult.CONTINUE;
                }
            });
            return new Folder(root, List.copyOf(entries), List.copyOf(problems));
        }

        /// A folder of which only one file counts.
        static Folder single(Path file) throws IOException {
            var root = Objects.requireNonNull(file.toAbsolutePath().getParent());
            var entry = new Entry(
                    String.valueOf(file.getFileName()),
                    Files.size(file),
                    Files.size(file),
                    Files.getLastModifiedTime(file).toString());
            return new Folder(root, List.of(entry), List.of());
        }

        private static String relative(Path root, Path file) {
            var names = new ArrayList<String>();
            root.relativize(file).forEach(name -> names.add(name.toString()));
            return String.join("/", names);
        }

        @Override
        public InputStream open(String path) throws IOException {
            return Files.newInputStream(root.resolve(path));
        }

        @Override
        public void close() {}
    }

    /// Entries of a zip, read in place: nothing is extracted, so no entry can write anywhere.
    ///
    /// @param raw names in the zip of the entries that are called otherwise here
    record Zip(ZipFile zip, List<Entry> entries, Map<String, String> raw, List<Problem> problems) implements Storage {
        /// Cyrillic and Latin letters side by side, or characters to draw boxes with.
        private static final Pattern ODD_IN_RUSSIAN =
                Pattern.compile("\\p{IsLatin}\\p{IsCyrillic}|\\p{IsCyrillic}\\p{IsLatin}|[\u2500-\u259F]");

        static Zip of(Path file) throws IOException {
            var zip = open(file);
            var entries = new ArrayList<Entry>();
            var raw = new HashMap<String, String>();
            var problems = new ArrayList<Problem>();
            zip.stream().forEach(entry -> {
                var path = path(entry.getName());
                if (leadsOutside(path)) {
                    problems.add(new Problem(
                            Problem.Kind.FILE, entry.getName(), "leads out of the zip and is ignored; rename it"));
                } else {
                    var stamp = Long.toHexString(entry.getCrc());
                    entries.add(new Entry(path, entry.getSize(), entry.getCompressedSize(), stamp));
                    if (!path.equals(entry.getName())) {
                        raw.put(path, entry.getName());
                    }
                }
            });
            return new Zip(zip, List.copyOf(entries), Map.copyOf(raw), List.copyOf(problems));
        }

        /// With `/`, where the zip has `\` alone, as Windows PowerShell writes it.
        private static String path(String name) {
            return name.indexOf('/') < 0 ? name.replace('\\', '/') : name;
        }

        private static ZipFile open(Path file) throws IOException {
            try {
                return new ZipFile(file.toFile());
            } catch (java.util.zip.ZipException e) {
                return new ZipFile(file.toFile(), codePage(file));
            }
        }

        /// The code page of names that are no UTF-8: that of Russian DOS (which Windows still uses in zips) if all
        /// their words are then either Cyrillic or Latin; else that of American DOS, as the zip format has it.
        private static Charset codePage(Path file) throws IOException {
            if (!Charset.isSupported("IBM866") || !Charset.isSupported("IBM437")) {
                return StandardCharsets.ISO_8859_1;
            }
            var russian = Charset.forName("IBM866");
            try (var zip = new ZipFile(file.toFile(), russian)) {
                boolean cyrillic = zip.stream()
                        .noneMatch(
                                entry -> ODD_IN_RUSSIAN.matcher(entry.getName()).find());
                return cyrillic ? russian : Charset.forName("IBM437");
            }
        }

        private static boolean leadsOutside(String name) {
            return name.startsWith("/")
                    || (name.contains("..") && List.of(name.split("[/\\\\]")).contains(".."));
        }

        @Override
        public InputStream open(String path) throws IOException {
            ZipEntry entry = zip.getEntry(raw.getOrDefault(path, path));
            if (entry == null) {
                throw new IOException("not in the zip");
            }
            return zip.getInputStream(entry);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
