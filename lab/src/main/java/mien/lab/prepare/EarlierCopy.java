package mien.lab.prepare;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What lies in the place of a prepared data set that is to be replaced: is all of it Mien's own?
final class EarlierCopy {
    private static final Set<String> TABLES =
            Set.of(Destination.MARK, Tables.INDEX, Tables.VOTES, Tables.LEFT_OUT, PixelCsv.NAME);

    /// What a desktop leaves in every folder that somebody looks at.
    private static final Set<String> LEFT_BEHIND = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

    private EarlierCopy() {}

    /// A file there that `mien prepare` did not write, the first by name.
    ///
    /// @param place a folder or zip
    static Optional<String> foreign(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return foreign(files(place), index(place.resolve(Tables.INDEX)));
        }
        try (var zip = new ZipFile(place.toFile())) {
            var files = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            var index = zip.getEntry(Tables.INDEX);
            return foreign(files, index == null ? Set.of() : listed(zip.getInputStream(index)));
        }
    }

    private static Optional<String> foreign(List<String> files, Set<String> listed) {
        return files.stream()
                .filter(file -> !TABLES.contains(file) && !listed.contains(file))
                .filter(file -> !LEFT_BEHIND.contains(file.substring(file.lastIndexOf('/') + 1)))
                .sorted()
                .findFirst();
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static Set<String> index(Path file) throws IOException {
        return Files.isRegularFile(file) ? listed(Files.newInputStream(file)) : Set.of();
    }

    /// The first column, up to where the file is damaged.
    private static Set<String> listed(InputStream index) throws IOException {
        var listed = new HashSet<String>();
        try (var rows = CsvReader.builder().ofCsvRecord(new InputStreamReader(index, StandardCharsets.UTF_8))) {
            rows.forEach(row -> listed.add(row.getField(0)));
        } catch (CsvParseException _) {
            return listed; // what it does not list is not replaced
        }
        return listed;
    }
}
