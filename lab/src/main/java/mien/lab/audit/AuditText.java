package mien.lab.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mien.lab.audit.Finding.Faces.Trouble;
import mien.lab.dataset.Summary;

/// An [Audit] for people: what there is, what is wrong with it, and what the taggers confuse.
public final class AuditText {
    private static final int CONFUSIONS = 5;
    private static final int SIZES = 3;

    private final Audit audit;
    private final Overview overview;

    private AuditText(Audit audit, Overview overview) {
        this.audit = audit;
        this.overview = overview;
    }

    /// Ends in a line feed.
    public static String of(Audit audit, Overview overview) {
        return new AuditText(audit, overview).text();
    }

    /// The classes and findings of a data set before and after its corrections, side by side; ends in a line
    /// feed.
    public static String beforeAndAfter(Audit before, Counts countsBefore, Audit after, Counts countsAfter) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("", "before", "after", "change"));
        var names = new LinkedHashSet<>(countsBefore.classes().keySet());
        names.addAll(countsAfter.classes().keySet());
        names.forEach(name -> rows.add(compared(
                name,
                countsBefore.classes().getOrDefault(name, 0),
                countsAfter.classes().getOrDefault(name, 0))));
        rows.add(compared("all", countsBefore.images(), countsAfter.images()));
        var was = findings(before);
        var is = findings(after);
        var all = new LinkedHashSet<>(was.keySet());
        all.addAll(is.keySet());
        all.stream()
                .filter(kind -> was.getOrDefault(kind, 0) + is.getOrDefault(kind, 0) > 0)
                .forEach(kind -> rows.add(compared(kind, was.getOrDefault(kind, 0), is.getOrDefault(kind, 0))));
        return table(rows);
    }

    private static List<String> compared(String name, int before, int after) {
        return List.of(name, number(before), number(after), after == before ? "" : signed(after - before));
    }

    private static String signed(int change) {
        return String.format(Locale.ROOT, "%+,d", change);
    }

    private String text() {
        var text = new StringBuilder();
        text.append(audit.name()).append(": ").append(audit.form()).append('\n');
        text.append(forms()).append("\n\n");
        text.append(classes());
        text.append(String.format(
                        Locale.ROOT, "imbalance %.1f", overview.counts().imbalance()))
                .append(" (commonest to rarest class)\n");
        if (overview.counts().sources().size() > 1) {
            text.append("labels from ")
                    .append(listed(overview.counts().sources()))
                    .append('\n');
        }
        text.append('\n').append(found());
        overview.taggers().ifPresent(taggers -> text.append('\n').append(confusions(taggers)));
        return text.toString();
    }

    private String forms() {
        var forms = overview.forms();
        int unreadable = overview.counts().images() - forms.pictures();
        var sizes = forms.sizes().size() <= SIZES
                ? String.join(", ", forms.sizes().keySet())
                : String.format(
                        Locale.ROOT,
                        "%d to %d x %d to %d, half of them up to %d x %d",
                        forms.width().smallest(),
                        forms.width().largest(),
                        forms.height().smallest(),
                        forms.height().largest(),
                        forms.width().median(),
                        forms.height().median());
        return number(overview.counts().images()) + " pictures"
                + (unreadable == 0 ? "" : ", " + number(unreadable) + " unreadable") + "; " + sizes + "; "
                + String.join(", ", forms.formats().keySet()) + "; "
                + (forms.coloured() == 0 ? "grey" : number(forms.coloured()) + " in colour");
    }

    private String classes() {
        var counts = overview.counts();
        boolean split = counts.splits().size() > 1;
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("class", "pictures"));
        if (split) {
            counts.splits().keySet().forEach(s -> head.add(s.title()));
        }
        rows.add(head);
        counts.classes().forEach((name, count) -> {
            var row = new ArrayList<>(List.of(name, number(count)));
            if (split) {
                counts.splits().values().forEach(of -> row.add(number(of.getOrDefault(name, 0))));
            }
            rows.add(row);
        });
        return table(rows);
    }

    private String found() {
        var lines = new StringBuilder();
        findings(audit).forEach((kind, count) -> {
            if (count > 0) {
                lines.append(String.format(Locale.ROOT, "%9s  %s%n", number(count), kind));
            }
        });
        audit.findings(Finding.Shortcut.class)
                .forEach(shortcut ->
                        lines.append(" shortcut  ").append(shortcut.reason()).append('\n'));
        var problems =
                audit.findings(Finding.Entry.class).map(Finding.Entry::problem).toList();
        Summary.problems(problems).forEach(line -> lines.append(line).append('\n'));
        return lines.isEmpty()
                ? "Nothing found.\n"
                : "Found\n" + lines.toString().replace("\r\n", "\n");
    }

    /// Numbers of findings in words, in the order of the report; also those of which there are none.
    private static Map<String, Integer> findings(Audit audit) {
        var tally = Tally.of(audit);
        var lines = new LinkedHashMap<String, Integer>();
        lines.put("unreadable", tally.unreadable());
        lines.put("blank or nearly constant", tally.flaws().get(Flaw.BLANK));
        lines.put("too small", tally.flaws().get(Flaw.SMALL));
        lines.put("too dark", tally.flaws().get(Flaw.DARK));
        lines.put("too bright", tally.flaws().get(Flaw.BRIGHT));
        lines.put("blurred", tally.flaws().get(Flaw.BLURRED));
        groups(lines, "exact copies", tally.copies().exact());
        groups(lines, "near copies", tally.copies().near());
        lines.put("labels that are probably wrong", tally.suspects());
        lines.put("without an upright frontal face", tally.faces().get(Trouble.NONE));
        lines.put("with several faces", tally.faces().get(Trouble.SEVERAL));
        lines.put("with a face that is cut off", tally.faces().get(Trouble.CUT_OFF));
        lines.put("with a tiny face", tally.faces().get(Trouble.TINY));
        return lines;
    }

    private static void groups(Map<String, Integer> lines, String what, Tally.Groups groups) {
        lines.put(what + ": groups", groups.groups());
        lines.put(what + ": pictures beyond the first of a group", groups.extras());
        lines.put(what + ": groups across splits", groups.crossSplit());
        lines.put(what + ": groups under different labels", groups.conflicting());
    }

    private static String confusions(TaggerConfusion taggers) {
        var text = new StringBuilder("Taggers of ")
                .append(number(taggers.pictures()))
                .append(" pictures: where one says the first label, so many of the others say the second\n");
        taggers.confused().stream()
                .limit(CONFUSIONS)
                .forEach(c -> text.append(String.format(
                        Locale.ROOT,
                        "  %s as %s %.1f %%, %s as %s %.1f %%%n",
                        c.a(),
                        c.b(),
                        100 * c.shareOfA(),
                        c.b(),
                        c.a(),
                        100 * c.shareOfB())));
        return text.toString().replace("\r\n", "\n");
    }

    /// First column to the left, the others to the right.
    private static String table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        var widths = new int[columns];
        rows.forEach(row -> {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        });
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder(row.getFirst())
                    .repeat(" ", widths[0] - row.getFirst().length());
            for (int c = 1; c < columns; c++) {
                line.append("  ").repeat(" ", widths[c] - row.get(c).length()).append(row.get(c));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String listed(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + number(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String number(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
