package mien.lab.runs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// A look through the folders below one: where trainings and evaluations are, and what looks like labelled pictures.
///
/// It follows no links, looks into no hidden folder, and asks nothing about pictures but their names, so that
/// 30,000 of
/// them cost a few milliseconds.
final class Survey {
    private static final int DEEPEST = 6;
    private static final int MOST_FOLDERS = 20_000;
    private static final int LONGEST_HEADER = 4096;
    private static final String TRAINING = "-training";
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "gif", "pgm", "ppm");
    private static final Set<String> SPLITS = Set.of("train", "training", "test", "val", "valid", "validation");

    private final List<Path> models = new ArrayList<>();
    private final List<Path> evaluations = new ArrayList<>();
    private final Set<Path> data = new TreeSet<>();
    private int folders;

    private Survey() {}

    /// @param models that the trainings write, or wrote
    /// @param evaluations their folders
    /// @param data folders, zips and tables that look like labelled pictures
    record Found(List<Path> models, List<Path> evaluations, List<Path> data) {}

    static Found of(Path root) {
        var survey = new Survey();
        survey.look(root, 0);
        return new Found(List.copyOf(survey.models), List.copyOf(survey.evaluations), List.copyOf(survey.data));
    }

    /// What a folder holds, at a glance.
    private record Glance(boolean pictures, List<Path> folders) {}

    /// Looks into a folder and those below it; says whether it holds pictures itself.
    private boolean look(Path folder, int depth) {
        folders++;
        var glance = glance(folder);
        var classes = new ArrayList<Path>();
        if (depth < DEEPEST && folders < MOST_FOLDERS) {
            for (var inner : glance.folders()) {
                if (look(inner, depth + 1)) {
                    classes.add(inner);
                }
            }
        }
        if (classes.size() > 1) {
            data.add(folder);
        }
        var parts = glance.folders().stream()
                .filter(inner -> SPLITS.contains(name(inner).toLowerCase(Locale.ROOT)))
                .filter(data::contains)
                .toList();
        if (!parts.isEmpty()) {
            parts.forEach(data::remove);
            data.add(folder);
        }
        return glance.pictures();
    }

    private Glance glance(Path folder) {
        var inner = new ArrayList<Path>();
        boolean pictures = false;
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (PICTURES.contains(extension(entry))) {
                    pictures = true;
                } else if (!name(entry).startsWith(".")) {
                    take(folder, entry, inner);
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException _) {
            return new Glance(pictures, inner); // not ours to read, or gone
        }
        inner.sort(null);
        return new Glance(pictures, inner);
    }

    private void take(Path folder, Path entry, List<Path> inner) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            if (isTraining(entry)) {
                var name = name(entry);
                models.add(entry.resolveSibling(name.substring(0, name.length() - TRAINING.length()) + ".onnx"));
            } else {
                inner.add(entry);
            }
        } else if (name(entry).equals("metrics.json")) {
            evaluations.add(folder);
        } else if (isData(entry)) {
            data.add(entry);
        }
    }

    private static boolean isTraining(Path folder) {
        return name(folder).endsWith(TRAINING)
                && name(folder).length() > TRAINING.length()
                && (Files.exists(folder.resolve("recipe.yaml")) || Files.exists(folder.resolve("history.csv")));
    }

    private static boolean isData(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return switch (extension(file)) {
            case "zip" -> true;
            case "csv" -> header(file).contains("pixels");
            default -> false;
        };
    }

    private static String header(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            var head = new char[LONGEST_HEADER];
            int length = Math.max(0, reader.read(head));
            return new String(head, 0, length).lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
        } catch (IOException | UncheckedIOException _) {
            return "";
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String extension(Path path) {
        var name = name(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /// How callers call a file: its path below the root, with `/`; `.` for the root itself.
    static String id(Path root, Path file) {
        var id = root.relativize(file).toString().replace('\\', '/');
        return id.isEmpty() ? "." : id;
    }
}
