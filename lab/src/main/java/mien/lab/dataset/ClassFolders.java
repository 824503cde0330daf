package mien.lab.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import mien.lab.dataset.Found.Labelled;
import mien.lab.dataset.Problem.Kind;
import mien.lab.dataset.Sample.Origin;
import mien.model.LabelSet;

/// Reads a folder per class, with or without splits above (or below) the classes.
///
/// The class of a picture is the folder named after an emotion, if there is one on its path; else the folder right
/// below the split; else the folder it is in. One single folder that is no emotion says nothing.
final class ClassFolders {
    private static final Origin FOLDER = new Origin("folder", Map.of());

    private ClassFolders() {}

    static Found read(FileTree tree) {
        var pictures = new ArrayList<Labelled>();
        var problems = new ArrayList<Problem>();
        var meanings = new HashMap<String, Meaning>(); // of folders, which are few
        boolean telling = classes(tree).size() > 1 || classes(tree).stream().allMatch(Names::isEmotion);
        for (var file : tree.files()) {
            var meaning = meanings.computeIfAbsent(file.substring(0, file.lastIndexOf('/') + 1), Meaning::of);
            var label = telling ? meaning.label() : Optional.<String>empty();
            if (Names.isPicture(file)) {
                pictures.add(new Labelled(file, file, meaning.split(), label.orElse(null), null, FOLDER));
            } else if (label.isPresent() && !Names.isTable(file)) {
                problems.add(new Problem(Kind.FILE, file, "lies among pictures but is none by its name; ignored"));
            }
        }
        problems.addAll(emptyFolders(tree));
        problems.addAll(gaps(pictures));
        return new Found("folder per class", pictures, problems);
    }

    /// What the folders of a picture say of it.
    private record Meaning(Split split, Optional<String> label) {
        static Meaning of(String folder) {
            var folders = Names.folders(folder + "x");
            return new Meaning(ClassFolders.split(folders), ClassFolders.label(folders));
        }
    }

    /// Folders that hold pictures and can be classes.
    static List<String> classes(FileTree tree) {
        return tree.files().stream()
                .filter(Names::isPicture)
                .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                .distinct()
                .flatMap(folder -> Meaning.of(folder).label().stream())
                .map(LabelSet::canonical)
                .distinct()
                .toList();
    }

    /// The split that the innermost telling folder names.
    static Split split(List<String> folders) {
        return folders.reversed().stream()
                .flatMap(folder -> Names.split(folder).stream())
                .findFirst()
                .orElse(Split.NONE);
    }

    private static Optional<String> label(List<String> folders) {
        var emotion = folders.reversed().stream().filter(Names::isEmotion).findFirst();
        if (emotion.isPresent() || folders.isEmpty()) {
            return emotion;
        }
        for (int i = folders.size() - 1; i >= 0; i--) {
            if (Names.split(folders.get(i)).isPresent()) {
                if (i + 1 < folders.size()) {
                    return Optional.of(folders.get(i + 1));
                }
                return i > 0 ? Optional.of(folders.get(i - 1)) : Optional.empty();
            }
        }
        return Optional.of(folders.getLast());
    }

    private static List<Problem> emptyFolders(FileTree tree) {
        return tree.emptyFolders().stream()
                .map(folder -> new Problem(Kind.EMPTY_CLASS, folder, "the folder is empty; fill it or delete it"))
                .toList();
    }

    /// Classes that one split has and another lacks.
    private static List<Problem> gaps(List<Labelled> pictures) {
        var bySplit = new TreeMap<Split, TreeSet<String>>();
        var all = new TreeSet<String>();
        for (var picture : pictures) {
            if (picture.label() != null) {
                var label = LabelSet.canonical(picture.label());
                all.add(label);
                bySplit.computeIfAbsent(picture.split(), _ -> new TreeSet<>()).add(label);
            }
        }
        var problems = new ArrayList<Problem>();
        bySplit.forEach((split, has) -> {
            for (var label : all) {
                if (split != Split.NONE && !has.contains(label)) {
                    problems.add(
                            new Problem(Kind.EMPTY_CLASS, CsvTable.lower(split.name()), "has no picture of " + label));
                }
            }
        });
        return problems;
    }
}
