package mien.lab.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mien.model.LabelSet;

/// What the names of files and folders say.
final class Names {
    private static final Map<String, Split> SPLITS = Map.ofEntries(
            Map.entry("train", Split.TRAIN),
            Map.entry("training", Split.TRAIN),
            Map.entry("trainset", Split.TRAIN),
            Map.entry("trainingset", Split.TRAIN),
            Map.entry("val", Split.VALIDATION),
            Map.entry("valid", Split.VALIDATION),
            Map.entry("validation", Split.VALIDATION),
            Map.entry("publictest", Split.VALIDATION),
            Map.entry("dev", Split.VALIDATION),
            Map.entry("test", Split.TEST),
            Map.entry("testing", Split.TEST),
            Map.entry("testset", Split.TEST),
            Map.entry("privatetest", Split.TEST));

    /// Encoded pictures by the end of their name; some of these cannot be decoded and are then reported as such.
    private static final Set<String> PICTURES = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "webp", "tif", "tiff", "gif", "ppm", "pgm", "pbm", "jp2",
            "heic", "avif");

    private static final Set<String> LEFT_BEHIND = Set.of("__macosx", "thumbs.db", "desktop.ini", "$recycle.bin");

    private Names() {}

    /// The split that a folder, a file or a cell names: `Public_Test`, `private-test`, `VAL`.
    static Optional<Split> split(String name) {
        return Optional.ofNullable(SPLITS.get(squeezed(name)));
    }

    /// Lower case letters and digits only.
    static String squeezed(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    static boolean isPicture(String path) {
        return PICTURES.contains(extension(path));
    }

    static boolean isTable(String path) {
        return Set.of("csv", "tsv").contains(extension(path));
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static boolean isHidden(String path) {
        for (var part : path.split("/", -1)) {
            if (part.startsWith(".") || LEFT_BEHIND.contains(part.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    static boolean isEmotion(String label) {
        return LabelSet.FERPLUS8.indexOf(label).isPresent();
    }

    /// The folders above a file, outermost first.
    static List<String> folders(String path) {
        var parts = List.of(path.split("/", -1));
        return parts.subList(0, parts.size() - 1);
    }

    static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
