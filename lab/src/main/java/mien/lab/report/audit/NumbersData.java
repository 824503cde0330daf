package mien.lab.report.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import mien.lab.audit.Audit;
import mien.lab.audit.Counts;
import mien.lab.audit.Finding;
import mien.lab.audit.Flaw;
import mien.lab.audit.Forms;
import mien.lab.audit.PictureFacts;
import mien.lab.audit.TaggerConfusion;
import mien.lab.dataset.Split;

/// The numbers of a data set as data of a page.
final class NumbersData {
    private static final int MOST_NAMED = 6; // sizes and formats

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shown shown;

    NumbersData(Shown shown) {
        this.shown = shown;
    }

    /// `{splits: [name], rows: [[label, count of each split]], imbalance, sources: [[name, count]]}`.
    ObjectNode counts(Counts counts) {
        var json = JSON.createObjectNode();
        var splits = counts.splits().keySet().stream().sorted().toList();
        splits.forEach(split -> json.withArray("splits").add(title(split)));
        var rows = json.putArray("rows");
        for (var name : counts.classes().keySet()) {
            var row = rows.addArray().add(shown.label(name));
            splits.forEach(split -> row.add(Optional.ofNullable(counts.splits().get(split))
                    .map(ofSplit -> ofSplit.get(name))
                    .orElse(0)));
        }
        json.put("imbalance", counts.imbalance());
        pairs(json.putArray("sources"), counts.sources());
        return json;
    }

    private static String title(Split split) {
        return split == Split.NONE ? "no split" : split.title();
    }

    private static void pairs(ArrayNode array, Map<String, Integer> counts) {
        counts.forEach((name, count) -> array.addArray().add(name).add(count));
    }

    /// Sizes, formats and colour in numbers, and histograms of what was measured.
    ObjectNode forms(Forms forms, Audit audit) {
        var json = JSON.createObjectNode();
        json.put("pictures", forms.pictures())
                .put("coloured", forms.coloured())
                .put("shapes", forms.sizes().size());
        for (var range : List.of(forms.width(), forms.height())) {
            json.withArray("ranges")
                    .addArray()
                    .add(range.smallest())
                    .add(range.median())
                    .add(range.largest());
        }
        first(json.putArray("sizes"), forms.sizes());
        first(json.putArray("formats"), forms.formats());
        for (var measure : MEASURES) {
            histogram(json.withArray("histograms"), audit, measure);
        }
        return json;
    }

    private static void first(ArrayNode array, Map<String, Integer> counts) {
        counts.entrySet().stream()
                .limit(MOST_NAMED)
                .forEach(entry -> array.addArray().add(entry.getKey()).add(entry.getValue()));
    }

    /// What is measured of every picture, and the flaws that are too much or too little of it.
    private record Measure(
            String title, String unit, ToDoubleFunction<PictureFacts> of, boolean whole, Set<Flaw> flaws) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("Shorter side", "pixels", p -> Math.min(p.width(), p.height()), true, Set.of(Flaw.SMALL)),
            new Measure(
                    "Brightness", "mean grey, 0 to 255", p -> p.light().mean(), false, Set.of(Flaw.DARK, Flaw.BRIGHT)),
            new Measure("Contrast", "spread of grey values", p -> p.light().spread(), false, Set.of(Flaw.BLANK)),
            new Measure("Sharpness", "more is sharper", p -> p.light().sharpness(), false, Set.of(Flaw.BLURRED)));

    private static void histogram(ArrayNode all, Audit audit, Measure measure) {
        var values = audit.pictures().stream().mapToDouble(measure.of).toArray();
        var histogram = Histogram.of(values, measure.whole);
        if (histogram.counts().size() < 2) {
            return; // all alike: the text says so
        }
        var json = all.addObject().put("title", measure.title).put("unit", measure.unit);
        json.set("edges", JSON.valueToTree(histogram.edges()));
        json.set("counts", JSON.valueToTree(histogram.counts()));
        var marks = json.putArray("marks");
        audit.findings(Finding.Flawed.class)
                .filter(found -> measure.flaws.contains(found.flaw()))
                .collect(Collectors.toMap(Finding.Flawed::flaw, Finding.Flawed::limit, (a, _) -> a, TreeMap::new))
                .forEach((flaw, limit) -> marks.addArray().add(limit).add(FindingsData.word(flaw)));
    }

    /// Rows and columns of labels, each cell the share of a row.
    ObjectNode taggers(TaggerConfusion taggers) {
        var json = JSON.createObjectNode().put("pictures", taggers.pictures());
        int size = taggers.labels().size();
        taggers.labels().forEach(name -> json.withArray("labels").add(name));
        var rows = json.putArray("shares");
        for (int a = 0; a < size; a++) {
            var row = rows.addArray();
            for (int b = 0; b < size; b++) {
                row.add(Math.round(1000 * taggers.share(a, b)) / 1000.0);
            }
        }
        return json;
    }

    /// Each shortcut with the property of the pictures of each class: quartiles, or a share.
    ArrayNode shortcuts(Audit audit) {
        var array = JSON.createArrayNode();
        audit.findings(Finding.Shortcut.class).forEach(found -> {
            var json = array.addObject()
                    .put("property", found.property())
                    .put("strength", found.strength())
                    .put("reason", found.reason());
            evidence(json, found.property(), audit);
        });
        return array;
    }

    private void evidence(ObjectNode json, String property, Audit audit) {
        switch (property) {
            case "size" -> quantiles(json, "shorter side in pixels", audit, p -> Math.min(p.width(), p.height()));
            case "border" ->
                quantiles(
                        json,
                        "share of the frame in one grey",
                        audit,
                        p -> p.light().border());
            case "compression" ->
                quantiles(json, "bytes per pixel", audit, p -> p.encoding().bytesPerPixel(p.width(), p.height()));
            case "colour" -> shares(json, "share in colour", audit, p -> p.colour() ? 1 : 0);
            case "format" -> {
                var common = Forms.of(audit.pictures()).formats().firstEntry().getKey();
                shares(
                        json,
                        "share of " + common,
                        audit,
                        p -> p.encoding().format().equals(common) ? 1 : 0);
            }
            default -> {} // nothing was measured that would show it
        }
    }

    private void quantiles(ObjectNode json, String measure, Audit audit, ToDoubleFunction<PictureFacts> value) {
        json.put("measure", measure);
        var rows = json.putArray("quantiles");
        for (var name : audit.labels().labels()) {
            var sorted = values(audit, name, value).sorted().toArray();
            if (sorted.length > 0) {
                var row = rows.addArray().add(shown.label(name));
                for (double at : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
                    row.add(sorted[(int) (at * (sorted.length - 1))]);
                }
            }
        }
    }

    private void shares(ObjectNode json, String measure, Audit audit, ToDoubleFunction<PictureFacts> value) {
        json.put("measure", measure);
        var rows = json.putArray("shares");
        for (var name : audit.labels().labels()) {
            values(audit, name, value)
                    .average()
                    .ifPresent(mean -> rows.addArray().add(shown.label(name)).add(mean));
        }
    }

    private static java.util.stream.DoubleStream values(
            Audit audit, String name, ToDoubleFunction<PictureFacts> value) {
        return audit.pictures().stream()
                .filter(p -> Counts.name(audit.labels(), p.sample())
                        .filter(name::equals)
                        .isPresent())
                .mapToDouble(value);
    }
}
