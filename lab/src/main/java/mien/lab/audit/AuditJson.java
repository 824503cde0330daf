package mien.lab.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import mien.lab.dataset.Problem;

/// An [Audit] for programs.
public final class AuditJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int SIZES = 20; // the commonest; pictures from the web have thousands

    private AuditJson() {}

    /// The numbers as one JSON object, pretty-printed; ends in a line feed. What was not checked is null.
    public static String summary(Audit audit, Overview overview) {
        return written(tree(audit, overview));
    }

    /// The same, and in `before` the numbers of the data set without its corrections.
    public static String summary(Audit audit, Overview overview, Audit before, Overview overviewBefore) {
        var json = tree(audit, overview);
        json.set("before", tree(before, overviewBefore));
        return written(json);
    }

    /// The numbers as `summary`, and every finding in `findings`; ends in a line feed.
    static String all(Audit audit, Overview overview) {
        var json = JSON.createObjectNode();
        json.set("summary", tree(audit, overview));
        var findings = json.putArray("findings");
        audit.findings().forEach(finding -> finding(findings.addObject(), finding));
        return written(json);
    }

    /// What a finding is, in a word: `blank`, `exactCopies`, `noFace`.
    public static String kind(Finding finding) {
        return switch (finding) {
            case Finding.Entry _ -> "entry";
            case Finding.Unreadable _ -> "unreadable";
            case Finding.Flawed flawed -> word(flawed.flaw());
            case Finding.Copies copies -> copies.exact() ? "exactCopies" : "nearCopies";
            case Finding.Suspect _ -> "labelSuspect";
            case Finding.Faces faces ->
                switch (faces.trouble()) {
                    case NONE -> "noFace";
                    case SEVERAL -> "severalFaces";
                    case CUT_OFF -> "faceCutOff";
                    case TINY -> "tinyFace";
                };
            case Finding.Shortcut _ -> "shortcut";
        };
    }

    private static void finding(ObjectNode json, Finding finding) {
        json.put("kind", kind(finding));
        json.set("files", JSON.valueToTree(finding.files()));
        json.put("reason", finding.reason());
        switch (finding) {
            case Finding.Entry entry -> {
                json.put("where", entry.problem().where());
                json.put("problem", word(entry.problem().kind()));
            }
            case Finding.Flawed flawed -> {
                json.put("measured", flawed.measured());
                json.put("limit", flawed.limit());
            }
            case Finding.Copies copies -> {
                json.put("leaks", copies.leaks());
                json.put("conflicts", copies.conflicts());
                var members = json.putArray("members");
                copies.members()
                        .forEach(member -> members.addObject()
                                .put("file", member.file())
                                .put("split", member.split().title())
                                .put("label", member.label()));
            }
            case Finding.Suspect suspect -> {
                json.put("given", suspect.given());
                json.put("suggested", suspect.suggested());
                json.put("confidence", suspect.confidence());
            }
            case Finding.Shortcut shortcut -> {
                json.put("property", shortcut.property());
                json.put("strength", shortcut.strength());
                json.put("limit", Shortcuts.LEAST);
            }
            case Finding.Unreadable _, Finding.Faces _ -> {} // the reason says it all
        }
    }

    private static ObjectNode tree(Audit audit, Overview overview) {
        var tally = Tally.of(audit);
        var json = JSON.createObjectNode();
        json.put("data", audit.name());
        json.put("form", audit.form());
        json.put("images", overview.counts().images());
        entries(json.putObject("entryProblems"), audit);
        json.put("unreadable", tally.unreadable());
        tally.flaws().forEach((flaw, count) -> json.put(word(flaw), count));
        groups(json, "exact", tally.copies().exact());
        groups(json, "near", tally.copies().near());
        if (audit.checks().contains(Check.LABELS)) {
            json.put("labelSuspects", tally.suspects());
        } else {
            json.putNull("labelSuspects");
        }
        faces(json, audit, tally);
        var shortcuts = json.putObject("shortcuts");
        audit.findings(Finding.Shortcut.class).forEach(found -> shortcuts.put(found.property(), found.strength()));
        counts(json, overview.counts());
        forms(json.putObject("forms"), overview.forms());
        json.set("taggers", JSON.valueToTree(overview.voted()));
        return json;
    }

    private static void forms(ObjectNode json, Forms forms) {
        json.put("pictures", forms.pictures());
        json.set("width", JSON.valueToTree(forms.width()));
        json.set("height", JSON.valueToTree(forms.height()));
        var sizes = json.putObject("sizes");
        forms.sizes().entrySet().stream().limit(SIZES).forEach(size -> sizes.put(size.getKey(), size.getValue()));
        json.set("formats", JSON.valueToTree(forms.formats()));
        json.put("coloured", forms.coloured());
    }

    private static void faces(ObjectNode json, Audit audit, Tally tally) {
        if (audit.checks().contains(Check.FACES)) {
            var faces = json.putObject("faces");
            tally.faces().forEach((trouble, count) -> faces.put(word(trouble), count));
        } else {
            json.putNull("faces");
        }
    }

    private static void entries(ObjectNode json, Audit audit) {
        var counts = new EnumMap<Problem.Kind, Integer>(Problem.Kind.class);
        audit.findings(Finding.Entry.class)
                .forEach(entry -> counts.merge(entry.problem().kind(), 1, Integer::sum));
        counts.forEach((kind, count) -> json.put(word(kind), count));
    }

    private static void groups(ObjectNode json, String kind, Tally.Groups groups) {
        json.put(kind + "DuplicateGroups", groups.groups());
        json.put(kind + "DuplicateExtras", groups.extras());
        json.put(kind + "CrossSplitGroups", groups.crossSplit());
        json.put(kind + "ConflictingLabelGroups", groups.conflicting());
    }

    private static void counts(ObjectNode json, Counts counts) {
        json.set("classes", JSON.valueToTree(counts.classes()));
        var splits = json.putObject("splits");
        counts.splits().forEach((split, classes) -> splits.set(split.title(), JSON.valueToTree(classes)));
        json.set("labelSources", JSON.valueToTree(counts.sources()));
        json.put("imbalance", counts.imbalance());
    }

    /// `CUT_OFF` as `cutOff`.
    static String word(Enum<?> constant) {
        var parts = constant.name().toLowerCase(Locale.ROOT).split("_", 2);
        return parts.length == 1
                ? parts[0]
                : parts[0] + parts[1].substring(0, 1).toUpperCase(Locale.ROOT) + parts[1].substring(1);
    }

    private static String written(ObjectNode json) {
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(json)
                            .replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree of plain values can always be written
        }
    }
}
