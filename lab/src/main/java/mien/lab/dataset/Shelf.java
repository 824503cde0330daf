package mien.lab.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What lies below a folder and looks like a data set; nothing is opened for that.
public final class Shelf {
    private static final int DEEPEST = 3; // folders of folders of data sets
    private static final int DEEPEST_PICTURE = 3; // set/split/class/picture
    private static final int SEARCHED = 20_000; // files, until a folder is taken for one without pictures

    /// What Mien itself leaves in a folder of results, in which pictures are no data.
    private static final List<String> RESULTS =
            List.of("report.html", "findings.json", "history.csv", "metrics.json", "recipe.yaml");

    private Shelf() {}

    /// Zips, csv files with pixels, and folders with pictures in their folders or beside a csv; sorted. What is
    /// hidden, links to folders, and links that lead out do not count.
    public static List<Path> dataSets(Path folder) {
        var found = new ArrayList<Path>();
        try {
            search(folder.toRealPath(), folder, DEEPEST, found);
        } catch (IOException e) {
            throw new DatasetException(folder + ": cannot be listed (" + Storage.reason(e) + "); allow it", e);
        }
        return List.copyOf(found);
    }

    private static void search(Path top, Path folder, int depth, List<Path> found) throws IOException {
        for (var path : listed(top, folder)) {
            var name = Names.last(path.toString().replace('\\', '/')).toLowerCase(Locale.ROOT);
            if (!Files.isDirectory(path)) {
                if (name.endsWith(".zip") || (name.endsWith(".csv") && hasPixels(path))) {
                    found.add(path);
                }
            } else if (RESULTS.stream().noneMatch(file -> Files.exists(path.resolve(file)))) {
                if (holdsPictures(path)) {
                    found.add(path);
                } else if (depth > 1) {
                    search(top, path, depth - 1, found);
                }
            }
        }
    }

    private static List<Path> listed(Path top, Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> !Names.isHidden(path.getFileName().toString()))
                    .filter(path -> isInside(top, path))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isInside(Path top, Path path) {
        try {
            return path.toRealPath().startsWith(top) && Files.isReadable(path);
        } catch (IOException _) {
            return false; // a link to nothing
        }
    }

    private static boolean hasPixels(Path csv) {
        try (var tree = FileTree.open(csv)) {
            return PixelTables.isHeader(CsvTable.peek(tree, csv.getFileName().toString()));
        } catch (IOException | DatasetException _) {
            return false;
        }
    }

    private static boolean holdsPictures(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEEPEST_PICTURE)) {
            boolean labelled;
            try (var beside = Files.list(folder)) {
                labelled = beside.anyMatch(file -> Names.isTable(file.toString()));
            }
            return files.limit(SEARCHED)
                    .filter(file -> labelled || !folder.equals(file.getParent()))
                    .anyMatch(file -> Names.isPicture(file.getFileName().toString()));
        } catch (IOException | java.io.UncheckedIOException _) {
            return false; // not to be listed: no data for us
        }
    }
}
