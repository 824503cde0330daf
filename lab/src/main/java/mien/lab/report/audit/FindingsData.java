package mien.lab.report.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import mien.lab.audit.Audit;
import mien.lab.audit.Finding;

/// The findings as data of a page. Of each kind the weightiest are shown; the page says how many more there are.
final class FindingsData {
    /// Findings of one kind in a page, at most; copies and suspects may be more.
    static final int MOST = 600;

    static final int MOST_COPIES = 1_500;
    static final int MOST_SUSPECTS = 2_000;
    private static final int MOST_MEMBERS = 60; // pictures of one group

    private final Audit audit;
    private final Shown shown;

    FindingsData(Audit audit, Shown shown) {
        this.audit = audit;
        this.shown = shown;
    }

    /// Each kind as `{total, items}`.
    void into(ObjectNode data) {
        list(data, "suspects", audit.findings(Finding.Suspect.class).toList(), MOST_SUSPECTS, this::suspect);
        copies(data);
        groups(data, "flawed", Finding.Flawed.class, found -> word(found.flaw()), this::flawed);
        groups(data, "faces", Finding.Faces.class, found -> word(found.trouble()), this::face);
        list(data, "unreadable", audit.findings(Finding.Unreadable.class).toList(), MOST, (items, found) -> items.addArray()
                .add(found.file())
                .add(found.reason()));
        groups(
                data,
                "entries",
                Finding.Entry.class,
                found -> word(found.problem().kind()),
                (items, found) -> items.addArray()
                        .add(word(found.problem().kind()))
                        .add(found.problem().where())
                        .add(found.problem().what()));
    }

    /// `CUT_OFF` as `cut off`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void copies(ObjectNode data) {
        var exact = audit.findings(Finding.Copies.class).filter(Finding.Copies::exact).toList();
        var near = audit.findings(Finding.Copies.class).filter(group -> !group.exact()).toList();
        var list = data.putObject("copies");
        list.put("total", exact.size() + near.size());
        list.putObject("totals").put("exact", exact.size()).put("near", near.size());
        var items = list.putArray("items");
        Stream.concat(exact.stream().limit(MOST_COPIES), near.stream().limit(MOST_COPIES))
                .sorted(Comparator.comparing(Finding.Copies::leaks)
                        .thenComparing(Finding.Copies::conflicts)
                        .reversed())
                .forEach(group -> group(items, group));
    }

    /// `[exact, leaks, conflicts, size, pictures]`.
    private void group(ArrayNode items, Finding.Copies group) {
        var files = group.files().stream().limit(MOST_MEMBERS).toList();
        var item = items.addArray()
                .add(group.exact() ? 1 : 0)
                .add(group.leaks() ? 1 : 0)
                .add(group.conflicts() ? 1 : 0)
                .add(group.members().size());
        var pictures = item.addArray();
        if (group.exact()) {
            shown.numbersOfOne(files).forEach(pictures::add);
        } else {
            files.forEach(file -> shown.number(file).ifPresent(pictures::add));
        }
    }

    /// `[picture, given, suggested, confidence, reason]`.
    private void suspect(ArrayNode items, Finding.Suspect found) {
        shown.number(found.file()).ifPresent(picture -> items.addArray()
                .add(picture)
                .add(shown.label(found.given()))
                .add(shown.label(found.suggested()))
                .add(Math.round(1000 * found.confidence()) / 1000.0)
                .add(found.reason()));
    }

    /// `[picture, flaw, reason]`.
    private void flawed(ArrayNode items, Finding.Flawed found) {
        shown.number(found.file()).ifPresent(picture ->
                items.addArray().add(picture).add(word(found.flaw())).add(found.reason()));
    }

    /// `[picture, trouble, reason]`.
    private void face(ArrayNode items, Finding.Faces found) {
        shown.number(found.file()).ifPresent(picture ->
                items.addArray().add(picture).add(word(found.trouble())).add(found.reason()));
    }

    private <F extends Finding> void list(
            ObjectNode data, String name, List<F> findings, int most, BiConsumer<ArrayNode, F> add) {
        var list = data.putObject(name).put("total", findings.size());
        var items = list.putArray("items");
        findings.stream().limit(most).forEach(found -> add.accept(items, found));
    }

    /// As many of each group as are shown of a kind without groups; `totals` has their true numbers.
    private <F extends Finding> void groups(
            ObjectNode data, String name, Class<F> kind, Function<F, String> group, BiConsumer<ArrayNode, F> add) {
        var list = data.putObject(name);
        var totals = list.putObject("totals");
        var items = list.putArray("items");
        var findings = audit.findings(kind).toList();
        list.put("total", findings.size());
        for (var found : findings) {
            int before = totals.path(group.apply(found)).asInt();
            totals.put(group.apply(found), before + 1);
            if (before < MOST) {
                add.accept(items, found);
            }
        }
    }
}
