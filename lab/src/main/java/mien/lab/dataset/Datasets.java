package mien.lab.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.dataset.Found.Labelled;
import mien.lab.dataset.Problem.Kind;
import mien.model.LabelSet;

/// Finds out what a folder or zip of labelled pictures holds.
public final class Datasets {
    private Datasets() {}

    /// Reads the index of a data set: a folder, a zip, a folder inside a zip, or a csv with the pixels in it.
    ///
    /// @throws DatasetException if nothing in it can be used
    public static Dataset open(Path path) {
        var tree = FileTree.open(path);
        var found = ClassFolders.read(tree);
        for (var file : tree.files()) {
            if (Names.isTable(file)) {
                var table = CsvTable.read(tree, file);
                if (VotesTable.isHeader(table.header())) {
                    found = VotesTable.of(table).joinByName(found);
                }
            }
        }
        return finished(tree, found, new Files(tree));
    }

    private static Dataset finished(FileTree tree, Found found, PictureSource source) {
        var problems = new ArrayList<>(tree.problems());
        problems.addAll(found.problems());
        var labelled = new ArrayList<Labelled>();
        for (var picture : found.pictures()) {
            if (picture.label() == null && picture.votes() == null) {
                problems.add(new Problem(Kind.UNLABELLED, picture.file(), "nothing says what it shows"));
            } else {
                labelled.add(picture);
            }
        }
        var names = labelled.stream().flatMap(p -> p.name().stream()).collect(Collectors.toSet());
        var labels = names.isEmpty() ? LabelSet.FERPLUS8 : LabelSet.of(names);
        var samples = labelled.stream()
                .map(p -> new Sample(
                        p.file(),
                        p.split(),
                        p.name().map(n -> labels.indexOf(n).orElse(-1)).orElse(-1),
                        p.votes()))
                .toList();
        return new Dataset(tree.name(), described(found, samples), labels, samples, problems, source);
    }

    private static String described(Found found, List<Sample> samples) {
        var splits = new LinkedHashSet<Split>();
        samples.forEach(sample -> splits.add(sample.split()));
        splits.remove(Split.NONE);
        return found.form()
                + switch (splits.size()) {
                    case 0 -> ", no split";
                    case 1 -> ", 1 split";
                    default -> ", " + splits.size() + " splits";
                };
    }

    /// Encoded pictures, one a file.
    private record Files(FileTree tree) implements PictureSource {
        @Override
        public Picture read(Sample sample) {
            try {
                return Picture.decode(tree.bytes(sample.file(), FileTree.MAX_PICTURE_BYTES));
            } catch (IOException e) {
                throw new PictureException("cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public String contentKey() {
            return tree.contentKey();
        }

        @Override
        public void close() throws IOException {
            tree.close();
        }
    }
}
