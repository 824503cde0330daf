package mien.lab.prepare;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Where the files of a data set are written to, one after the other.
sealed interface Output extends Closeable {

    /// Writes a file that is compressed already.
    ///
    /// @param name `/`-separated
    void put(String name, byte[] content) throws IOException;

    /// Starts a file; close it before the next.
    OutputStream stream(String name) throws IOException;

    final class Folder implements Output {
        private final Path root;
        private final Set<Path> made = new HashSet<>();

        Folder(Path root) {
            this.root = root;
        }

        @Override
        public void put(String name, byte[] content) throws IOException {
            Files.write(file(name), content, StandardOpenOption.CREATE_NEW);
        }

        @Override
        public OutputStream stream(String name) throws IOException {
            return new BufferedOutputStream(Files.newOutputStream(file(name), StandardOpenOption.CREATE_NEW), 1 << 16);
        }

        private Path file(String name) throws IOException {
            var file = root.resolve(name);
            var folder = file.getParent();
            if (folder != null && made.add(folder)) {
                Files.createDirectories(folder);
            }
            return file;
        }

        @Override
        public void close() {}
    }

    /// The same content gives the same bytes: entries have no date.
    final class Zip implements Output {
        private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

        private final ZipOutputStream zip;

        Zip(Path file) throws IOException {
            zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        }

        @Override
        public void put(String name, byte[] content) throws IOException {
            var entry = entry(name);
            var crc = new CRC32();
            crc.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }

        private static ZipEntry entry(String name) {
            var entry = new ZipEntry(name);
            entry.setTimeLocal(NO_DATE);
            return entry;
        }

        @Override
        public OutputStream stream(String name) throws IOException {
            zip.putNextEntry(entry(name));
            return new BufferedOutputStream(
                    new FilterOutputStream(zip) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            zip.write(bytes, offset, length);
                        }

                        @Override
                        public void close() throws IOException {
                            zip.closeEntry();
                        }
                    },
                    1 << 16);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
