package mien.lab.report.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import mien.lab.audit.Audit;
import mien.lab.audit.Counts;
import mien.lab.audit.Finding;
import mien.lab.audit.Overview;
import mien.lab.dataset.Dataset;
import mien.lab.report.page.Page;
import mien.lab.report.page.Section;

/// An audit as `report.html`. The same audit gives the same page.
public final class AuditPage {
    private static final long SEED = 1; // of the examples
    private static final int EXAMPLES = 360; // of all classes together
    private static final int MOST_OF_A_CLASS = 24;
    private static final int FEWEST_OF_A_CLASS = 6;
    private static final String SCRIPT = "/mien/lab/report/audit/audit.js";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Audited now;
    private final Optional<Audited> before;
    private final Overview overview;

    /// A data set and what was found out about it.
    public record Audited(Dataset data, Audit audit) {}

    private AuditPage(Audited now, Optional<Audited> before) {
        this.now = now;
        this.before = before;
        overview = Overview.of(now.data(), now.audit());
    }

    /// Writes the page of one audit; its pictures are read from the data set.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(Audit audit, Dataset data, Path file) throws IOException {
        write(new Audited(data, audit), Optional.empty(), file);
    }

    /// Writes the page of an audit beside that of the same data before corrections.
    ///
    /// @throws IOException if the file cannot be written
    public static void write(Audited now, Optional<Audited> before, Path file) throws IOException {
        new AuditPage(now, before).page().write(file);
    }

    private Page page() {
        return new Page("Audit", now.audit().name(), lead(), sections(), data(), List.of(SCRIPT));
    }

    private String lead() {
        long classes = overview.counts().classes().keySet().stream()
                .filter(name -> !name.equals(Counts.UNLABELLED))
                .count();
        return String.format(
                Locale.ROOT,
                "%,d pictures of %,d classes. %s.",
                overview.counts().images(),
                classes,
                sentence(now.audit().form()));
    }

    private static String sentence(String form) {
        return form.isEmpty() ? form : form.substring(0, 1).toUpperCase(Locale.ROOT) + form.substring(1);
    }

    private List<Section> sections() {
        var sections = new ArrayList<Section>();
        sections.add(new Section("findings", "Findings", "Each number leads to its pictures."));
        before.ifPresent(_ -> sections.add(
                new Section("before", "Before and after", "The same data set without and with the corrections.")));
        sections.add(new Section("classes", "Classes", "How many pictures there are of each class."));
        sections.add(new Section(
                "gallery", "Examples", "Drawn at random from each class. Do they look like what they are called?"));
        if (has(Finding.Suspect.class)) {
            sections.add(new Section(
                    "suspects",
                    "Suspected labels",
                    "Below each picture the label it has, and the one it looks like to networks that never learned from"
                            + " it. The surest come first."));
        }
        if (has(Finding.Copies.class)) {
            sections.add(new Section(
                    "copies",
                    "Copies",
                    "Pictures that show the same. Across splits they make a score look better than it is; under"
                            + " different labels they teach both."));
        }
        if (has(Finding.Flawed.class)) {
            sections.add(new Section("flawed", "Flawed", "Pictures that can be read, but show little."));
        }
        if (has(Finding.Faces.class)) {
            sections.add(new Section("faces", "Faces", "Pictures that do not show one whole face."));
        }
        sections.addAll(rest());
        return sections;
    }

    private List<Section> rest() {
        var sections = new ArrayList<Section>();
        if (has(Finding.Shortcut.class)) {
            sections.add(new Section(
                    "shortcuts",
                    "Shortcuts",
                    "Classes differ in how their files were made. A network can learn that instead of the faces."));
        }
        if (has(Finding.Unreadable.class)) {
            sections.add(new Section("unreadable", "Unreadable", "Pictures that cannot be decoded."));
        }
        if (has(Finding.Entry.class)) {
            sections.add(
                    new Section("entries", "Index", "What in the list of pictures was left out, or kept with doubt."));
        }
        sections.add(new Section("forms", "Sizes and light", "What the pictures are like as pictures."));
        if (overview.taggers().isPresent()) {
            sections.add(new Section(
                    "taggers",
                    "Taggers",
                    "Where one tagger gives a picture the label of the row, how often the others give it that of the"
                            + " column."));
        }
        return sections;
    }

    private boolean has(Class<? extends Finding> kind) {
        return now.audit().findings(kind).findAny().isPresent();
    }

    private ObjectNode data() {
        var data = JSON.createObjectNode().put("name", now.audit().name());
        var shown = new Shown(now.audit());
        var numbers = new NumbersData(shown);
        data.set("tiles", JSON.valueToTree(Tile.of(now.audit())));
        data.set("counts", numbers.counts(overview.counts()));
        before.ifPresent(then -> {
            var json = data.putObject("before");
            json.set("tiles", JSON.valueToTree(Tile.of(then.audit())));
            json.set(
                    "counts",
                    numbers.counts(Overview.of(then.data(), then.audit()).counts()));
        });
        data.set("forms", numbers.forms(overview.forms(), now.audit()));
        gallery(data, shown);
        new FindingsData(now.audit(), shown).into(data);
        data.set("shortcuts", numbers.shortcuts(now.audit()));
        overview.taggers().ifPresent(taggers -> data.set("taggers", numbers.taggers(taggers)));
        shown.into(data, now.data().source());
        return data;
    }

    /// `[[label, pictures of it, [picture, ...]], ...]`.
    private void gallery(ObjectNode data, Shown shown) {
        var gallery = data.putArray("gallery");
        var counts = overview.counts().classes();
        int most = Math.clamp(EXAMPLES / Math.max(1, counts.size()), FEWEST_OF_A_CLASS, MOST_OF_A_CLASS);
        for (var name : counts.keySet()) {
            var files = new ArrayList<String>();
            now.audit().pictures().stream()
                    .map(picture -> picture.sample())
                    .filter(sample -> Counts.name(now.audit().labels(), sample)
                            .orElse(Counts.UNLABELLED)
                            .equals(name))
                    .forEach(sample -> files.add(sample.file()));
            Collections.shuffle(files, new Random(SEED));
            var row = gallery.addArray()
                    .add(shown.label(name))
                    .add(counts.get(name))
                    .addArray();
            files.stream().limit(most).forEach(file -> shown.number(file).ifPresent(row::add));
        }
    }
}
