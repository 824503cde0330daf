package mien.lab.runs;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A look through the folders below one: where trainings and evaluations are.
///
/// It follows no links, looks into no hidden folder, and asks nothing about pictures but their names: there may be
/// many.
final class Survey {
    private static final int DEEPEST = 6;
    private static final int MOST_FOLDERS = 20_000;
    private static final String TRAINING = "-training";
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "gif");

    private final List<Path> models = new ArrayList<>();
    private final List<Path> evaluations = new ArrayList<>();
    private int folders;

    private Survey() {}

    /// @param models that the trainings write, or wrote
    /// @param evaluations their folders
    record Found(List<Path> models, List<Path> evaluations) {
        static final Found NOTHING = new Found(List.of(), List.of());

        Found {
            models = List.copyOf(models);
            evaluations = List.copyOf(evaluations);
        }
    }

    static Found of(Path root) {
        var survey = new Survey();
        survey.look(root, 0);
        return new Found(survey.models, survey.evaluations);
    }

    private void look(Path folder, int depth) {
        folders++;
        var inner = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder, Survey::isNoPicture)) {
            for (var entry : entries) {
                take(folder, entry, inner);
            }
        } catch (IOException | DirectoryIteratorException _) {
            return; // not ours to read, or gone
        }
        if (depth < DEEPEST && folders < MOST_FOLDERS) {
            inner.forEach(one -> look(one, depth + 1));
        }
    }

    private void take(Path folder, Path entry, List<Path> inner) {
        if (name(entry).equals("metrics.json")) {
            if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                evaluations.add(folder);
            }
        } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            if (isTraining(entry)) {
                var name = name(entry);
                models.add(entry.resolveSibling(name.substring(0, name.length() - TRAINING.length()) + ".onnx"));
            } else {
                inner.add(entry);
            }
        }
    }

    private static boolean isTraining(Path folder) {
        return name(folder).endsWith(TRAINING)
                && name(folder).length() > TRAINING.length()
                && (Files.exists(folder.resolve("recipe.yaml")) || Files.exists(folder.resolve("history.csv")));
    }

    private static boolean isNoPicture(Path entry) {
        var name = name(entry);
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !PICTURES.contains(extension);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /// How callers call a file: its path below the root, with `/`.
    static String id(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
