package mien.lab.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mien.lab.audit.Finding.Suspect;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.PixelCache;
import mien.lab.labels.LabelCheck;

/// Adds to an audit the labels that are probably wrong.
public final class LabelSuspects {
    private static final int CLASSES = 2;

    private LabelSuspects() {}

    /// An audit with its labels checked.
    ///
    /// @param notes what was not checked and why, a sentence each
    public record Result(Audit audit, List<String> notes) {
        public Result {
            notes = List.copyOf(notes);
        }
    }

    /// Whether there is anything to compare: pictures of at least two classes.
    public static boolean possible(Audit audit) {
        return audit.pictures().stream()
                        .map(p -> p.sample().label())
                        .filter(label -> label >= 0)
                        .distinct()
                        .count()
                >= CLASSES;
    }

    /// Checks the labels; takes minutes.
    ///
    /// @param audit of `data`, for which checking is [#possible]; its copies are kept together
    /// @return nothing if the watcher asked to stop
    public static Optional<Result> find(Audit audit, Dataset data, LabelCheck.Watcher watcher)
            throws InterruptedException {
        try (var pixels = PixelCache.open(data, LabelCheck.INPUT)) {
            var numbers = new HashMap<String, Integer>();
            for (int i = 0; i < pixels.samples().size(); i++) {
                numbers.put(pixels.samples().get(i).file(), i);
            }
            var copies = audit.findings(Finding.Copies.class)
                    .map(group -> group.files().stream()
                            .flatMap(file -> Stream.ofNullable(numbers.get(file)))
                            .toList())
                    .filter(group -> group.size() > 1)
                    .toList();
            var options = LabelCheck.Options.forPictures(pixels.samples().size());
            return LabelCheck.run(data, pixels, copies, options, watcher).map(result -> {
                var suspects = new ArrayList<Suspect>();
                for (var s : result.suspects()) {
                    var file = pixels.samples().get(s.sample()).file();
                    suspects.add(new Suspect(file, s.given(), s.suggested(), s.confidence(), s.evidence()));
                }
                return new Result(audit.with(Check.LABELS).plus(suspects), result.notes());
            });
        }
    }
}
