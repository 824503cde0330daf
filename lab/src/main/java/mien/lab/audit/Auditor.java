package mien.lab.audit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import mien.image.Picture;
import mien.image.PictureException;
import mien.lab.audit.PictureFacts.Encoding;
import mien.lab.copies.CopyFinder;
import mien.lab.dataset.Dataset;
import mien.lab.dataset.Sample;
import org.jspecify.annotations.Nullable;

/// Audits a data set: decodes every picture once, on all cores, and keeps only measures of it.
public final class Auditor {
    private final Dataset data;
    private final Set<Check> checks;
    private final Watcher watcher;
    private final CopyFinder copies;
    private final @Nullable FaceSearch faces;
    private final AtomicReferenceArray<@Nullable Seen> seen;
    private final AtomicInteger done = new AtomicInteger();

    /// Looks on.
    public interface Watcher {
        Watcher NONE = (_, _) -> {};

        /// Called after each picture, by several threads at once.
        void looked(int pictures, int all);
    }

    /// What became of one picture.
    ///
    /// @param facts null if it is unreadable
    private record Seen(@Nullable PictureFacts facts, List<Finding> findings) {}

    private Auditor(Dataset data, Set<Check> checks, Watcher watcher) {
        this.data = data;
        this.checks = checks;
        this.watcher = watcher;
        int count = data.samples().size();
        this.copies = new CopyFinder(count);
        this.faces = checks.contains(Check.FACES) ? new FaceSearch(data) : null;
        this.seen = new AtomicReferenceArray<>(count);
    }

    /// Looks at every picture and at the data set as a whole.
    ///
    /// @param checks to do besides
    public static Audit audit(Dataset data, Set<Check> checks, Watcher watcher) {
        var chosen = EnumSet.noneOf(Check.class);
        chosen.addAll(checks);
        return new Auditor(data, chosen, watcher).audit();
    }

    private Audit audit() {
        int count = data.samples().size();
        IntStream.range(0, count).parallel().forEach(i -> {
            seen.set(i, look(i));
            watcher.looked(done.incrementAndGet(), count);
        });
        var facts = new ArrayList<PictureFacts>();
        var findings = new ArrayList<Finding>();
        data.problems().forEach(problem -> findings.add(new Finding.Entry(problem)));
        for (int i = 0; i < count; i++) {
            var picture = Objects.requireNonNull(seen.get(i));
            if (picture.facts() != null) {
                facts.add(picture.facts());
            }
            findings.addAll(picture.findings());
        }
        var found = copies.find();
        found.exact().forEach(group -> findings.add(copies(true, group)));
        found.near().forEach(group -> findings.add(copies(false, group)));
        if (faces != null) {
            findings.addAll(faces.find());
            faces.close();
        }
        var audit = new Audit(data.name(), data.form(), data.labels(), checks, facts, findings);
        return audit.plus(Shortcuts.of(audit));
    }

    private Seen look(int i) {
        var sample = data.samples().get(i);
        try {
            return look(i, sample);
        } catch (PictureException e) {
            return unreadable(sample, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // what OpenCV throws has no type of its own
            return unreadable(sample, "cannot be decoded: " + e.getMessage());
        }
    }

    private Seen look(int i, Sample sample) {
        var encoded = data.source().encoded(sample);
        var picture = encoded.isPresent()
                ? Picture.decode(encoded.get())
                : data.source().read(sample);
        var encoding = encoded.map(bytes -> new Encoding(Picture.format(bytes).orElse("unknown"), bytes.length))
                .orElseGet(() -> new Encoding("csv", picture.pixels().length));
        copies.add(i, picture);
        var facts = Measuring.of(sample, picture, encoding);
        var flaws = Flaws.of(facts);
        if (faces != null && flaws.stream().noneMatch(flawed -> flawed.flaw() == Flaw.BLANK)) {
            faces.add(i, picture);
        }
        return new Seen(facts, List.copyOf(flaws));
    }

    private static Seen unreadable(Sample sample, String reason) {
        return new Seen(null, List.of(new Finding.Unreadable(sample.file(), reason)));
    }

    private Finding.Copies copies(boolean exact, List<Integer> group) {
        return new Finding.Copies(
                exact,
                group.stream()
                        .map(i -> Corrected.member(data, data.samples().get(i)))
                        .toList());
    }
}
