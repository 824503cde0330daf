package mien.lab.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mien.lab.dataset.Found.Labelled;
import mien.lab.dataset.Problem.Kind;
import mien.model.LabelSet;

/// Finds out what a folder or zip of labelled pictures holds.
public final class Datasets {
    /// How the headers begin of what `mien prepare` left out, of corrections, and of findings.
    private static final List<List<String>> REMARKS =
            List.of(List.of("leftout"), List.of("file", "action", "label"), List.of("finding", "kind", "file"));

    private Datasets() {}

    /// Reads the index of a data set: a folder, a zip (also `pictures.zip/crops`), or a csv with the pixels in it.
    /// Pictures are not decoded yet.
    ///
    /// @throws DatasetException if nothing in it can be used
    public static Dataset open(Path path) {
        var tree = FileTree.open(path);
        try {
            if (tree.files().isEmpty()) {
                throw new DatasetException(path + ": it is empty; put labelled pictures into it"
                        + (tree.problems().isEmpty()
                                ? ""
                                : " (first problem: " + tree.problems().getFirst() + ")"));
            }
            return read(path, tree);
        } catch (RuntimeException e) {
            close(tree, e);
            throw e;
        }
    }

    private static void close(FileTree tree, RuntimeException because) {
        try {
            tree.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static Dataset read(Path path, FileTree tree) {
        var csv = csvFiles(tree);
        var votes = csv.getOrDefault(CsvKind.VOTES, List.of()).stream()
                .map(file -> VotesTable.of(CsvTable.read(tree, file)))
                .toList();
        var pixels = csv.getOrDefault(CsvKind.PIXELS, List.of());
        if (!pixels.isEmpty() && tree.files().stream().noneMatch(Names::isPicture)) {
            return finished(path, tree, PixelTables.read(tree, pixels, votes), new PixelRows(tree));
        }
        var found = pictures(tree, csv.getOrDefault(CsvKind.TABLE, List.of()));
        for (var table : votes) {
            found = table.joinByName(found);
        }
        var unused = pixels.stream()
                .map(file -> new Problem(Kind.FILE, file, "not used, since there are picture files; open it alone"))
                .toList();
        return finished(path, tree, found.with(unused), new EncodedPictures(tree));
    }

    private enum CsvKind {
        VOTES,
        PIXELS,
        TABLE,
        /// What Mien itself wrote about pictures, and no labels of them.
        REMARKS
    }

    private static Map<CsvKind, List<String>> csvFiles(FileTree tree) {
        return tree.files().stream().filter(Names::isTable).collect(Collectors.groupingBy(file -> {
            var header = CsvTable.peek(tree, file);
            if (VotesTable.isHeader(header)) {
                return CsvKind.VOTES;
            }
            if (REMARKS.stream().anyMatch(start -> Collections.indexOfSubList(header, start) == 0)) {
                return CsvKind.REMARKS;
            }
            return PixelTables.isHeader(header) ? CsvKind.PIXELS : CsvKind.TABLE;
        }));
    }

    /// By the csv files or by folders, whichever names the classes.
    private static Found pictures(FileTree tree, List<String> csv) {
        var byFolder = ClassFolders.read(tree);
        if (csv.isEmpty()) {
            return byFolder;
        }
        var byTable = PictureTables.read(
                tree, csv.stream().map(file -> CsvTable.read(tree, file)).toList());
        if (tablesNameTheClasses(byTable, byFolder)) {
            return byTable;
        }
        return byFolder.with(csv.stream()
                .map(file -> new Problem(Kind.FILE, file, "not used, since the folders name the classes"))
                .toList());
    }

    /// If folders tell no two classes apart; if the csv files label at least half of the pictures; or if only they
    /// know emotions.
    private static boolean tablesNameTheClasses(Found byTable, Found byFolder) {
        var classes = byFolder.pictures().stream().flatMap(picture -> picture.name().stream());
        long told = classes.map(LabelSet::canonical).distinct().count();
        int labelled = byTable.pictures().size();
        if (told == 0 || (told == 1 && labelled > 0)) {
            return true;
        }
        boolean emotions = namesEmotions(byTable) && !namesEmotions(byFolder);
        return labelled > 0 && (emotions || 2 * labelled >= byFolder.pictures().size());
    }

    private static boolean namesEmotions(Found found) {
        return found.pictures().stream()
                .anyMatch(picture -> picture.name().filter(Names::isEmotion).isPresent());
    }

    private static Dataset finished(Path path, FileTree tree, Found found, PictureSource source) {
        var problems = new ArrayList<>(tree.problems());
        problems.addAll(found.problems());
        var labelled = new ArrayList<Labelled>();
        for (var picture : found.pictures()) {
            if (picture.label() != null || picture.votes() != null) {
                labelled.add(picture);
            } else {
                problems.add(new Problem(
                        Kind.UNLABELLED,
                        picture.file(),
                        "nothing says what it shows; put it into the folder of a class"));
            }
        }
        if (labelled.isEmpty()) {
            refuseWhatIsNoPicture(path, tree);
            throw new DatasetException(path + ": has no labelled picture; give a folder per class, a csv of picture and"
                    + " label, or fer2013.csv"
                    + (problems.isEmpty() ? "" : " (first problem: " + problems.getFirst() + ")"));
        }
        problems.addAll(LabelChecks.names(labelled));
        var names = labelled.stream().flatMap(p -> p.name().stream()).collect(Collectors.toSet());
        var labels = names.isEmpty() ? LabelSet.FERPLUS8 : LabelSet.of(names);
        var samples = samples(labelled, labels);
        problems.addAll(LabelChecks.sizes(labels, samples));
        return new Dataset(tree.name(), found.form() + splits(samples), labels, samples, problems, source);
    }

    private static void refuseWhatIsNoPicture(Path path, FileTree tree) {
        if (tree.files().stream().noneMatch(file -> Names.isPicture(file) || Names.isTable(file))) {
            throw new DatasetException(path + ": none of its " + tree.files().size()
                    + " files is a picture by its name," + " the first is "
                    + tree.files().iterator().next() + "; give labelled pictures (jpg, png, ...)");
        }
    }

    private static List<Sample> samples(List<Labelled> labelled, LabelSet labels) {
        var indices = new HashMap<String, Integer>();
        return labelled.stream()
                .map(p -> {
                    int label = p.name()
                            .map(name -> indices.computeIfAbsent(
                                    name, n -> labels.indexOf(n).orElse(-1)))
                            .orElse(-1);
                    return new Sample(p.file(), p.split(), label, p.votes(), p.origin());
                })
                .toList();
    }

    private static String splits(List<Sample> samples) {
        var splits = EnumSet.noneOf(Split.class);
        samples.forEach(sample -> splits.add(sample.split()));
        splits.remove(Split.NONE);
        return switch (splits.size()) {
            case 0 -> ", no split";
            case 1 -> ", 1 split";
            default -> ", " + splits.size() + " splits";
        };
    }
}
