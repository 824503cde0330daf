package mien.lab.report.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import mien.lab.audit.Audit;
import mien.lab.audit.Finding;

/// The findings as data of a page. Of each kind the weightiest are shown; the page says how many more there are.
final class FindingsData {
    private static final int MOST = 1_000; // of one flaw, one trouble with faces, one problem of the index
    private static final int MOST_EXACT = 2_000;
    private static final int MOST_SUSPECTS = 5_000;
    private static final int MOST_NEAR = 3_000;
    private static final int MOST_MEMBERS = 60; // pictures of one group

    private final Audit audit;
    private final Shown shown;

    FindingsData(Audit audit, Shown shown) {
        this.audit = audit;
        this.shown = shown;
    }

    /// Each kind as `{total, items}`.
    void into(ObjectNode data) {
        groups(data, "flawed", Finding.Flawed.class, found -> word(found.flaw()), this::flawed);
        groups(data, "faces", Finding.Faces.class, found -> word(found.trouble()), this::face);
        groups(
                data,
                "entries",
                Finding.Entry.class,
                found -> word(found.problem().kind()),
                FindingsData::entry);
        groups(data, "unreadable", Finding.Unreadable.class, _ -> "all", FindingsData::unreadable);
        copies(data);
    }

    /// `CUT_OFF` as `cut off`.
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Exact copies come first, since they share thumbnails; near ones get the room that suspects leave.
    private void copies(ObjectNode data) {
        var exact = audit.findings(Finding.Copies.class)
                .filter(Finding.Copies::exact)
                .toList();
        var near = audit.findings(Finding.Copies.class)
                .filter(group -> !group.exact())
                .toList();
        var list = data.putObject("copies").put("total", exact.size() + near.size());
        list.putObject("totals").put("exact", exact.size()).put("near", near.size());
        var items = list.putArray("items");
        exact.stream().limit(MOST_EXACT).forEach(group -> group(items, group));
        suspects(data);
        near.stream().limit(MOST_NEAR).forEach(group -> group(items, group));
    }

    private void suspects(ObjectNode data) {
        var suspects = audit.findings(Finding.Suspect.class).toList();
        var items = data.putObject("suspects").put("total", suspects.size()).putArray("items");
        suspects.stream().limit(MOST_SUSPECTS).forEach(found -> suspect(items, found));
    }

    /// `[exact, leaks, conflicts, size, pictures]`.
    private void group(ArrayNode items, Finding.Copies group) {
        var files = group.files().stream().limit(MOST_MEMBERS).toList();
        var pictures = group.exact()
                ? shown.numbersOfOne(files)
                : files.stream()
                        .flatMapToInt(file -> shown.number(file).stream())
                        .boxed()
                        .toList();
        if (pictures.size() > 1) {
            var item = items.addArray()
                    .add(group.exact() ? 1 : 0)
                    .add(group.leaks() ? 1 : 0)
                    .add(group.conflicts() ? 1 : 0)
                    .add(group.members().size());
            pictures.forEach(item.addArray()::add);
        }
    }

    /// `[picture, given, suggested, confidence, reason]`.
    private void suspect(ArrayNode items, Finding.Suspect found) {
        shown.number(found.file())
                .ifPresent(picture -> items.addArray()
                        .add(picture)
                        .add(shown.label(found.given()))
                        .add(shown.label(found.suggested()))
                        .add(Math.round(1000 * found.confidence()) / 1000.0)
                        .add(found.reason()));
    }

    /// `[picture, flaw, reason]`.
    private void flawed(ArrayNode items, Finding.Flawed found) {
        shown.number(found.file())
                .ifPresent(picture ->
                        items.addArray().add(picture).add(word(found.flaw())).add(found.reason()));
    }

    /// `[picture, trouble, reason]`.
    private void face(ArrayNode items, Finding.Faces found) {
        shown.number(found.file())
                .ifPresent(picture ->
                        items.addArray().add(picture).add(word(found.trouble())).add(found.reason()));
    }

    /// `[kind, where, what]`.
    private static void entry(ArrayNode items, Finding.Entry found) {
        var problem = found.problem();
        items.addArray().add(word(problem.kind())).add(problem.where()).add(problem.what());
    }

    /// `[file, reason]`.
    private static void unreadable(ArrayNode items, Finding.Unreadable found) {
        items.addArray().add(found.file()).add(found.reason());
    }

    /// The first of each group; `totals` has their true numbers.
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
