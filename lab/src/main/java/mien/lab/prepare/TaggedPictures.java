package mien.lab.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.FileSet;
import mien.lab.dataset.Sample;
import mien.lab.dataset.Split;
import mien.lab.prepare.Omitted.Reason;
import mien.model.LabelSet;

/// Pictures labelled by tags in files beside them, as booru downloaders and Hydrus write them.
public final class TaggedPictures {
    private static final Sample.Origin ORIGIN = new Sample.Origin("tags", Map.of());

    private final FileSet files;
    private final TagTable table;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Omitted> omitted = new ArrayList<>();
    private boolean anyTags;

    private TaggedPictures(FileSet files, TagTable table) {
        this.files = files;
        this.table = table;
    }

    /// Opens a folder or zip of tagged pictures. Pictures with no tag of the table, or with tags of several labels,
    /// are left out, and listed.
    ///
    /// @param tags the table, as [TagTable#read] reads it
    /// @throws PrepareException if no picture gets a label
    public static Material open(Path path, Path tags) {
        var table = TagTable.read(tags);
        var files = FileSet.open(path);
        try {
            var reader = new TaggedPictures(files, table);
            files.pictures().forEach(reader::read);
            return reader.material(path);
        } catch (RuntimeException e) {
            try {
                files.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void read(String picture) {
        try {
            var tagged = new SideCars(files).of(picture);
            anyTags |= !tagged.found().isEmpty();
            var found = table.labelsOf(tagged.tags());
            if (found.size() == 1) {
                labels.put(picture, found.getFirst());
            } else if (found.isEmpty()) {
                var why = tagged.found().isEmpty()
                        ? "no file of tags beside it"
                        : "none of its " + tagged.tags().size() + " tags is in the table";
                omitted.add(new Omitted(picture, Reason.UNTAGGED, why));
            } else {
                omitted.add(new Omitted(picture, Reason.CONFLICT, "tagged as " + String.join(" and ", found)));
            }
        } catch (IOException e) {
            omitted.add(new Omitted(picture, Reason.UNTAGGED, "its tags cannot be read: " + e.getMessage()));
        }
    }

    private Material material(Path path) {
        if (labels.isEmpty()) {
            throw new PrepareException(path + ": "
                    + (anyTags
                            ? "no picture has tags that speak for one label of the table; add tags to the table"
                            : "no picture has a file of tags beside it; x.jpg.txt, x.txt or x.json is needed for"
                                    + " x.jpg"));
        }
        var set = LabelSet.of(new HashSet<>(labels.values()));
        var samples = new ArrayList<Sample>();
        labels.forEach((file, label) ->
                samples.add(new Sample(file, split(file), set.indexOf(label).orElseThrow(), null, ORIGIN)));
        var data = new Dataset(files.name(), "tags beside pictures", set, samples, files.problems(), files.source());
        return new Material(data, data, omitted);
    }

    /// What the innermost telling folder says.
    private static Split split(String file) {
        var parts = List.of(file.split("/", -1));
        return parts.subList(0, parts.size() - 1).reversed().stream()
                .flatMap(folder -> Split.named(folder).stream())
                .findFirst()
                .orElse(Split.NONE);
    }
}
