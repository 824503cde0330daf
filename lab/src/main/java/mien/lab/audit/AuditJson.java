package mien.lab.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Locale;

/// An [Audit] for programs.
public final class AuditJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditJson() {}

    /// The numbers as one JSON object, pretty-printed; ends in a line feed. What was not checked is null.
    public static String summary(Audit audit, Overview overview) {
        return written(tree(audit, overview));
    }

    private static ObjectNode tree(Audit audit, Overview overview) {
        var tally = Tally.of(audit);
        var json = JSON.createObjectNode();
        json.put("data", audit.name());
        json.put("form", audit.form());
        json.put("images", overview.counts().images());
        json.put("entryProblems", tally.entries());
        json.put("unreadable", tally.unreadable());
        tally.flaws().forEach((flaw, count) -> json.put(word(flaw), count));
        groups(json, "exact", tally.copies().exact());
        groups(json, "near", tally.copies().near());
        if (audit.checks().contains(Check.LABELS)) {
            json.put("labelSuspects", tally.suspects());
        } else {
            json.putNull("labelSuspects");
        }
        if (audit.checks().contains(Check.FACES)) {
            var faces = json.putObject("faces");
            tally.faces().forEach((trouble, count) -> faces.put(word(trouble), count));
        } else {
            json.putNull("faces");
        }
        var shortcuts = json.putObject("shortcuts");
        audit.findings(Finding.Shortcut.class).forEach(found -> shortcuts.put(found.property(), found.strength()));
        counts(json, overview.counts());
        json.set("forms", JSON.valueToTree(overview.forms()));
        overview.taggers()
                .ifPresentOrElse(t -> json.set("taggers", JSON.valueToTree(t)), () -> json.putNull("taggers"));
        return json;
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
    private static String word(Enum<?> constant) {
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
