package mien.lab.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What was read from folders, until one of its files changes. Safe for many threads.
///
/// @param <T> what is read
final class Remembered<T> {
    private final List<String> files;
    private final Predicate<T> lasting;
    private final Map<Path, Entry<T>> entries = new ConcurrentHashMap<>();

    private record Entry<T>(String stamp, T value) {}

    /// @param files of a folder that decide about what is read, by their names from it
    /// @param lasting whether a value holds until a file changes
    Remembered(List<String> files, Predicate<T> lasting) {
        this.files = List.copyOf(files);
        this.lasting = lasting;
    }

    /// @param about the folder
    T of(Path about, Supplier<T> read) {
        var stamp = stamp(about);
        var entry = entries.get(about);
        if (entry != null && entry.stamp().equals(stamp)) {
            return entry.value();
        }
        var value = read.get();
        if (lasting.test(value)) {
            entries.put(about, new Entry<>(stamp, value));
        } else {
            entries.remove(about);
        }
        return value;
    }

    private String stamp(Path folder) {
        return files.stream().map(name -> stampOf(folder.resolve(name))).collect(Collectors.joining(" "));
    }

    /// Its key tells files apart that were moved into one place within a tick of the clock.
    private static String stampOf(Path file) {
        try {
            var facts = Files.readAttributes(file, BasicFileAttributes.class);
            return facts.lastModifiedTime() + ":" + facts.size() + ":" + facts.fileKey();
        } catch (IOException e) {
            return "none";
        }
    }
}
